package exporters

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// gap is a Gap with the value that gets lost; nil for a block.
type gap struct {
	Gap
	value any
}

// gapList collects what a resource cannot say.
type gapList struct{ gaps []gap }

// The commands that set afterwards what a resource cannot say. Both calls
// replace everything, so both are given whole bodies. MfaConfiguration, which
// the first body may hold as OFF, is the one member that an update keeps.
const (
	updateCommand = `poolsmith export -f json -i DRAFT -o . && ` +
		`jq 'del(.UsernameAttributes, .AliasAttributes, .UsernameConfiguration, .Schema, .MfaConfiguration)' create-user-pool.json >update-user-pool.json && ` +
		`aws cognito-idp update-user-pool --user-pool-id POOL_ID --cli-input-json file://update-user-pool.json`
	mfaCommand = `poolsmith export -f json -i DRAFT -o . && ` +
		`aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --cli-input-json file://set-user-pool-mfa-config.json`
)

// miss is a gap that a command closes afterwards.
func (g *gapList) miss(path string, value any, why string) {
	command := updateCommand
	if strings.HasPrefix(path, "SetUserPoolMfaConfig.") {
		command = mfaCommand
	}
	g.gaps = append(g.gaps, gap{Gap{path, why, command}, value})
}

// note is a gap that no command can close.
func (g *gapList) note(path string, value any, why string) {
	g.gaps = append(g.gaps, gap{Gap{Setting: path, Why: why}, value})
}

// settleMessages takes out the legacy members that stand beside their
// successors in the template. Cognito keeps one text for both, so that only one
// that differs gets lost; why says that of it.
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

// comment names the gaps and the commands that close them, line by line. The
// tool is what makes the pool from the file.
func (g *gapList) comment(tool string) []string {
	if len(g.gaps) == 0 {
		return nil
	}
	lines := []string{"", "This resource does not say everything about the pool:"}
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
		"`poolsmith export -f cli` makes a pool with all of it. To set it on the pool that",
		tool+" made, and again whenever "+tool+" has changed that pool:", "")
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

// comments puts the mark of a comment before each line.
func comments(mark string, lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(strings.TrimRight(mark+" "+line, " ") + "\n")
	}
	return b.String()
}

// commentWidth is how many characters of a value a comment shows.
const commentWidth = 100

// quoteShort writes a value on one line, with escapes for what cannot be seen.
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
