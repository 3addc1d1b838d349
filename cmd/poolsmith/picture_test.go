//go:build unix

package main

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hinshun/vt10x"
)

// The pictures of the README are taken from the built program. Every end-to-end
// run takes them; this command also writes those of the README:
//
//	POOLSMITH_E2E=1 POOLSMITH_PICTURES=1 go test ./cmd/poolsmith -run TestPictures
const picturesVariable = "POOLSMITH_PICTURES"

// picturesFolder is where they are, relative to this package.
const picturesFolder = "../../.github/pictures"

// largestPicture is the maximum size of a picture in bytes, so that the page
// loads fast.
const largestPicture = 300 << 10

func TestPictures(t *testing.T) {
	e2e(t, "go")
	folder := t.TempDir()
	if os.Getenv(picturesVariable) == "1" {
		folder = picturesFolder
	}
	program := buildProgram(t)
	for name, take := range map[string]func(*testing.T, *testHome) string{
		"wizard.svg":  wizardPicture,
		"review.svg":  reviewPicture,
		"run.svg":     runPicture,
		"journey.svg": journeyPicture,
		"repair.svg":  repairPicture,
	} {
		t.Run(name, func(t *testing.T) {
			d := newTestHome(t, program)
			d.env = []string{"COLORTERM=truecolor"}
			picture := take(t, d)
			if len(picture) > largestPicture {
				t.Fatalf("%d bytes, more than %d", len(picture), largestPicture)
			}
			if err := os.WriteFile(filepath.Join(folder, name), []byte(picture), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// wizardPicture shows a checklist with the help of its option, and the preview with
// the line that the last answer changed.
func wizardPicture(t *testing.T, d *testHome) string {
	term := d.opensAt(t, 130, 32, "--preset", "staff-mfa")
	term.sees("▸ 1 Basics")
	term.moves("ctrl+p", "Terraform  ")
	term.press("ctrl+f")
	term.types("require a symbol")
	term.sees("> Require a symbol")
	term.press("enter")
	term.sees("▸ 3 Password", field("Required characters"), "> [x] Symbol")
	term.press("space")
	term.sees("> [ ] Symbol", "saved")
	return still("poolsmith --preset staff-mfa", term.settled())
}

// reviewPicture shows a whole review: the answers, the findings, and what is
// permanent.
func reviewPicture(t *testing.T, d *testHome) string {
	term := d.opensAt(t, 130, 42, "--preset", "passwordless")
	term.sees("▸ 1 Basics")
	term.moves("ctrl+p", "Terraform  ")
	term.press("ctrl+r")
	term.sees("Review", "✓ ready")
	term.seesNo("more lines")
	return still("poolsmith --preset passwordless", term.settled())
}

// journeyPicture shows what users go through at sign-up, with the email as it arrives.
func journeyPicture(t *testing.T, d *testHome) string {
	term := d.opensAt(t, 110, 30, "--preset", "email-sign-in")
	term.sees("▸ 1 Basics")
	term.press("ctrl+r")
	term.sees("✓ ready")
	term.press("j")
	term.sees("step 1 of 6")
	term.press("right")
	term.sees("step 2 of 6")
	term.press("right")
	term.sees("step 3 of 6")
	return still("poolsmith --preset email-sign-in", term.settled())
}

// repairPicture shows a fix before it is made.
func repairPicture(t *testing.T, d *testHome) string {
	term := d.opensAt(t, 110, 14, "--preset", "web-app", "--set", "CallbackURLs=http://shop.example.com/")
	term.sees("▸ 1 Basics")
	term.press("ctrl+r")
	term.sees("1 error")
	term.press("n")
	term.settled()
	term.press("f")
	term.sees("Make this change?")
	return still("poolsmith --preset web-app --set CallbackURLs=http://shop.example.com/", term.settled())
}

// runPicture is a whole run, from the first screen to a file, with a value that
// Cognito would reject.
func runPicture(t *testing.T, d *testHome) string {
	c := camera{term: d.opensAt(t, 120, 28)}
	c.term.sees("What do you want to start from?")
	c.takes(1500)
	c.presses("enter", "▸ Name of the pool", 1500)
	c.types("shop", 800)
	c.presses("down", "▸ Who signs in?", 800)
	c.presses("right", "● Staff", 2000)
	c.presses("left", "● Customers", 1500)
	c.presses("ctrl+r", "✓ ready", 2000)
	c.moves("ctrl+p", "Terraform  ", 500)
	c.holds(1500)
	c.presses("ctrl+f", "esc back", 500)
	c.types("callback", 1200)
	c.presses("enter", field("Callback URLs"), 1200)
	c.presses("ctrl+u", "▸ Callback URLs", 300)
	c.term.pastes("http://shop.example.com/")
	c.term.sees("http://shop.example.com/")
	c.takes(900)
	c.presses("enter", "✗", 2800)
	c.presses("up", field("Callback URLs"), 600)
	c.presses("ctrl+u", "▸ Callback URLs", 300)
	c.term.pastes("https://shop.example.com/")
	c.term.sees("https://shop.example.com/")
	c.takes(900)
	c.presses("enter", "✓ no errors", 1500)
	c.presses("ctrl+r", "✓ ready", 2500)
	c.moves("pgdown", "cannot be changed", 1800)
	c.holds(2500)
	c.presses("w", "Save as", 1200)
	c.presses("enter", "wrote main.tf", 3000)
	return film("poolsmith", c.frames)
}

// cells are what a terminal shows.
type cells [][]vt10x.Glyph

// settled is the screen once nothing was written for a while: a frame may come
// in pieces.
func (term *terminal) settled() cells {
	for quiet := false; !quiet; {
		_, changed := term.look()
		select {
		case <-changed:
		case <-time.After(100 * time.Millisecond):
			quiet = true
		}
	}
	term.mu.Lock()
	defer term.mu.Unlock()
	columns, rows := term.screen.Size()
	screen := make(cells, rows)
	for y := range rows {
		for x := range columns {
			screen[y] = append(screen[y], term.screen.Cell(x, y))
		}
	}
	return screen
}

// frame is a screen and how long the film shows it, in milliseconds.
type frame struct {
	cells
	hold int
}

// camera takes a frame after each thing that the user does.
type camera struct {
	term   *terminal
	frames []frame
}

func (c *camera) takes(hold int) {
	c.frames = append(c.frames, frame{c.term.settled(), hold})
}

func (c *camera) presses(key, text string, hold int) {
	c.term.press(key)
	c.term.sees(text)
	c.takes(hold)
}

func (c *camera) moves(key, text string, hold int) {
	for range 20 {
		if strings.Contains(c.term.text(), text) {
			return
		}
		c.presses(key, "", hold)
	}
	c.term.t.Fatalf("%s does not lead to %q:\n%s", key, text, c.term.text())
}

// types takes a frame for each letter, and holds the last.
func (c *camera) types(text string, hold int) {
	const each = 90
	for _, letter := range text {
		c.presses(string(letter), "", each)
	}
	c.holds(hold)
}

// holds shows the last frame for a time.
func (c *camera) holds(hold int) {
	c.frames[len(c.frames)-1].hold = hold
}

// Measures in pixels. Monospace fonts are about 0.6 of their size wide;
// textLength makes the rest of them fit.
const (
	fontSize   = 14
	cellWidth  = 8.43
	cellHeight = 19.0
	baseline   = 14.0
	margin     = 14.0 // around the screen
	titleBar   = 34.0
)

const (
	ground     = "#0d1117"
	foreground = "#e6edf3"
)

// still is one screen in a window.
func still(title string, screen cells) string {
	var b strings.Builder
	for y, line := range screen {
		fmt.Fprintf(&b, `<g transform="translate(0 %g)">%s</g>`+"\n", float64(y)*cellHeight, drawLine(line))
	}
	return window(title, screen, "", b.String())
}

// film shows frames one after the other, in a loop: they are stacked below each
// other, and move past a window. A line that repeats is written once.
func film(title string, frames []frame) string {
	height := float64(len(frames[0].cells)) * cellHeight
	total := 0
	for _, f := range frames {
		total += f.hold
	}
	var style, lines, body strings.Builder
	names := map[string]string{}
	at := 0
	for i, f := range frames {
		fmt.Fprintf(&style, "%.3f%%{transform:translateY(%gpx)}", 100*float64(at)/float64(total), -float64(i)*height)
		at += f.hold
		fmt.Fprintf(&body, `<g transform="translate(0 %g)">`, float64(i)*height)
		for y, line := range f.cells {
			drawn := drawLine(line)
			if drawn == "" {
				continue
			}
			if names[drawn] == "" {
				names[drawn] = fmt.Sprintf("l%d", len(names))
				fmt.Fprintf(&lines, `<g id="%s">%s</g>`+"\n", names[drawn], drawn)
			}
			fmt.Fprintf(&body, `<use href="#%s" y="%g"/>`, names[drawn], float64(y)*cellHeight)
		}
		body.WriteString("</g>\n")
	}
	css := fmt.Sprintf(".film{animation:film %dms steps(1,end) infinite}@keyframes film{%s}"+
		"@media (prefers-reduced-motion:reduce){.film{animation:none}}", total, style.String())
	return window(title, frames[0].cells, css, "<defs>\n"+lines.String()+"</defs>\n"+`<g class="film">`+"\n"+body.String()+"</g>\n")
}

// window is the frame around a screen.
func window(title string, screen cells, css, body string) string {
	width, height := float64(len(screen[0]))*cellWidth, float64(len(screen))*cellHeight
	outerWidth, outerHeight := width+2*margin, height+titleBar+margin
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g" role="img" aria-label="%s in a terminal">`+"\n",
		outerWidth, outerHeight, outerWidth, outerHeight, html.EscapeString(title))
	fmt.Fprintf(&b, "<style>text{font:%dpx ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:%s;white-space:pre}.b{font-weight:bold}%s</style>\n",
		fontSize, foreground, css)
	fmt.Fprintf(&b, `<rect x="0.5" y="0.5" width="%g" height="%g" rx="9" fill="%s" stroke="#30363d"/>`+"\n", outerWidth-1, outerHeight-1, ground)
	for i, color := range []string{"#ff5f57", "#febc2e", "#28c840"} {
		fmt.Fprintf(&b, `<circle cx="%d" cy="17" r="6" fill="%s"/>`, 20+20*i, color)
	}
	fmt.Fprintf(&b, `<text x="%g" y="22" text-anchor="middle" style="fill:#8b949e">%s</text>`+"\n", outerWidth/2, html.EscapeString(title))
	fmt.Fprintf(&b, `<svg x="%g" y="%g" width="%g" height="%g" viewBox="0 0 %g %g">`+"\n%s</svg>\n</svg>\n", margin, titleBar, width, height, width, height, body)
	return b.String()
}

// drawLine draws a row of cells: the background where it is colored, then runs
// of text in one color. Rules are drawn as lines, so that they meet.
func drawLine(line []vt10x.Glyph) string {
	var b strings.Builder
	for from := 0; from < len(line); {
		to := from + 1
		for to < len(line) && sameRun(line[from], line[to]) {
			to++
		}
		drawRun(&b, line[from:to], float64(from)*cellWidth)
		from = to
	}
	return b.String()
}

func sameRun(a, b vt10x.Glyph) bool {
	return a.FG == b.FG && a.BG == b.BG && a.Mode == b.Mode && isRule(a.Char) == isRule(b.Char) && (a.Char != '│' && b.Char != '│')
}

func isRule(r rune) bool { return r == '─' || r == '│' }

func drawRun(b *strings.Builder, run []vt10x.Glyph, x float64) {
	const bold = 1 << 2 // vt10x does not export it
	first, width := run[0], float64(len(run))*cellWidth
	if first.BG != vt10x.DefaultBG {
		fmt.Fprintf(b, `<rect x="%.2f" width="%.2f" height="%g" fill="%s"/>`, x, width, cellHeight, hex(first.BG))
	}
	switch first.Char {
	case '─':
		fmt.Fprintf(b, `<path d="M%.2f %gh%.2f" stroke="%s"/>`, x, cellHeight/2, width, hex(first.FG))
		return
	case '│':
		fmt.Fprintf(b, `<path d="M%.2f 0v%g" stroke="%s"/>`, x+cellWidth/2, cellHeight, hex(first.FG))
		return
	}
	text := make([]rune, len(run))
	for i, cell := range run {
		text[i] = cell.Char
		if cell.Char == 0 {
			text[i] = ' '
		}
	}
	for _, w := range words(text) {
		weight := ""
		if first.Mode&bold != 0 {
			weight = ` class="b"`
		}
		fmt.Fprintf(b, `<text x="%.2f" y="%g"%s style="fill:%s" textLength="%.2f" lengthAdjust="spacingAndGlyphs">%s</text>`,
			x+float64(w.at)*cellWidth, baseline, weight, hex(first.FG), float64(len(w.text))*cellWidth, html.EscapeString(string(w.text)))
	}
}

// word is a part of a line without two blanks in a row.
type word struct {
	at   int
	text []rune
}

func words(text []rune) []word {
	var found []word
	blanks := 2
	for i, r := range text {
		if r == ' ' {
			blanks++
			continue
		}
		if blanks > 1 {
			found = append(found, word{at: i})
		}
		last := &found[len(found)-1]
		last.text = text[last.at : i+1]
		blanks = 0
	}
	return found
}

// palette has the sixteen colors that programs select by number.
var palette = [16]string{
	"#484f58", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4",
	"#6e7681", "#ffa198", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#f0f6fc",
}

// hex is a color in SVG: one of the palette, or its RGB value.
func hex(c vt10x.Color) string {
	switch {
	case c == vt10x.DefaultFG:
		return foreground
	case c == vt10x.DefaultBG:
		return ground
	case c < 16:
		return palette[c]
	default:
		return fmt.Sprintf("#%06x", uint32(c))
	}
}
