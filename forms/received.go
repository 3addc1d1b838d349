package forms

import (
	"html"
	"regexp"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// Received is a message as somebody will read it, without its HTML: the service
// fills the placeholders of that kind of message and sends every other as it is.
// It is empty for settings that are no message.
//
// Source: developer guide, message templates. Only invitations fill {username},
// and only the verification by link turns {##text##} into a link.
func Received(f Field, text string) string {
	if f.Setting().Kind != model.Prose || text == "" {
		return ""
	}
	text = filled(f.Setting().Path, text)
	if f.isEmail() {
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

// filled puts a code, a name and links into the places that the service fills
// in the message at path.
func filled(path, text string) string {
	const code, name = "123456", "ann"
	switch {
	case path == template+"EmailMessageByLink":
		return link.ReplaceAllString(text, "→ $1")
	case strings.HasPrefix(path, admin+"InviteMessageTemplate."):
		return strings.NewReplacer("{####}", code, "{username}", name).Replace(text)
	default:
		return strings.ReplaceAll(text, "{####}", code)
	}
}

// link is the place of a link with the text of it, as the pattern of the API
// has it. What does not close is text.
var link = regexp.MustCompile(`\{##([\p{L}\p{M}\p{S}\p{N}\p{P}\s]+?)##\}`)

// isEmail reports whether the message goes by email, where it may be HTML.
func (f Field) isEmail() bool {
	return !strings.Contains(strings.ToLower(f.Setting().Path), "sms")
}

// Extension is that of a file which holds the message, for editors that tell
// languages apart by it.
func Extension(f Field) string {
	if f.Setting().Kind == model.Prose && f.isEmail() {
		return ".html"
	}
	return ".txt"
}

// Enough of HTML for mail: what breaks a line, and what is no text.
var (
	lineBreak = regexp.MustCompile(`(?i)<(br|/p|/div|/h[1-6]|/tr|/li)\b[^>]*>`)
	markup    = regexp.MustCompile(`(?s)<(style|script|title)\b.*?</(style|script|title)>|<[^<>]*>`)
)
