package sandbox

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/poolsmith/poolsmith/model"
)

// The service's messages about limits of single settings. Those about the other
// rules are in the rules.

// batch reports all failed constraints in one exception.
func batch(constraints []string) error {
	noun := "error"
	if len(constraints) > 1 {
		noun = "errors"
	}
	return invalid("%d validation %s detected: %s", len(constraints), noun, strings.Join(constraints, "; "))
}

// Constraints of members of a request, verbatim.
const (
	mustNotBeNull = "Member must not be null"
	mustMatch     = "Member must satisfy regular expression pattern: "
	mustBeShort   = "Member must have length less than or equal to "
	mustBeLong    = "Member must have length greater than or equal to "
	mustBeLess    = "Member must have value less than or equal to "
	mustBeMore    = "Member must have value greater than or equal to "
	mustBeOneOf   = "Member must satisfy enum value set: "
)

// failed is one constraint; value is nil for a member that is missing.
func failed(value any, path, must string) string {
	quoted := "null"
	if value != nil {
		quoted = "'" + echo(value, path) + "'"
	}
	return "Value " + quoted + " at '" + path + "' failed to satisfy constraint: " + must
}

// echo writes a value as the service repeats it.
func echo(value any, path string) string {
	switch v := value.(type) {
	case string:
		if path != "poolName" {
			return v
		}
		return strings.Map(func(r rune) rune {
			if r > unicode.MaxASCII {
				return '?'
			}
			return r
		}, v)
	case []string:
		return "[" + strings.Join(v, ", ") + "]"
	case []model.Attribute:
		return fmt.Sprintf("[%d attributes]", len(v))
	case []model.RecoveryMechanism:
		return fmt.Sprintf("[%d mechanisms]", len(v))
	}
	if list := reflect.ValueOf(value); list.Kind() == reflect.Slice {
		return fmt.Sprintf("[%d items]", list.Len())
	}
	return fmt.Sprint(value)
}

// constraint is the service's message for a finding about the limits of a single
// setting; an empty string for other findings, and for limits for which the
// service has a message of its own.
func constraint(p *model.Pool, f model.Finding, operation string) string {
	path := f.Settings[0]
	s := model.Lookup(path)
	value, _ := p.Get(path)
	must := requirement(f.Rule, s, value)
	if must == "" || f.Rejection(operation) != nil {
		return ""
	}
	return failed(value, wirePath(path), must)
}

// requirement is the constraint of a setting that violates a rule about limits;
// an empty string for limits of members of lists and maps without a known text.
func requirement(rule string, s *model.Setting, value any) string {
	switch rule {
	case "required":
		return mustNotBeNull
	case "pattern":
		if s.Pattern != nil {
			return mustMatch + s.Pattern.Expr
		}
	case "invitation-without-password":
		return mustMatch + codePattern(s)
	case "choice":
		return mustChoose(s)
	case "range":
		return bound(value.(int), s, mustBeMore, mustBeLess)
	case "length":
		switch v := value.(type) {
		case string:
			return bound(utf8.RuneCountInString(v), s, mustBeLong, mustBeShort)
		case map[string]string:
			return mustHaveEntries(s, v)
		}
	case "count":
		return bound(reflect.ValueOf(value).Len(), s, mustBeLong, mustBeShort)
	}
	return ""
}

// codePattern is the pattern in the error about an invitation in which
// {####} is missing: the pattern of the other messages with a code.
func codePattern(s *model.Setting) string {
	name := "EmailMessage"
	if s.Name() == "SMSMessage" {
		name = "SmsMessage"
	}
	return model.Lookup("CreateUserPool.VerificationMessageTemplate." + name).Pattern.Expr
}

func bound(n int, s *model.Setting, more, less string) string {
	if n < s.Min {
		return more + strconv.Itoa(s.Min)
	}
	return less + strconv.Itoa(s.Max)
}

func mustChoose(s *model.Setting) string {
	values := make([]string, len(s.Choices))
	for i, o := range s.Choices {
		values[i] = o.Value
	}
	must := mustBeOneOf + "[" + strings.Join(values, ", ") + "]"
	if s.Kind == model.Choices {
		return "Member must satisfy constraint: [" + must + "]"
	}
	return must
}

// mustHaveEntries is the constraint of a map with a key or a value of the wrong
// length.
func mustHaveEntries(s *model.Setting, entries map[string]string) string {
	for key := range entries {
		if n := utf8.RuneCountInString(key); n < s.Keys.Min || s.Keys.Max > 0 && n > s.Keys.Max {
			return "Map keys must satisfy constraint: " + lengths(s.Keys)
		}
	}
	return "Map value must satisfy constraint: " + lengths(s.Items)
}

func lengths(l model.Limits) string {
	return fmt.Sprintf("[%s%d, %s%d]", mustBeShort, l.Max, mustBeLong, l.Min)
}

// wirePath is a path as in the service's messages: CreateUserPool.Schema[0].Name
// is schema.1.member.name. The invitation template has another name in them.
func wirePath(path string) string {
	_, path, _ = strings.Cut(path, ".")
	path = strings.Replace(path, "InviteMessageTemplate", "InviteMessage", 1)
	path = strings.Replace(path, "SMSMessage", "SmsMessage", 1)
	var words []string
	for word := range strings.SplitSeq(path, ".") {
		name, index, indexed := strings.Cut(strings.TrimSuffix(word, "]"), "[")
		words = append(words, wireName(name))
		if i, err := strconv.Atoi(index); indexed && err == nil {
			words = append(words, strconv.Itoa(i+1), "member")
		}
	}
	return strings.Join(words, ".")
}

// wireName is the name of a member in the service's messages: userPoolId.
func wireName(member string) string { return strings.ToLower(member[:1]) + member[1:] }
