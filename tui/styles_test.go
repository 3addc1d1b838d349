package tui

import (
	"fmt"
	"image/color"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
)

var (
	lightGrounds = []string{"#ffffff", "#eeeeee", "#fdf6e3"}
	darkGrounds  = []string{"#000000", "#002b36", "#1e1e1e", "#2e3440"}
)

// Law: text has a contrast of 4.5:1 or more and a rule 3:1, as WCAG 2 computes
// it, on the backgrounds that terminals commonly have.
func TestContrast(t *testing.T) {
	for dark, grounds := range map[bool][]string{false: lightGrounds, true: darkGrounds} {
		for name, c := range colorsOf(newStyles(dark)) {
			least := 4.5
			if name == "Frame" || name == "Overlay border" {
				least = 3
			}
			for _, ground := range grounds {
				if got := contrast(c, lipgloss.Color(ground)); got < least {
					t.Errorf("dark %v: %s on %s has a contrast of %.2f", dark, name, ground, got)
				}
			}
		}
	}
}

// colorsOf are all colours of the wizard's styles and of the fields' styles
// that draw text.
func colorsOf(s *styles) map[string]color.Color {
	colors := map[string]color.Color{"Overlay border": s.Overlay.GetBorderTopForeground()}
	add := func(of string, v reflect.Value) {
		for i := range v.NumField() {
			style, ok := v.Field(i).Interface().(lipgloss.Style)
			if !ok {
				continue
			}
			if _, none := style.GetForeground().(lipgloss.NoColor); !none {
				colors[of+v.Type().Field(i).Name] = style.GetForeground()
			}
		}
	}
	add("", reflect.ValueOf(*s))
	add("help ", reflect.ValueOf(s.Help))
	add("input ", reflect.ValueOf(s.Form.Focused.TextInput))
	for name, palette := range map[string]palette{"code": s.Code, "marked": s.Marked} {
		for class, ink := range palette {
			colors[fmt.Sprintf("%s %d", name, class)] = ink.GetForeground()
		}
	}
	for name, style := range map[string]lipgloss.Style{
		"selector": s.Form.Focused.SelectSelector, "option": s.Form.Focused.Option, "selected": s.Form.Focused.SelectedOption,
		"unselected": s.Form.Focused.UnselectedOption, "checked": s.Form.Focused.SelectedPrefix, "unchecked": s.Form.Focused.UnselectedPrefix,
	} {
		colors["field "+name] = style.GetForeground()
	}
	return colors
}

var (
	sgr       = regexp.MustCompile(`\x1b\[([0-9;]*)m`)
	trueColor = regexp.MustCompile(`38;2;(\d+);(\d+);(\d+)`)
)

// requireReadable is the law of contrast on what is drawn: a part that keeps the
// colors it came with, which are for a dark background, is no style of the wizard.
func requireReadable(t *testing.T, frame string, dark bool) {
	t.Helper()
	grounds := lightGrounds
	if dark {
		grounds = darkGrounds
	}
	for _, sequence := range sgr.FindAllStringSubmatch(frame, -1) {
		for _, c := range trueColor.FindAllStringSubmatch(sequence[1], -1) {
			drawn := lipgloss.Color(fmt.Sprintf("#%02x%02x%02x", number(c[1]), number(c[2]), number(c[3])))
			for _, ground := range grounds {
				if got := contrast(drawn, lipgloss.Color(ground)); got < 3 {
					t.Errorf("%v on %s has a contrast of %.2f", c[0], ground, got)
				}
			}
		}
		for code := range strings.SplitSeq(trueColor.ReplaceAllString(sequence[1], ""), ";") {
			if n := number(code); n >= 30 && n != 39 && n != 49 {
				t.Errorf("%q is a color of the terminal's own", sequence[1])
			}
		}
	}
}

func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

func contrast(a, b color.Color) float64 {
	light, dark := luminance(a), luminance(b)
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

// luminance is the relative luminance of WCAG 2.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func TestContrastIsThatOfWCAG(t *testing.T) {
	if got := fmt.Sprintf("%.2f", contrast(lipgloss.Color("#777777"), lipgloss.Color("#ffffff"))); got != "4.48" {
		t.Errorf("#777 on white: %s", got)
	}
}
