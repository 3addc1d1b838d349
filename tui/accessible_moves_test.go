package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

var stepHeading = regexp.MustCompile(`(?m)^Step (\d+) of `)

// Law: back at the first question of a step leads to an earlier step, also past
// questions that are not asked.
func TestBackLeadsToAnEarlierStep(t *testing.T) {
	for i := range forms.Steps[1:] {
		step := i + 2
		_, out, err := answer(t, preset(t, "defaults"), "review", strconv.Itoa(step), "back", "leave")
		if !errors.Is(err, ErrLeft) {
			t.Fatal(err)
		}
		headings := stepHeading.FindAllStringSubmatch(out, -1)
		if last, _ := strconv.Atoi(headings[len(headings)-1][1]); last >= step {
			t.Errorf("back in step %d leads to step %d", step, last)
		}
	}
}

// The words for commands mean the same in any case: dictation and keyboards of
// phones begin an answer with a capital letter.
func TestCommandsInAnyCase(t *testing.T) {
	pool, out, err := answer(t, &model.Pool{}, "Help", "shop", "Back", "store", "Next", "Review", "14", "All", "Add", "team", "payments", "Delete 1", "REVIEW", "Leave")
	if !errors.Is(err, ErrLeft) || pool != nil {
		t.Errorf("%v, pool %v", err, pool)
	}
	says(t, out, "An empty answer leaves it unchanged.", "Basics: store", "1 item of 50.", "0 items of 50.")
	if strings.Contains(out, "Error: ") && !strings.Contains(out, "Error: Pool name") {
		t.Errorf("a command is rejected:\n%s", out)
	}
}

// An answer to a list names only items that exist.
func TestAnswersToAnEmptyList(t *testing.T) {
	_, out, _ := answer(t, preset(t, "defaults"), "review", "14", "remove", "edit 1", "add", "team", "payments", "edit 7", "leave")
	says(t, out, `Error: "remove" is not an answer here. Answer add.`, `Error: "edit 1" is not an answer here. Answer add.`,
		`0 items of 50. Answer add, or press enter to continue.`, `Error: "edit 7" is not an answer here. Answer add, edit 1, delete 1 or copy 1.`)
	if strings.Contains(out, "1 to 0") {
		t.Errorf("a number from 1 to 0:\n%s", out)
	}
}

// Whoever leaves is told that the draft is saved only when all of it is.
func TestLeavingWithAFullDisk(t *testing.T) {
	full := errors.New("no space left on device")
	for name, prepare := range map[string]func(*memoryDrafts){
		"from the start":       func(m *memoryDrafts) { m.refuses = full },
		"after the first save": func(m *memoryDrafts) { m.saved = func(string) { m.refuses = full } },
	} {
		d := open(t, &model.Pool{})
		prepare(d.store)
		_, out, err := spoken(t, d, func(o *Options) { o.Start = &model.Pool{} }, "shop", "LITE", "leave")
		if !errors.Is(err, ErrLeft) || strings.Contains(out, "is saved") {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
		says(t, out, "Warning: the draft is not saved: no space left on device", "Warning: your last answers are not saved: no space left on device")
	}
}

// After leave, or the end of the answers, no other question of a submission is
// asked, and nothing is shown again.
func TestNoQuestionAfterTheLast(t *testing.T) {
	for answers, want := range map[string]error{"leave\nyes\n": ErrLeft, "": io.ErrUnexpectedEOF} {
		var out strings.Builder
		o := open(t, preset(t, "defaults")).w.Options
		o.Unfinished = func(ctx context.Context, talk Talk) Outcome {
			for i := range 3 {
				talk.Ask(ctx, Question{Topic: ToLook, Text: fmt.Sprintf("Question %d?", i), Yes: "y", No: "n"})
			}
			return Outcome{}
		}
		_, err := Ask(t.Context(), strings.NewReader(answers), &out, o)
		if !errors.Is(err, want) || strings.Count(out.String(), "Question ") != 1 || strings.Contains(out.String(), "Step 1") {
			t.Errorf("%q: %v\n%s", answers, err, out.String())
		}
	}
	_, out, err := answer(t, preset(t, "staff-mfa"), "review", "submit")
	if !errors.Is(err, io.ErrUnexpectedEOF) || strings.Count(out, "Review.") != 1 {
		t.Errorf("%v\n%s", err, out)
	}
}
