package tui

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// spoken runs the line-by-line mode with the options of a driver.
func spoken(t *testing.T, d *driver, change func(*Options), answers ...string) (*model.Pool, string, error) {
	t.Helper()
	o := d.w.Options
	if change != nil {
		change(&o)
	}
	var out strings.Builder
	pool, err := Ask(t.Context(), strings.NewReader(strings.Join(answers, "\n")+"\n"), &out, o)
	return pool, out.String(), err
}

var (
	yesWords = []string{"y", "Y", "yes", "Yes", "YES"}
	noWords  = []string{"n", "N", "no", "No", "NO"}
)

// Yes and no are understood in any case; anything else is asked again, and is
// never taken for no.
func TestAccessibleYesAndNo(t *testing.T) {
	for _, word := range yesWords {
		d := open(t, preset(t, "staff-mfa"))
		_, out, err := spoken(t, d, nil, "review", "submit", "maybe", "", "yess", word, "done")
		if err != nil || d.made != 1 || strings.Count(out, "is neither yes nor no") != 3 {
			t.Errorf("%q: %d pools, %v\n%s", word, d.made, err, out)
		}
	}
	for _, word := range noWords {
		d := open(t, preset(t, "staff-mfa"))
		if _, out, err := spoken(t, d, nil, "review", "submit", word, "done"); err != nil || d.made != 0 {
			t.Errorf("%q: %d pools, %v\n%s", word, d.made, err, out)
		}
	}
}

// A pool named no is deleted only by its name, which is not the word no.
func TestAccessibleNameThatIsAWord(t *testing.T) {
	for answer, left := range map[string]int{"no": 1, "N": 1, "=no": 0} {
		d := open(t, preset(t, "staff-mfa"))
		d.refused, d.protected = "SetUserPoolMfaConfig", "no"
		_, out, err := spoken(t, d, nil, "review", "submit", "y", answer, "done")
		says(t, out, "Type =no: delete the pool")
		if err != nil || d.made != left {
			t.Errorf("%q: %d pools are left, %v\n%s", answer, d.made, err, out)
		}
	}
}

// everyQuestion calls f for every setting of every step, and of a new item of
// every list.
func everyQuestion(t *testing.T, f func(a *asker, out *strings.Builder, field forms.Field)) {
	t.Helper()
	for _, step := range forms.Steps {
		for _, field := range step.Fields {
			var out strings.Builder
			a := &asker{out: &out, walker: walker{answers: forms.NewAnswers(&model.Pool{})}}
			list := forms.ListOf(field)
			if list == nil {
				f(a, &out, field)
				continue
			}
			for _, field := range list.Fields(a.answers.Pool, list.Add(a.answers.Pool)) {
				f(a, &out, field)
			}
		}
	}
}

// Law: every yes or no setting takes every way to write yes and no.
func TestEveryYesOrNoSettingTakesYesAndNo(t *testing.T) {
	asked := 0
	everyQuestion(t, func(a *asker, out *strings.Builder, f forms.Field) {
		kind := f.Setting().Kind
		if kind != model.Bool && kind != model.Block {
			return
		}
		asked++
		no := map[model.Kind]string{model.Bool: "No", model.Block: ""}[kind]
		yes := map[model.Kind]string{model.Bool: "Yes", model.Block: "On"}[kind]
		for i, word := range slices.Concat(yesWords, noWords) {
			want := yes
			if i >= len(yesWords) {
				want = no
			}
			if !a.store(f, word) || forms.Shown(a.answers, f) != want {
				t.Errorf("%s: %q gives %q, want %q\n%s", f.Path, word, forms.Shown(a.answers, f), want, out)
			}
		}
	})
	if asked < 10 {
		t.Errorf("only %d yes or no settings", asked)
	}
}

// Law: an answer that names no choice changes nothing and says what does.
func TestUnknownAnswersSayWhatCanBeAnswered(t *testing.T) {
	asked := 0
	everyQuestion(t, func(a *asker, out *strings.Builder, f forms.Field) {
		known := a.choices(f)
		if len(known) == 0 {
			return
		}
		asked++
		before := string(a.answers.Pool.JSON())
		for _, word := range []string{"nonsense", "0", fmt.Sprint(len(known) + 1), ",", "1,nonsense"} {
			out.Reset()
			if word == "1,nonsense" && f.Setting().Kind != model.Choices || word == "nonsense" && a.answers.Refers(f) {
				continue
			}
			if a.store(f, word) || string(a.answers.Pool.JSON()) != before {
				t.Errorf("%s takes %q", f.Path, word)
			}
			says(t, out.String(), "Error: ", fmt.Sprintf("a number from 1 to %d", len(known)), known[len(known)-1].name())
		}
	})
	if asked < 20 {
		t.Errorf("only %d settings with choices", asked)
	}
}

// Law: each choice is chosen by its number, its value and its title, and
// several of them with commas or spaces, each once, in the order of the wizard.
func TestChoicesByNumberAndName(t *testing.T) {
	everyQuestion(t, func(a *asker, out *strings.Builder, f forms.Field) {
		var values []string
		for i, o := range f.Setting().Choices {
			values = append(values, o.Value)
			for _, word := range []string{fmt.Sprint(i + 1), o.Value, strings.ToUpper(o.Title), forms.OptionTitle(o)} {
				if f.Setting().Kind == model.Choice && word == fmt.Sprint(i+1) {
					word = fmt.Sprint(i + 2) // after the one that leaves it to Cognito
				}
				got := pick(a.choices(f), word)
				if got < 0 || a.choices(f)[got].value != o.Value {
					t.Errorf("%s: %q is not %s", f.Path, word, o.Value)
				}
			}
		}
		if f.Setting().Kind != model.Choices {
			return
		}
		backwards := slices.Clone(values)
		slices.Reverse(backwards)
		for _, answer := range []string{strings.Join(values, ","), strings.Join(backwards, ", "), strings.Join(backwards, " ") + " 1", "1, " + strings.Join(values, " ,")} {
			got, unknown := pickAll(a.choices(f), answer)
			if unknown != "" || !slices.Equal(got, values) {
				t.Errorf("%s: %q gives %q, want %q; unknown %q", f.Path, answer, got, values, unknown)
			}
		}
	})
}

// Two answers, given backwards, are those that two checks give in the wizard.
func TestAccessibleTwoAnswersAsInTheWizard(t *testing.T) {
	pool, out, err := answer(t, &model.Pool{}, "shop", "next", "Phone number, Email address", "review", "done")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	says(t, out, "Numbers or names, separated by commas:")
	d := open(t, &model.Pool{})
	d.typed("shop").goTo("sign in with").press("space", "down", "space")
	if !pool.Equal(d.w.Pool()) {
		t.Errorf("line by line:\n%s\nin the wizard:\n%s", pool.JSON(), d.w.Pool().JSON())
	}
}

// someDrafts is a store with n drafts of an earlier run.
func someDrafts(n int) *memoryDrafts {
	store := &memoryDrafts{files: map[string]string{}}
	for i := range n {
		store.files[fmt.Sprintf("%d.json", i)] = fmt.Sprintf(`{"PoolName": "draft-%d"}`, i+1)
	}
	return store
}

// Law: the number and the name of a start do not depend on drafts.
func TestAccessibleStartsKeepTheirNumbers(t *testing.T) {
	starts := map[string]*model.Pool{}
	for i, p := range model.Presets {
		starts[fmt.Sprint(i+2)], starts[p.Name], starts[strings.ToUpper(p.Name)] = preset(t, p.Name), preset(t, p.Name), preset(t, p.Name)
	}
	blank := fmt.Sprint(len(model.Presets) + 2)
	starts[blank], starts["blank"] = &model.Pool{}, &model.Pool{}
	for n := range 4 {
		for start, want := range starts {
			pool, out, err := spoken(t, openWith(t, nil, someDrafts(n)), nil, start, "review", "done")
			if err != nil || !pool.Equal(want) {
				t.Errorf("%q with %d drafts: %v\n%s", start, n, err, out)
			}
		}
	}
}

func TestAccessibleStartsOthers(t *testing.T) {
	d := openWith(t, nil, someDrafts(2))
	with := func(o *Options) {
		o.Fetch = func(id string) (*model.Pool, []string, error) { return preset(t, "staff-mfa"), nil, nil }
	}
	pool, out, err := spoken(t, d, with, "d9", "0", "help", "D2", "review", "done")
	if err != nil || *pool.CreateUserPool.PoolName != "draft-2" {
		t.Errorf("%v\n%s", err, out)
	}
	says(t, out, `"d9" is not one of the choices`, `"0" is not one of the choices`, "email-sign-in, ", "blank, file or copy, or from d1 to d2.")
	if strings.Count(out, "d2. Continue draft-2") != 4 {
		t.Errorf("help does not list the starts:\n%s", out)
	}
	for _, answers := range [][]string{
		{"file", "help", "../model/testdata/sample-request.json", "review", "done"},
		{"file", "missing.json", "file", "../model/testdata/sample-request.json", "review", "done"},
	} {
		pool, out, err = spoken(t, d, with, answers...)
		if err != nil || !pool.Equal(readPool(t, "sample-request.json")) {
			t.Errorf("%q: %v\n%s", answers, err, out)
		}
	}
	if _, out, err = spoken(t, d, with, "delete d9", "delete d1", "perhaps", "n", "delete d1", "Y", "d1", "review", "done"); err != nil || len(d.store.files) != 1 {
		t.Errorf("%d drafts are left, %v\n%s", len(d.store.files), err, out)
	}
	says(t, out, `no draft "d9"`, `"perhaps" is neither yes nor no`, "The draft is kept.", "d1. Continue draft-2", "Now: draft-2")
	pool, out, err = spoken(t, d, with, "copy", "help", "eu-west-1_Ab12", "review", "done")
	if err != nil || !pool.Equal(preset(t, "staff-mfa")) {
		t.Errorf("%v\n%s", err, out)
	}
}

// Law: help before every answer changes only the output, never the draft.
func TestAccessibleHelpEverywhere(t *testing.T) {
	answers := []string{
		"blank", "shop", "", "", "next", "", "", "", "next", "next", "next", "next", "next", "next", "next", "next",
		"add", "plan", "", "", "", "", "", "", "next", // a list
		"review", "save json", "save json", "n", "save json", "y", "sandbox", "y", "describe",
		"submit", "y", "no", "submit", "y", "shop", "leave",
	}
	var withHelp []string
	for _, word := range answers {
		withHelp = append(withHelp, "help", word)
	}
	run := func(answers []string) (drafts []string, files map[string]string, made int, out string) {
		d := open(t, nil)
		d.protected = "shop"
		_, out, err := spoken(t, d, nil, answers...)
		if err != ErrLeft {
			t.Fatalf("%v\n%s", err, out)
		}
		return d.drafts, d.files, d.made, out
	}
	drafts, files, made, quiet := run(answers)
	helpDrafts, helpFiles, helpMade, out := run(withHelp)
	if !slices.Equal(drafts, helpDrafts) || fmt.Sprint(files) != fmt.Sprint(helpFiles) || made != helpMade {
		t.Errorf("help changes what is done:\n%s\n%s", quiet, out)
	}
	if strings.Contains(out, `"help"`) {
		t.Errorf("help is refused:\n%s", out)
	}
	says(t, out, "Answer yes or no; y and n work too.", "save FORMAT writes a file", "Formats: json, names.", "separated by commas, such as 1, 2", "edit N, delete N and copy N")
}

func TestAccessibleSaves(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	_, out, err := spoken(t, d, nil, "review", "save", "save nonsense", "SAVE Names", "save names", "perhaps", "n", "save names my file.txt", "done")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if len(d.files) != 2 || d.files["names.txt"] == "" || d.files["my file.txt"] == "" {
		t.Errorf("files %v\n%s", d.files, out)
	}
	says(t, out, "Wrote names.txt.", "exists already. Replace it? yes or no:", "Formats: json, names.")

	d.files["names.txt"] = "kept"
	for answer, replaced := range map[string]bool{"n": false, "Y": true} {
		if _, out, err := spoken(t, d, nil, "review", "save names", answer, "done"); err != nil || (d.files["names.txt"] != "kept") != replaced {
			t.Errorf("%q: %v, %q\n%s", answer, err, d.files["names.txt"], out)
		}
		d.files["names.txt"] = "kept"
	}
	if _, out, err := spoken(t, d, nil, "review", "save names"); err != io.ErrUnexpectedEOF || d.files["names.txt"] != "kept" {
		t.Errorf("no answer: %v, %q\n%s", err, d.files["names.txt"], out)
	}
}

// Law: the review reads out all that the wizard's shows beside the settings:
// findings, permanent settings, calls and cost.
func TestAccessibleReviewIsThatOfTheWizard(t *testing.T) {
	for name, pool := range somePools(t) {
		t.Run(name, func(t *testing.T) {
			_, out, err := answer(t, pool.Clone(), "review", "cost 20,000", "review", "done")
			if err != nil {
				t.Fatal(err)
			}
			d := open(t, pool.Clone())
			d.w.users = 20_000
			d.press("ctrl+r")
			var shown []string
			for _, line := range d.w.review.content(d.w, 100_000) {
				shown = append(shown, ansi.Strip(strings.Join(line.text, " ")))
			}
			review := strings.Join(shown, "\n")
			var texts []string
			for _, f := range forms.NewAnswers(pool).Findings() {
				message := withTitles(f).Message
				says(t, out, message)
				says(t, review, model.Printable(sentence(message)))
			}
			for _, note := range permanentNotes(pool) {
				texts = append(texts, note.text)
			}
			for _, text := range append(append(texts, callsAndCost(pool, 20_000)), proseOf(forms.NewAnswers(pool))...) {
				says(t, out, text)
				says(t, review, model.Printable(text))
			}
		})
	}
}

// terminal is what a terminal shows: after a prompt, the answer ends the line.
type terminal struct{ strings.Builder }

func (t *terminal) Write(text []byte) (int, error) {
	t.Builder.Write(text)
	if !strings.HasSuffix(string(text), "\n") {
		t.WriteByte('\n')
	}
	return len(text), nil
}

// Law: lines are wrapped at spaces and nowhere else, and not at all where the
// width is unknown. A prompt is wrapped, too.
func TestAccessibleLinesKeepWordsWhole(t *testing.T) {
	answers := []string{"nonsense", "staff-mfa", "help", "", "help", "review", "help", "submit", "help", "n", "done"}
	output := func(columns func() int) string {
		o := open(t, nil).w.Options
		o.Columns = columns
		var out terminal
		if _, err := Ask(t.Context(), strings.NewReader(strings.Join(answers, "\n")+"\n"), &out, o); err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
		return out.String()
	}
	whole := output(nil)
	if out := output(func() int { return 0 }); out != whole {
		t.Error("an unknown width wraps")
	}
	if longest := slices.MaxFunc(strings.Split(whole, "\n"), func(a, b string) int { return len(a) - len(b) }); len(longest) < 200 {
		t.Errorf("the longest line is %q", longest)
	}
	for _, width := range []int{1, 20, 40, 80} {
		out := output(func() int { return width })
		if !slices.Equal(strings.Fields(out), strings.Fields(whole)) {
			t.Errorf("at %d columns the words differ:\n%s", width, out)
		}
		for line := range strings.Lines(out) {
			line = strings.TrimRight(line, "\n ")
			if ansi.StringWidth(line) > width && strings.Contains(line, " ") {
				t.Errorf("at %d columns: %q", width, line)
			}
		}
	}
}

// A try in the sandbox says how to go on, and leaves a trace that is marked
// once the settings change.
func TestAccessibleSandbox(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	pool, out, err := spoken(t, d, nil, "review", "describe", "sandbox", "y", "describe", "1", "store", "review", "done")
	if err != nil || d.store.dropped != 0 || *pool.CreateUserPool.PoolName != "store" {
		t.Fatalf("%v, %d drafts removed\n%s", err, d.store.dropped, out)
	}
	says(t, out,
		`"describe" is not an answer here`, "\naws cognito-idp describe-user-pool --user-pool-id=eu-west-1_Ab12 --endpoint-url=http://127.0.0.1:7676\n", "The draft stays. Next, you can answer:",
		"describe shows the output of describe-user-pool", "submit creates the pool in AWS.",
		"Tried in the sandbox 12:04, pool eu-west-1_Ab12.\n", "\n    \"Id\": \"eu-west-1_Ab12\"\n",
		"Tried in the sandbox 12:04, pool eu-west-1_Ab12; the settings have changed since then.")

	_, out, _ = spoken(t, d, nil, "review", "submit", "y", "done")
	if strings.Contains(out, "sandbox 12:04") {
		t.Errorf("a real pool leaves the trace of a try:\n%s", out)
	}
	d.refused = "SetUserPoolMfaConfig"
	_, out, _ = spoken(t, d, nil, "review", "sandbox", "y", "n", "done")
	if strings.Contains(out, "sandbox 12:04") {
		t.Errorf("an incomplete pool leaves the trace of a try:\n%s", out)
	}
}
