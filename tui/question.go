package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// ask puts a question of the conversation.
func (o *conversationOverlay) ask(q questionMsg) tea.Cmd {
	o.closeQuestion()
	o.question = &q
	o.text.Prompt, o.text.EchoMode = "name ", textinput.EchoNormal
	if q.Input != nil {
		o.text.Prompt = q.Input.Label + " "
		o.text.SetValue(q.Input.Value)
		if q.Input.Hidden {
			o.text.EchoMode = textinput.EchoPassword
		}
	}
	if o.asksText() {
		return o.text.Focus()
	}
	return nil
}

// closeQuestion forgets the question and what was typed, which can be a secret.
func (o *conversationOverlay) closeQuestion() {
	o.question, o.chosen = nil, 0
	o.text.Reset()
}

// asksText reports whether a text is to be typed: an input, or a name in place of
// yes.
func (o *conversationOverlay) asksText() bool {
	return o.question != nil && (o.question.Name != "" || o.question.Input != nil)
}

func (o *conversationOverlay) asksChoice() bool {
	return o.question != nil && len(o.question.Choices) > 0
}

// yesKey is d for a deletion, so that nothing else means yes there.
func (o *conversationOverlay) yesKey(k *keyMap) key.Binding {
	if o.question.Topic == ToDelete {
		return k.Delete
	}
	return k.Yes
}

// answer hands the answer over and fetches the next event.
func (o *conversationOverlay) answer(answer Answer) tea.Cmd {
	q, talk := o.question, o.talk
	o.closeQuestion()
	return tea.Batch(func() tea.Msg {
		q.answer <- answer
		return talk.next()
	}, o.spinner.Tick)
}

func (o *conversationOverlay) pressText(msg tea.KeyPressMsg, k *keyMap) (tea.Cmd, action) {
	text := o.text.Value()
	switch {
	case key.Matches(msg, k.Back):
		return o.answer(Answer{}), nil
	case !key.Matches(msg, k.Open):
		return o.edit(msg), nil
	case o.question.Input != nil:
		if wrong := o.question.Input.WrongWith(text); wrong != "" {
			return nil, actionNotice{wrong}
		}
	case text != o.question.Name:
		return nil, actionNotice{"the name does not match; " + k.Back.Help().Key + " " + o.question.No}
	}
	return o.answer(Answer{Yes: true, Text: text}), nil
}

func (o *conversationOverlay) pressChoice(msg tea.KeyPressMsg, k *keyMap) tea.Cmd {
	choices := o.question.Choices
	switch {
	case key.Matches(msg, k.Up, k.Prev):
		o.chosen = max(0, o.chosen-1)
	case key.Matches(msg, k.Back):
		return o.answer(Answer{})
	case key.Matches(msg, k.Open):
		return o.answer(Answer{Choice: choices[o.chosen].Word})
	case key.Matches(msg, k.Down, k.Next):
		o.chosen = min(o.chosen+1, len(choices)-1)
	}
	return nil
}

// paste puts a pasted text where one is typed. A secret of several lines would not
// be seen to lose its line breaks there.
func (o *conversationOverlay) paste(msg tea.PasteMsg) (tea.Cmd, action) {
	msg.Content = strings.TrimSpace(msg.Content)
	if o.text.EchoMode == textinput.EchoPassword && o.asksText() && strings.ContainsAny(msg.Content, "\r\n") {
		return nil, actionNotice{"a secret of several lines is read only from the environment"}
	}
	return o.edit(msg), nil
}

func (o *conversationOverlay) questionLines(c canvas) []string {
	q, k := o.question, c.keys
	lines := []string{""}
	if q.Topic != ToCreate {
		for _, line := range wrap(oneLine(q.Text, 2000), c.width) {
			lines = append(lines, c.Strong.Render(line))
		}
	}
	switch {
	case o.asksChoice():
		return append(lines, o.choiceLines(c)...)
	case q.Input != nil:
		return append(lines, o.textLine(c), c.Dim.Render(keyText(k.Open, q.Yes)+" · "+keyText(k.Back, q.No)))
	case q.Name != "":
		typeName := fmt.Sprintf("Type %s and press %s: %s", oneLine(q.Name, max(1, c.width-30)), k.Open.Help().Key, q.Yes)
		return append(lines, typeName, o.textLine(c), c.Dim.Render(keyText(k.Back, q.No)))
	}
	yes := c.Text.Render(keyText(o.yesKey(k), q.Yes))
	switch q.Topic {
	case ToDelete:
		return append(lines, yes+c.Text.Render(" · any other key: "+q.No))
	case ToCreate:
		return append(lines, yes, c.Dim.Render(o.placeKeys(k)+keyText(k.Back, "back")))
	default:
		return append(lines, yes+c.Text.Render(" · "+keyText(k.No, q.No)))
	}
}

// textLine is the text that is typed. A secret is as many stars as it has letters.
func (o *conversationOverlay) textLine(c canvas) string {
	c.apply(&o.text)
	o.text.SetWidth(max(1, c.width-len([]rune(o.text.Prompt))-3))
	return o.text.View()
}

// choiceLines are the choices, with a cursor, and the keys.
func (o *conversationOverlay) choiceLines(c canvas) []string {
	k, choices := c.keys, o.question.Choices
	var lines []string
	at := 0 // the line of the cursor
	for i, choice := range choices {
		style, cursor := c.Text, "  "
		if i == o.chosen {
			style, cursor, at = c.Accent, "> ", len(lines)
		}
		for _, line := range wrap(sentence(choice.Word)+": "+choice.Does, c.width-2) {
			lines = append(lines, style.Render(cursor+line))
			cursor = "  "
		}
	}
	last := choices[len(choices)-1].Word
	for _, line := range wrap(keyText(k.arrows("move"), "move")+" · "+keyText(k.Open, "choose")+" · "+keyText(k.Back, last), c.width) {
		lines = append(lines, c.Dim.Render(line))
	}
	o.below = len(lines) - at
	return lines
}

// cursor is the part of n lines that must be in view, or as much of it as fits: what
// is from the choice on, else the end, where questions are.
func (o *conversationOverlay) cursor(n int) (from, to int) {
	switch {
	case o.page != resultPage:
		return 0, 0
	case o.asksChoice():
		return n - o.below, n
	default:
		return n - 1, n
	}
}
