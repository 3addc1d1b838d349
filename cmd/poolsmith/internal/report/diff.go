package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// DiffText returns the differences between the pools called from and to as text.
func DiffText(from, to string, list []model.Difference) []byte {
	if len(list) == 0 {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "--- %s\n+++ %s\n", model.Printable(from), model.Printable(to))
	count := map[string]int{} // by operation, which is empty for those that require a new pool
	for _, d := range list {
		count[d.Operation]++
		sign := "~"
		switch {
		case d.NeedsNewPool():
			sign = "◆"
		case d.From == nil:
			sign = "+"
		case d.To == nil:
			sign = "-"
		}
		fmt.Fprintf(&b, "%s %s\n", sign, model.Printable(d.Setting))
		fmt.Fprintf(&b, "    %s → %s\n", valueText(d.From), valueText(d.To))
		fmt.Fprintf(&b, "    %s\n", wayText(d))
	}
	var ways []string
	for _, operation := range model.ChangeOperations() {
		if n := count[operation]; n > 0 {
			ways = append(ways, fmt.Sprintf("%d by %s", n, operation))
		}
	}
	if n := count[""]; n > 0 {
		ways = append(ways, fmt.Sprintf("%d that require a new pool", n))
	}
	fmt.Fprintf(&b, "%s: %s\n", model.Plural(len(list), "difference"), strings.Join(ways, ", "))
	if count["UpdateUserPool"] > 0 {
		b.WriteString("UpdateUserPool resets settings that the request omits: send every setting of the pool\n")
	}
	return []byte(b.String())
}

func wayText(d model.Difference) string {
	if d.NeedsNewPool() {
		return "requires a new pool: " + d.Why
	}
	return "by " + d.Operation
}

// valueText returns a value as one line of JSON.
func valueText(v any) string {
	if v == nil {
		return "not set"
	}
	var line bytes.Buffer
	if err := json.Compact(&line, model.EncodeJSON(v)); err != nil {
		panic(err) // EncodeJSON returns valid JSON
	}
	return line.String()
}

// ChangeText says what a change does to one setting: was 5, now 6. A block or an
// item is only named.
func ChangeText(d model.Difference) string {
	whole := model.IsWhole(d.From) || model.IsWhole(d.To)
	switch {
	case d.To == nil && whole:
		return "removed"
	case d.To == nil:
		return "was " + valueText(d.From) + ", removed"
	case whole:
		return "added"
	default:
		return "was " + valueText(d.From) + ", now " + valueText(d.To)
	}
}

// Differences are the differences between two pools as JSON.
type Differences struct {
	From        string       `json:"from" description:"the name of the first pool"`
	To          string       `json:"to" description:"the name of the second pool"`
	Differences []Difference `json:"differences"`
}

// Difference is a setting in which two pools differ.
type Difference struct {
	model.ChangeInfo
	Way string `json:"way" description:"the operation that changes it in a pool that exists, or new pool"`
	Why string `json:"why,omitempty" description:"why it requires a new pool"`
}

// DiffJSON returns the differences between the pools called from and to as JSON.
func DiffJSON(from, to string, list []model.Difference) []byte {
	report := Differences{from, to, []Difference{}}
	for _, d := range list {
		report.Differences = append(report.Differences, Difference{model.ChangeInfo{Setting: d.Setting, From: d.From, To: d.To}, cmp.Or(d.Operation, "new pool"), d.Why})
	}
	return model.EncodeJSON(report)
}
