package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// fit makes a line exactly width columns wide: it cuts with … or fills up with
// spaces. Styles end where the line does.
func fit(line string, width int) string {
	if width <= 0 {
		return ""
	}
	w := ansi.StringWidth(line)
	if w > width {
		line = ansi.Truncate(line, width, "…")
		w = ansi.StringWidth(line)
	}
	return line + strings.Repeat(" ", width-w)
}

// spread puts one text at the left and one at the right of a line. Where both
// do not fit the right one goes.
func spread(left, right string, width int) string {
	gap := width - ansi.StringWidth(left) - ansi.StringWidth(right)
	if gap < 1 {
		return fit(left, width)
	}
	return left + strings.Repeat(" ", gap) + right
}

// spreadRight is spread where the right text matters more: where both do not
// fit the left one is cut.
func spreadRight(left, right string, width int) string {
	room := width - ansi.StringWidth(right) - 1
	if ansi.StringWidth(left) > room {
		left = fit(left, room)
	}
	return fit(spread(left, right, width), width)
}

// wrap breaks a text into lines of at most width columns, at spaces alone: names,
// commands and ids stay whole, but for those that are wider than a line. These are
// broken at its end and not at their hyphens, so that no break looks like a part of
// them.
func wrap(text string, width int) []string {
	if width < 1 || text == "" {
		return nil
	}
	var lines []string
	for paragraph := range strings.SplitSeq(model.Printable(text), "\n") {
		for _, line := range wholeWords(paragraph, width) {
			if ansi.StringWidth(line) > width {
				lines = append(lines, hardLines(line, width)...)
				continue
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// wrapWithKey is wrap for a text with what a key does behind it, which stays on one
// line: set a number · f fix.
func wrapWithKey(text, press string, width int) []string {
	lines := wrap(text, width)
	if press == "" || len(lines) == 0 {
		return lines
	}
	last := len(lines) - 1
	if longer := lines[last] + " · " + press; ansi.StringWidth(longer) <= width {
		lines[last] = longer
		return lines
	}
	return append(lines, wrap(press, width)...)
}

// hardLines breaks the lines of a text that is to be copied at the width, with nothing
// added and nothing left out.
func hardLines(text string, width int) []string {
	return strings.Split(ansi.Hardwrap(strings.Join(textLines(text), "\n"), max(1, width), true), "\n")
}

// textLines are the lines of a text, safe to print.
func textLines(text string) []string {
	return strings.Split(strings.TrimRight(model.PrintableLines(text), "\n"), "\n")
}

// wholeWords breaks text at spaces, so that no line is wider than width columns
// but one that is a single word.
func wholeWords(text string, width int) []string {
	line, words := "", strings.SplitAfter(text, " ")
	var lines []string
	for _, word := range words {
		if line != "" && ansi.StringWidth(line)+ansi.StringWidth(strings.TrimRight(word, " ")) > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += word
	}
	return append(lines, strings.TrimRight(line, " "))
}

// fold breaks lines that are too wide, and keeps their styles.
func fold(lines []string, width int) []string {
	var folded []string
	for _, line := range lines {
		if ansi.StringWidth(line) <= width {
			folded = append(folded, line)
			continue
		}
		folded = append(folded, strings.Split(lipgloss.Wrap(line, max(1, width), ""), "\n")...)
	}
	return folded
}

// oneLine shows a value on one line of at most width columns.
func oneLine(value string, width int) string {
	value = model.Printable(strings.ReplaceAll(value, "\n", " ⏎ "))
	return ansi.Truncate(value, max(width, 1), "…")
}

// wholeLine is oneLine that cuts between words, where that leaves most of the
// line.
func wholeLine(value string, width int) string {
	line := oneLine(value, width)
	cut, isCut := strings.CutSuffix(line, "…")
	if !isCut || strings.HasSuffix(value, "…") {
		return line
	}
	if i := strings.LastIndexByte(cut, ' '); i > 0 && ansi.StringWidth(cut[:i])*2 >= width {
		return strings.TrimRight(cut[:i], " ,;:") + " …"
	}
	return line
}

// brief shows a default on one line: in full, or else without what explains it
// after a semicolon.
func brief(text string, width int) string {
	if ansi.StringWidth(text) > width {
		text, _, _ = strings.Cut(text, ";")
	}
	return wholeLine(text, width)
}

// lineEnd shows the end of a value on one line of at most width columns.
func lineEnd(value string, width int) string {
	value = model.Printable(strings.ReplaceAll(value, "\n", " ⏎ "))
	width = max(width, 1)
	if over := ansi.StringWidth(value) - width; over > 0 {
		return ansi.TruncateLeft(value, over+1, "…")
	}
	return value
}

func position(i, n int) string { return fmt.Sprintf("%d of %d", i, n) }

// limit says how full a list is: 3 of 50.
func limit(f forms.Field, n int) string {
	if most := f.Setting().Max; most > 0 {
		return position(n, most)
	}
	return fmt.Sprint(n)
}

func itoa(n int) string { return fmt.Sprint(n) }

// commandLines breaks a command between its words, with a backslash, so that a shell
// takes what is copied as one command. A word that is wider than a line is broken at the
// width.
func commandLines(command string, width int) []string {
	var lines []string
	line := " "
	for _, word := range shellWords(command) {
		if strings.TrimSpace(line) != "" && ansi.StringWidth(line+" "+word+` \`) > width {
			lines = append(lines, hardLines(line, width-2)...)
			lines[len(lines)-1] += ` \`
			line = "   "
		}
		line += " " + word
	}
	return append(lines, hardLines(line, width)...)
}

// shellWords splits a command at the spaces outside of quotes.
func shellWords(command string) []string {
	words, quote, isEscaped := []string{""}, rune(0), false
	for _, r := range command {
		last := len(words) - 1
		switch {
		case isEscaped:
			isEscaped = false
		case r == '\\' && quote != '\'':
			isEscaped = true
		case r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote = r
		case quote == 0 && r == ' ':
			words = append(words, "")
			continue
		}
		words[last] += string(r)
	}
	return words
}
