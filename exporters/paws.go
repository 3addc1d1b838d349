package exporters

import (
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/poolsmith/poolsmith/model"
)

// exportPaws writes an R script that sends the requests with paws and prints the
// pool's id. It is ASCII alone, because R reads a script in the encoding of
// the locale.
func exportPaws(p *model.Pool, _ Options) Output {
	s := &pawsScript{literalPrinter{syntax: &rLanguage}, newScript(p, snakeNaming, nil), pawsGaps(p.Calls())}
	s.requests = slices.DeleteFunc(s.requests, func(r *request) bool { return hasJSON(r.Call) })
	s.write(s)
	return Output{Files: []File{{Name: "create_user_pool.R", Data: s.Bytes(), Script: true}}, Gaps: s.gaps}
}

type pawsScript struct {
	literalPrinter
	*script
	gaps []Gap
}

func (s *pawsScript) begin() {
	text := "\n" + programText("paws", pawsRequirements, nil)
	s.WriteString("#!/usr/bin/env Rscript\n" + comments("#", strings.Split(text, "\n")) +
		gapComment("paws does not send all settings in this script:", s.gaps) +
		s.secretCheck() + "\ncognito <- paws::cognitoidentityprovider()\n")
}

func (s *pawsScript) secretCheck() string {
	secrets := s.variables()
	if len(secrets) == 0 {
		return ""
	}
	return strings.ReplaceAll(pawsSecrets, "NAMES", rLanguage.literal(secrets, 0))
}

func (s *pawsScript) request(r *request) {
	method := "cognito$" + snake(r.operation) + "(\n"
	if !r.follows {
		s.WriteString("\ncreated <- " + method)
		s.arguments(r.arguments(), 1)
		s.WriteString(")\n")
		return
	}
	s.WriteString("\n" + r.name + " <- function() {\n  " + method)
	s.arguments(r.arguments(), 2)
	result := "invisible("
	if len(r.answers) > 0 {
		result = "created <- ("
	}
	s.WriteString("  )\n}\n" + strings.NewReplacer("BUSY", s.busyComment(), "RESULT", result, "SEND", r.name+"()").Replace(pawsTry))
}

func (s *pawsScript) fail(r *request) {
	s.WriteString("    stop(\n" +
		"      " + quoteR(snake(r.operation)+" failed. The pool ") + ", pool_id, " + quoteR(" "+r.state) + ",\n")
	for _, command := range r.deletion {
		s.WriteString("      " + quoteR("\n  "+command.Line()+" --user-pool-id=") + ", pool_id,\n")
	}
	s.WriteString("      \"\\n\", conditionMessage(e),\n      call. = FALSE\n    )\n  }\n))\n")
}

func (s *pawsScript) bind(a *answer) {
	s.WriteString(a.name + " <- created$" + strings.ReplaceAll(a.place, ".", "$") + "\n")
	if a.label != "" {
		s.WriteString("message(" + quoteR(a.label+" ") + ", " + a.name + ")\n")
	}
}

func (s *pawsScript) end() { s.WriteString("\ncat(pool_id, \"\\n\", sep = \"\")\n") }

var rLanguage = syntax{
	indent:   "  ",
	object:   [2]string{"list(", ")"},
	list:     [2]string{"list(", ")"},
	booleans: [2]string{"FALSE", "TRUE"},
	null:     "NULL",
	decode:   [2]string{"base64enc::base64decode(", ")"},
	secret:   func(variable string) string { return "Sys.getenv(" + quoteR(variable) + ")" },
	keyword:  rName,
	name:     rName,
	quote:    quoteR,
	join: func(parts []string, indent string) string {
		outer := strings.TrimSuffix(indent, "  ")
		return "paste0(\n" + indent + strings.Join(parts, ",\n"+indent) + "\n" + outer + ")"
	},
	unusual: unusualR,
}

// rReserved are the names that have a meaning in R.
var rReserved = []string{
	"if", "else", "repeat", "while", "function", "for", "next", "break", "in", "TRUE", "FALSE", "NULL",
	"Inf", "NaN", "NA", "NA_integer_", "NA_real_", "NA_complex_", "NA_character_",
}

func rName(name string) string {
	if isName(name) && name[0] != '_' && !slices.Contains(rReserved, name) {
		return name + " = "
	}
	return "`" + name + "` = "
}

// unusualR writes an object with a name that R cannot write before a value:
// names in backticks cannot be empty or contain escapes of non-ASCII letters.
func unusualR(l *literalPrinter, o object, depth int) bool {
	if !slices.ContainsFunc(o, func(m member) bool { return isUnusualR(m.name) }) {
		return false
	}
	names, values := make([]any, len(o)), make([]any, len(o))
	for i, m := range o {
		names[i], values[i] = m.name, m.value
	}
	vector := *l.syntax
	vector.list[0] = "c("
	named := &literalPrinter{syntax: &vector}
	named.items(names, depth+1)

	l.WriteString("structure(\n")
	l.pad(depth + 1)
	l.items(values, depth+1)
	l.WriteString(",\n")
	l.pad(depth + 1)
	l.WriteString("names = " + named.String() + "\n")
	l.pad(depth)
	l.WriteString(")")
	return true
}

func isUnusualR(name string) bool {
	return name == "" || len(name) > partLength || strings.ContainsFunc(name, func(r rune) bool {
		return !isASCII(r) || r == '`' || r == '\\'
	})
}

func isASCII(r rune) bool { return ' ' <= r && r <= '~' }

// quoteR removes NUL, which a string in R cannot contain.
func quoteR(s string) string { return quote(strings.ReplaceAll(s, "\x00", ""), isASCII) }

// pawsGaps lists the settings that paws does not send.
func pawsGaps(calls []model.Call) []Gap {
	var g gapList
	files := fileNames(sentCalls(calls))
	for i, call := range calls {
		if hasJSON(call) {
			g.addCall(call, "paws does not send a JSON object unchanged, so that the script lacks the request", sendCommand(call, files[i]))
			continue
		}
		pool := call.Pool()
		for leaf := range pool.Leaves() {
			if why := pawsLoses(pool, leaf); why != "" {
				_, setting, _ := strings.Cut(leaf.Path(), ".") // in the request alone
				g.add(call.Path+"."+setting, leaf.Value(), why, updateCommand(call, files[i]))
			}
		}
	}
	return g.list()
}

// hasJSON reports whether a request has a JSON object whose members the API does
// not list. Some versions of paws reject it, others send its numbers as texts.
func hasJSON(call model.Call) bool {
	for leaf := range call.Leaves() {
		if leaf.Setting.Kind == model.JSON {
			return true
		}
	}
	return false
}

// pawsLoses returns why paws does not send a setting unchanged, or an empty
// string if it does.
func pawsLoses(pool *model.Pool, leaf model.Leaf) string {
	const (
		empty = "paws omits empty values"
		nul   = "a string in R cannot contain a NUL character"
	)
	switch v := leaf.Value().(type) {
	case nil:
		if block, _ := pool.Get(leaf.Path()); block == nil || isEmptyBlock(block) {
			return empty
		}
	case string:
		if v == "" {
			return empty
		}
		if strings.Contains(v, "\x00") {
			return nul
		}
	case []string:
		if len(v) == 0 {
			return empty
		}
	case map[string]string:
		return pawsLosesTags(v, empty, nul)
	}
	return ""
}

func pawsLosesTags(tags map[string]string, empty, nul string) string {
	hasValue := false
	for key, value := range tags {
		if strings.Contains(key+value, "\x00") {
			return nul
		}
		hasValue = hasValue || value != ""
	}
	if !hasValue {
		return empty
	}
	for key := range tags {
		if key == "" || strings.ContainsAny(key, `"\`) || strings.ContainsFunc(key, unicode.IsControl) {
			return "paws does not escape the names of tags"
		}
	}
	return ""
}

func isEmptyBlock(block any) bool {
	v := reflect.ValueOf(block)
	return v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0
}

const pawsRequirements = `Requires paws, which reads the Region and the credentials from AWS_REGION,
AWS_PROFILE and the files in ~/.aws.`

const pawsSecrets = `
for (name in NAMES) {
  if (Sys.getenv(name) == "") {
    stop("The environment variable ", name, " is not set. It has a secret of the pool.", call. = FALSE)
  }
}
`

const pawsTry = `
# BUSY
RESULTtryCatch(
  tryCatch(SEND, error = function(e) {
    Sys.sleep(2)
    SEND
  }),
  error = function(e) {
`
