package forms

import (
	"html"
	"regexp"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// Received is a message as somebody will read it: with a code, a name and the
// text of the link in the places kept for them, and without its HTML. It is
// empty for settings that are no message.
func Received(f Field, text string) string {
	setting := f.Setting()
	if setting.Kind != model.Prose || text == "" {
		return ""
	}
	text = strings.NewReplacer("{####}", "123456", "{username}", "ann", "{##", "→ ", "##}", "").Replace(text)
	if !strings.Contains(strings.ToLower(setting.Name()), "sms") {
		text = html.UnescapeString(markup.ReplaceAllString(lineBreak.ReplaceAllString(text, "\n"), ""))
	}
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// Enough of HTML for mail: what breaks a line, and what is no text.
var (
	lineBreak = regexp.MustCompile(`(?i)<(br|/p|/div|/h[1-6]|/tr|/li)\b[^>]*>`)
	markup    = regexp.MustCompile(`(?s)<(style|script|title)\b.*?</(style|script|title)>|<[^<>]*>`)
)
