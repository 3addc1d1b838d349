package exporters

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// gap is a Gap with the value that is lost; nil for a block.
type gap struct {
	Gap
	value any
}

// gapList collects the settings that a resource cannot express.
type gapList struct{ gaps []gap }

// add adds a gap that a command can close afterwards. A value that can have a secret
// is not shown.
func (g *gapList) add(path string, value any, why, command string) {
	if s := model.Lookup(path); s != nil && (s.Secret || s.SecretKeys != nil) {
		value = nil
	}
	g.gaps = append(g.gaps, gap{Gap{path, why, command}, value})
}

// note adds a gap that no command can close.
func (g *gapList) note(path string, value any, why string) { g.add(path, value, why, "") }

// addCall adds a gap for each setting of a call, which the command makes.
func (g *gapList) addCall(c model.Call, why, command string) {
	settings := 0
	for leaf := range c.Leaves() {
		if leaf.Setting.Kind != model.List {
			g.add(leaf.Path(), leaf.Value(), why, command)
			settings++
		}
	}
	if settings == 0 {
		g.add(c.Path, nil, why, command)
	}
}

// exportBodies writes the bodies that the commands send.
const exportBodies = "poolsmith export -f json -i DRAFT -o . && "

// sendCommand returns the command that makes a call, whose body is in a file with
// the given name and the extension json.
func sendCommand(c model.Call, file string) string {
	return exportBodies + idCommand(c.Operation.Name, takenMembers(c), file)
}

// updateCommand returns the command that changes what a call made to what its
// request contains, empty where there is none. An update replaces all settings,
// so it has the complete body, without the members that an update must not have.
func updateCommand(c model.Call, file string) string {
	o := c.Operation
	switch o.Update {
	case "":
		return ""
	case o.Name:
		return sendCommand(c, file)
	}
	members := takenMembers(c)
	for _, given := range c.Gives() {
		members = append(members, given.Member)
	}
	if len(o.NotUpdated()) == 0 {
		return exportBodies + idCommand(o.Update, members, file)
	}
	changed := kebab(o.Update)
	return exportBodies + "jq 'del(." + strings.Join(o.NotUpdated(), ", .") + ")' " + file + ".json >" + changed + ".json && " +
		idCommand(o.Update, members, changed)
}

func takenMembers(c model.Call) []string {
	var members []string
	for _, t := range c.Takes() {
		members = append(members, t.Member)
	}
	return members
}

// idCommand returns an AWS CLI command with a body and the ids to fill in, such
// as --user-pool-id POOL_ID.
func idCommand(operation string, ids []string, file string) string {
	command := "aws cognito-idp " + kebab(operation)
	for _, member := range ids {
		command += " --" + kebab(member) + " " + strings.TrimPrefix(strings.ToUpper(snake(member)), "USER_")
	}
	return command + " --cli-input-json file://" + file + ".json"
}

// mergeMessages removes legacy members whose successors in the template are
// set as well. Cognito stores one text for both, so that a legacy text is lost
// only if it differs; why is the reason given for it.
func (g *gapList) mergeMessages(create *model.CreateUserPool, why string) {
	template := create.VerificationMessageTemplate
	if template == nil {
		return
	}
	drop := func(name string, legacy **string, successor *string) {
		if *legacy == nil || successor == nil {
			return
		}
		if **legacy != *successor {
			g.note("CreateUserPool."+name, **legacy, why)
		}
		*legacy = nil
	}
	drop("EmailVerificationMessage", &create.EmailVerificationMessage, template.EmailMessage)
	drop("EmailVerificationSubject", &create.EmailVerificationSubject, template.EmailSubject)
	drop("SmsVerificationMessage", &create.SmsVerificationMessage, template.SmsMessage)
}

func (g *gapList) list() []Gap {
	var gaps []Gap
	for _, gap := range g.gaps {
		gaps = append(gaps, gap.Gap)
	}
	return gaps
}

// comment lists the gaps and the commands that close them, line by line. The
// tool is the command that creates the pool from the file, or changes one that
// exists.
func (g *gapList) comment(tool string, live *existing) []string {
	if len(g.gaps) == 0 {
		return nil
	}
	lines := []string{"", "This resource cannot express all settings of the pool:"}
	var commands []string
	for _, gap := range g.gaps {
		name := "  " + gap.Setting
		if gap.value != nil {
			name += " = " + quoteShort(gap.value)
		}
		lines = append(lines, "", name, "  ("+gap.Why+")")
		if gap.Command != "" && !slices.Contains(commands, gap.Command) {
			commands = append(commands, gap.Command)
		}
	}
	if len(commands) == 0 {
		return lines
	}
	if live == nil {
		lines = append(lines, "",
			"`poolsmith export -f cli` creates a pool with all settings. To set the missing ones on",
			"the pool that "+tool+" created, run this, and again after each change by "+tool+":", "")
	} else {
		lines = append(lines, "",
			"The pool keeps what it has of them until a change by "+tool+" resets it. To set the",
			"missing ones, run this, and again after each change by "+tool+":", "")
	}
	for _, command := range commands {
		lines = append(lines, indented(strings.ReplaceAll(command, " && ", " &&\n"))...)
	}
	return lines
}

func indented(text string) []string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, "  "+line)
	}
	return lines
}

// comments prefixes each line with a comment mark.
func comments(mark string, lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(strings.TrimRight(mark+" "+line, " ") + "\n")
	}
	return b.String()
}

// commentWidth is how many characters of a value a comment shows.
const commentWidth = 100

// quoteShort writes a value on one line, with escapes for characters that are
// not printable.
func quoteShort(value any) string {
	switch v := value.(type) {
	case string:
		if runes := []rune(v); len(runes) > commentWidth {
			v = string(runes[:commentWidth]) + "…"
		}
		return strconv.Quote(v)
	case []string:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = quoteShort(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case map[string]string:
		var items []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			items = append(items, quoteShort(key)+": "+quoteShort(v[key]))
		}
		return "{" + strings.Join(items, ", ") + "}"
	case model.JSONObject:
		return quoteShort(string(v))
	default:
		return fmt.Sprint(value) // a number or a bool
	}
}
