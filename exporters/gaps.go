package exporters

import (
	"fmt"
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

// The commands that set what a resource cannot express. Both calls replace all
// settings, so both send complete bodies. MfaConfiguration, which the first body
// may contain as OFF, is the one member that UpdateUserPool keeps if unset.
const (
	updateCommand = `poolsmith export -f json -i DRAFT -o . && ` +
		`jq 'del(.UsernameAttributes, .AliasAttributes, .UsernameConfiguration, .Schema, .MfaConfiguration)' create-user-pool.json >update-user-pool.json && ` +
		`aws cognito-idp update-user-pool --user-pool-id POOL_ID --cli-input-json file://update-user-pool.json`
	mfaCommand = `poolsmith export -f json -i DRAFT -o . && ` +
		`aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --cli-input-json file://set-user-pool-mfa-config.json`
)

// miss adds a gap that a command can close afterwards.
func (g *gapList) miss(path string, value any, why string) {
	command := updateCommand
	if strings.HasPrefix(path, "SetUserPoolMfaConfig.") {
		command = mfaCommand
	}
	g.gaps = append(g.gaps, gap{Gap{path, why, command}, value})
}

// note adds a gap that no command can close.
func (g *gapList) note(path string, value any, why string) {
	g.gaps = append(g.gaps, gap{Gap{Setting: path, Why: why}, value})
}

// settleMessages removes legacy members whose successors in the template are
// set as well. Cognito stores one text for both, so that a legacy text is lost
// only if it differs; why is the reason given for it.
func (g *gapList) settleMessages(create *model.CreateUserPool, why string) {
	template := create.VerificationMessageTemplate
	if template == nil {
		return
	}
	settle := func(name string, legacy **string, successor *string) {
		if *legacy == nil || successor == nil {
			return
		}
		if **legacy != *successor {
			g.note("CreateUserPool."+name, **legacy, why)
		}
		*legacy = nil
	}
	settle("EmailVerificationMessage", &create.EmailVerificationMessage, template.EmailMessage)
	settle("EmailVerificationSubject", &create.EmailVerificationSubject, template.EmailSubject)
	settle("SmsVerificationMessage", &create.SmsVerificationMessage, template.SmsMessage)
}

func (g *gapList) list() []Gap {
	var gaps []Gap
	for _, missed := range g.gaps {
		gaps = append(gaps, missed.Gap)
	}
	return gaps
}

// comment lists the gaps and the commands that close them, line by line. The
// tool is the command that creates the pool from the file.
func (g *gapList) comment(tool string) []string {
	if len(g.gaps) == 0 {
		return nil
	}
	lines := []string{"", "This resource cannot express all settings of the pool:"}
	var commands []string
	for _, missed := range g.gaps {
		name := "  " + missed.Setting
		if missed.value != nil {
			name += " = " + quoteShort(missed.value)
		}
		lines = append(lines, "", name, "  ("+missed.Why+")")
		if missed.Command != "" && !slices.Contains(commands, missed.Command) {
			commands = append(commands, missed.Command)
		}
	}
	if len(commands) == 0 {
		return lines
	}
	lines = append(lines, "",
		"`poolsmith export -f cli` creates a pool with all settings. To set the missing ones on",
		"the pool that "+tool+" created, run this, and again after each change by "+tool+":", "")
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
	default:
		return fmt.Sprint(value) // a number or a bool
	}
}
