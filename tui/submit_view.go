package tui

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/model"
)

func (o *conversationOverlay) lines(c canvas) []string {
	if o.page != resultPage {
		return o.pageLines(c)
	}
	lines := []string{"", c.Strong.Render(o.heading(c.width)), ""}
	for i, e := range o.log {
		if i > 0 && (e.call == nil) != (o.log[i-1].call == nil) {
			lines = append(lines, "")
		}
		if e.call != nil {
			lines = append(lines, o.callLine(c, *e.call))
		} else {
			lines = append(lines, e.line.lines(c)...)
		}
	}
	if o.question != nil && o.question.Topic == ToCreate {
		lines = append(lines, o.planLines(c)...)
	}
	return append(lines, o.footLines(c)...)
}

func (o *conversationOverlay) heading(width int) string {
	if !o.sent || o.pool == nil {
		return o.title
	}
	name := oneLine(nameOf(o.pool), max(1, width-20))
	switch {
	case o.live != nil && o.done == nil:
		return "Changing " + name
	case o.live != nil && o.done.Complete:
		return "Changed " + name
	case o.live != nil:
		return "Change of " + name
	case o.done == nil:
		return "Creating " + name
	case o.isTried():
		return "Created " + name + " in the sandbox"
	case o.done.Complete:
		return "Created " + name
	default:
		return "Submission of " + name
	}
}

// planLines are the calls to be made, and what they make permanent.
func (o *conversationOverlay) planLines(c canvas) []string {
	lines := []string{""}
	for i, call := range o.pool.Calls() {
		lines = append(lines, c.Text.Render(fmt.Sprintf("%d. %s, %d bytes", i+1, call.Operation.Name, len(call.Body(nil)))))
	}
	if titles := permanentTitles(o.pool); len(titles) > 0 {
		for _, line := range wrap("◆ Cannot be changed later: "+strings.Join(titles, ", "), c.width) {
			lines = append(lines, c.Warning.Render(line))
		}
	}
	return lines
}

// lines draws a line of a conversation, wrapped behind the sign of its tone.
func (m lineMsg) lines(c canvas) []string {
	sign, style := "", c.Text
	switch m.tone {
	case Good:
		sign, style = "✓ ", c.Good
	case Hint:
		style = c.Dim
	case Warning:
		sign, style = "! ", c.Warning
	case Problem:
		sign, style = "✗ ", c.Error
	}
	text := oneLine(m.text, 2000)
	if m.tone == Command {
		return styled(style, commandLines(text, c.width))
	}
	text = sentence(text)
	lines := wrap(text, c.width-len([]rune(sign)))
	for i := range lines {
		lines[i] = style.Render(sign + lines[i])
		sign = strings.Repeat(" ", len([]rune(sign))) // of the lines that follow
	}
	return lines
}

// sentence begins with a capital letter.
func sentence(text string) string {
	if text != "" && text[0] >= 'a' && text[0] <= 'z' {
		return string(text[0]-'a'+'A') + text[1:]
	}
	return text
}

// footLines tell the keys that work now.
func (o *conversationOverlay) footLines(c canvas) []string {
	k := c.keys
	switch {
	case o.typesRegion:
		c.apply(&o.region)
		return []string{"", o.region.View(), c.Dim.Render(keyText(k.Open, "use it") + " · " + keyText(k.Back, "back"))}
	case o.question != nil:
		return o.questionLines(c)
	case o.done != nil && o.mayChoosePlace():
		lines := []string{"", c.Dim.Render(o.placeKeys(k) + "any other key: back")}
		if o.toCognito && o.offersTrial {
			for _, line := range wrap("Without an account: "+k.Sandbox.Help().Key+" on the review tries the pool in the sandbox.", c.width) {
				lines = append(lines, c.Dim.Render(line))
			}
		}
		return lines
	case o.done != nil:
		lines := []string{""}
		for _, line := range wrap(o.endText(k), c.width) {
			lines = append(lines, c.Dim.Render(line))
		}
		return lines
	case o.sent:
		return []string{"", c.Dim.Render(keyText(k.Quit, "stop before the next call"))}
	default:
		return []string{"", o.spinner.View() + c.Dim.Render(" one moment · "+keyText(k.Back, "back"))}
	}
}

func (o *conversationOverlay) placeKeys(k *keyMap) string {
	text := ""
	if !o.mayChoosePlace() {
		return text
	}
	if len(o.profiles) > 0 {
		text = keyText(k.Profile, k.Profile.Help().Desc) + " · "
	}
	return text + keyText(k.Region, k.Region.Help().Desc) + " · "
}

// longestCall is how wide the names of the calls are, in columns.
func (o *conversationOverlay) longestCall() int {
	longest := len("SetUserPoolMfaConfig")
	for _, e := range o.log {
		if e.call != nil {
			longest = max(longest, ansi.StringWidth(e.call.Operation))
		}
	}
	return longest
}

func (o *conversationOverlay) callLine(c canvas, call CallState) string {
	sign := o.spinner.View()
	switch {
	case call.Err != nil:
		sign = c.Error.Render("✗")
	case call.Done:
		sign = c.Good.Render("✓")
	}
	took := ""
	if call.Done {
		took = fmt.Sprintf("%d ms", call.Took/time.Millisecond)
	}
	room := max(1, c.width-len("✓ ")-len(" 99999 ms"))
	line := fmt.Sprintf("%-*s %8s  %s", min(o.longestCall(), room), oneLine(call.Operation, room), took, oneLine(call.Detail, c.width))
	return sign + " " + c.Text.Render(strings.TrimRight(oneLine(line, c.width-2), " "))
}

// nameOf is the pool's name as the wizard shows it.
func nameOf(p *model.Pool) string {
	if name := p.CreateUserPool.PoolName; name != nil && *name != "" {
		return *name
	}
	return "new pool"
}
