package tui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// review reads the pool out and asks where it goes. It returns the step to go to,
// or done.
func (a *asker) review(ctx context.Context) (step int, done bool, err error) {
	a.printReview()
	for {
		answer, err := a.line("Answer:", a.helpReview)
		if err != nil {
			return 0, false, err
		}
		step, leads, err := a.answerReview(ctx, answer)
		if leads || err != nil {
			return step, strings.EqualFold(answer, "done"), err
		}
	}
}

// answerReview does what an answer to the review says, and reports whether it
// leads to a step, or to the review with something new on it.
func (a *asker) answerReview(ctx context.Context, answer string) (step int, leads bool, err error) {
	review := len(forms.Steps)
	command, rest, _ := strings.Cut(answer, " ")
	command, rest = strings.ToLower(command), strings.TrimSpace(rest)
	switch {
	case command == "save":
		return 0, false, a.save(rest)
	case command == "command":
		a.printCommand(rest)
		return 0, false, nil
	case command == "cost" && rest != "":
		a.cost(rest)
		return 0, false, nil
	case command == "journeys":
		a.printJourneys(rest)
		return 0, false, nil
	case rest != "":
	case command == "done", command == "review":
		return review, true, nil
	case command == "back":
		return review - 1, true, nil
	case command == "answers" && a.express != nil:
		return review, true, a.changeExpress()
	case command == "fix":
		return review, true, a.fix()
	case command == "apply" && a.live != nil:
		return review, true, a.applyLive(ctx)
	case command == "reload" && a.live != nil:
		a.reload()
		return review, true, nil
	case command == "submit" && a.Cognito != nil && a.live == nil:
		return review, true, a.submit(ctx, a.Cognito)
	case command == "sandbox" && a.Sandbox != nil && a.live == nil:
		return review, true, a.submit(ctx, a.Sandbox)
	case command == "connect" && a.Connect != nil:
		a.printConnections()
		return 0, false, nil
	case command == "describe" && a.described() != "":
		a.gap()
		a.print(textLines(a.described())...)
		return 0, false, nil
	}
	if i := stepNamed(answer); i >= 0 {
		return i, true, nil
	}
	a.printf("Error: %q is not an answer here. %s", answer, a.reviewAnswers())
	return 0, false, nil
}

// stepNamed is the step with a number, from 1, or a title, or -1.
func stepNamed(answer string) int {
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(forms.Steps) {
		return n - 1
	}
	return slices.IndexFunc(forms.Steps, func(s forms.Step) bool { return strings.EqualFold(s.Title, answer) })
}

// printReview reads out what the review of the wizard shows.
func (a *asker) printReview() {
	pool := a.answers.Pool
	a.gap()
	a.printf("Review.")
	if a.tried != nil {
		a.printf("%s.", sentence(a.tried.text(pool)))
	}
	for i, text := range proseOf(a.answers) {
		title := otherTitle
		if i < len(forms.Steps) {
			title = forms.Steps[i].Title
		}
		if text != "" {
			a.printf("%s: %s.", title, strings.TrimSuffix(text, "."))
		}
	}
	if a.live != nil {
		a.printPlan()
		return
	}
	findings := a.answers.Findings()
	for _, f := range findings {
		if f.Severity != model.ToDo {
			a.printFinding(f)
		}
	}
	for _, f := range findings {
		if f.Severity == model.ToDo {
			a.printFinding(f)
		}
	}
	a.printf("These settings are permanent; they cannot be changed once the pool exists:")
	for _, note := range permanentNotes(pool) {
		a.printf("%s", note.text)
	}
	a.printf("%s", callsAndCost(pool, a.users))
	a.printf("%s, %s.", model.Plural(model.Errors(findings), "error"), model.Plural(model.Count(findings, model.Warning), "warning"))
	a.printf("%s", a.reviewAnswers())
}

// reviewAnswers lists what can be answered on the review.
func (a *asker) reviewAnswers() string {
	words := []string{"done", "save FORMAT", "journeys"}
	if a.express != nil {
		words = append(words, "answers")
	}
	if _, edits := a.correctable(func(model.Finding) bool { return false }); edits != nil {
		words = append(words, "fix")
	}
	switch {
	case a.live != nil:
		words = append(words, "apply", "reload")
	case a.Cognito != nil:
		words = append(words, "submit")
	}
	if a.Sandbox != nil && a.live == nil {
		words = append(words, "sandbox")
	}
	if a.Connect != nil {
		words = append(words, "connect")
	}
	if a.described() != "" {
		words = append(words, "describe")
	}
	words = append(words, "cost USERS", "command")
	return "Answer " + strings.Join(words, ", ") + ", the number or name of a step, back, review, help, or leave."
}

func (a *asker) helpReview() {
	a.printf("done prints the pool and ends.")
	a.printf("save FORMAT writes a file with the default name of the format; save FORMAT PATH writes to PATH. Formats: %s.", strings.Join(a.formatNames(), ", "))
	a.printf("fix asks for each finding whether to make the change that corrects it, where that is certain.")
	a.printf("journeys describes what users go through with the pool; journeys NAME describes one of: %s.", strings.Join(model.JourneyKinds(), ", "))
	a.printf("cost USERS shows the monthly cost for a number of users, such as cost 20000.")
	if a.live != nil {
		a.printf("command shows the command that makes these changes.")
	} else {
		a.printf("command shows the command that exports the same pool without the draft; command FORMAT does so for a format.")
	}
	if a.express != nil {
		a.printf("answers asks the questions of the start again. What you changed since stays.")
	}
	if a.live != nil {
		a.printf("apply makes these changes in the live pool. reload reads the pool again; your changes stay.")
	}
	if a.Cognito != nil && a.live == nil {
		a.printf("submit creates the pool in AWS.")
	}
	if a.Sandbox != nil && a.live == nil {
		a.printf("sandbox creates it in the sandbox on this machine, without AWS and without cost.")
	}
	if a.Connect != nil {
		a.printf("connect shows configuration to paste into an app.")
	}
	if a.described() != "" {
		a.printf("describe shows the output of describe-user-pool for the pool in the sandbox.")
	}
	a.printf("A number from 1 to %d, or a name, goes to that step:", len(forms.Steps))
	for i, s := range forms.Steps {
		a.printf("%d. %s.", i+1, s.Title)
	}
	a.printf("back goes to the last step, review shows the review again, leave stops.")
}

// printCommand prints the command for a format, or for the first one.
func (a *asker) printCommand(name string) {
	if a.live != nil {
		a.printLiveCommand(name)
		return
	}
	formats := a.formatsFor(a.live)
	i := slices.IndexFunc(formats, func(f Format) bool { return name == "" || strings.EqualFold(f.Name, name) })
	if i < 0 {
		a.printf("Error: no format is called %q. Formats: %s.", oneLine(name, 60), strings.Join(a.formatNames(), ", "))
		return
	}
	text, note := commandOf(a.answers.Pool, formats[i].Name)
	a.printWhole(text, note)
}

// printLiveCommand prints the command that makes the changes of the live pool.
func (a *asker) printLiveCommand(name string) {
	switch {
	case name != "":
		a.printf("Error: command takes no format for a live pool. save FORMAT saves the change in a format.")
	case len(a.plan().Steps)+len(a.plan().Blocked) == 0:
		a.printf("%s.", sentence(nothingToChange))
	default:
		a.printWhole(a.live.command(a.answers.Pool))
	}
}

// printWhole prints a command, and what is to know about it.
func (a *asker) printWhole(text, note string) {
	a.print(strings.Split(model.PrintableLines(text), "\n")...) // whole, for those who copy it
	if note != "" {
		a.printf("%s", note)
	}
}

// cost reads out what a number of users costs. The review has it from then on.
func (a *asker) cost(text string) {
	users, ok := usersIn(text)
	if !ok {
		a.printf("Error: %q is not a number of users. Use digits, such as cost 20000.", oneLine(text, 60))
		return
	}
	a.users = users
	a.printf("%s", a.answers.Pool.CostFor(users))
}

// printJourneys reads out the journeys that the pool offers, or those with a name.
func (a *asker) printJourneys(name string) {
	all := model.Journeys(a.answers.Pool)
	selected := model.FindJourneys(all, name)
	if name == "" {
		selected = slices.DeleteFunc(all, func(j model.Journey) bool { return !j.Offered() })
	}
	if len(selected) == 0 && name != "" {
		a.printf("Error: no journey is called %q. Names: %s.", name, strings.Join(model.JourneyKinds(), ", "))
		return
	}
	for _, j := range selected {
		a.gap()
		for _, line := range spokenJourney(j) {
			a.printf("%s", line)
		}
	}
}

// described is what the sandbox answers about the pool that was tried, or
// nothing.
func (a *asker) described() string {
	if a.tried == nil {
		return ""
	}
	return a.tried.made.Description
}

func (a *asker) formatNames() []string {
	var names []string
	for _, f := range a.formatsFor(a.live) {
		names = append(names, f.Name)
	}
	return names
}

// save writes an export; answer is its format and, where given, the path. An
// existing file is replaced only when that is wanted.
func (a *asker) save(answer string) error {
	name, path, _ := strings.Cut(answer, " ")
	formats := a.formatsFor(a.live)
	i := slices.IndexFunc(formats, func(f Format) bool { return strings.EqualFold(f.Name, name) })
	if i < 0 {
		a.printf("Error: save needs a format, and optionally a path: save FORMAT PATH. Formats: %s.", strings.Join(a.formatNames(), ", "))
		return nil
	}
	path = strings.TrimSpace(path)
	if path == "" {
		path = formats[i].File
	}
	export := Export{Format: formats[i].Name, Pool: a.answers.Pool}
	if a.live != nil {
		export.Plan, export.Unread = a.plan(), a.live.Unread
	}
	files, err := a.Save(export, path, false)
	if err != nil && a.Exists != nil && a.Exists(err) {
		replace, unanswered := a.yesOrNo(oneLine(err.Error(), 2000) + ". Replace it? yes or no:")
		if unanswered != nil || !replace {
			return unanswered
		}
		files, err = a.Save(export, path, true)
	}
	if err != nil {
		a.printf("Error: %s", a.explain(err))
		return nil
	}
	a.printf("Wrote %s.", strings.Join(files, ", "))
	return nil
}

func (a *asker) submit(ctx context.Context, to *Destination) error {
	if n := model.Errors(a.answers.Findings()); n > 0 {
		a.printf("Error: fix %s first; Cognito would reject this pool.", model.Plural(n, "error"))
		return nil
	}
	outcome := to.Submit(Place{}, a.answers.Pool.Clone())(ctx, a)
	if outcome.Real && outcome.Created != nil {
		a.made = outcome.Created
	}
	if err := a.showSecrets(ctx, outcome.Created); err != nil {
		return err
	}
	if outcome.Verified() {
		a.dropDraft()
	}
	if tried := newTried(a.answers.Pool, outcome, a.Now()); tried != nil {
		a.tried = tried
		a.printNext()
	}
	if ctx.Err() != nil {
		return ErrLeft
	}
	return a.ended
}

// printNext says how to go on from a pool in the sandbox.
func (a *asker) printNext() {
	a.printf("The draft stays. Next, you can answer:")
	if a.described() != "" {
		a.printf("describe shows the output of describe-user-pool for the pool.")
	}
	if a.express != nil {
		a.printf("answers asks the questions of the start again. What you changed since stays.")
	}
	if a.Cognito != nil {
		a.printf("submit creates the pool in AWS.")
	}
	a.printf("save FORMAT writes a file.")
}

// Say reads out a line of a submission.
func (a *asker) Say(tone Tone, text string) {
	if tone == Command {
		a.print(model.Printable(text)) // whole, for those who copy it
		return
	}
	word := map[Tone]string{Hint: "Hint: ", Warning: "Warning: ", Problem: "Error: "}[tone]
	if word == "" {
		text = sentence(text)
	}
	a.printf("%s%s", word, text)
}

// Call reads out the end of a call.
func (a *asker) Call(s CallState) {
	switch {
	case s.Done && s.Err != nil:
		a.printf("%s failed after %d milliseconds.", s.Operation, s.Took.Milliseconds())
	case s.Done:
		a.printf("%s took %d milliseconds.", s.Operation, s.Took.Milliseconds())
	case s.Detail != "":
		a.printf("%s: %s.", s.Operation, s.Detail)
	}
}
