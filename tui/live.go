package tui

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// Live is a live pool that a draft changes. What of it cannot be changed is locked.
type Live struct {
	Opened *model.Document // as it was read when it was opened
	At     LiveAt
	Unread []string // the operations that make what could not be read
}

// LiveAt is where a live pool is; what is empty comes from the environment.
type LiveAt struct {
	Profile, Region, Endpoint string
	Sandbox                   bool
}

// SandboxPool is a pool in the sandbox.
type SandboxPool struct{ ID, Name string }

// name is the id of the pool, with where it is.
func (l *Live) name() string {
	if l.At.Sandbox {
		return "sandbox · " + l.Opened.PoolID
	}
	return l.Opened.PoolID
}

// spokenName is the id of the pool, with where it is, in a sentence.
func (l *Live) spokenName() string {
	if l.At.Sandbox {
		return l.Opened.PoolID + " in the sandbox"
	}
	return l.Opened.PoolID
}

// renamed is the live pool with the names that a draft gives to what is in it.
func (l *Live) renamed(draft *model.Pool) *model.Pool {
	return l.Opened.Pool.Renamed(model.Renamings(l.Opened.Pool, draft))
}

// created is the live pool as one that was created in an account; nil for one in the
// sandbox. Clients have their names in the pool and in a draft of it.
func (l *Live) created(draft *model.Pool) *Created {
	if l.At.Sandbox {
		return nil
	}
	made := &Created{ID: l.Opened.PoolID, ARN: l.Opened.ARN, Clients: map[string]string{}}
	renamed := l.renamed(draft).CreateUserPoolClient
	for i, c := range l.Opened.Pool.CreateUserPoolClient {
		if c.ClientName != nil {
			id := l.Opened.IDs[model.WithKey("ClientId", *c.ClientName)]
			made.Clients[*c.ClientName], made.Clients[*renamed[i].ClientName] = id, id
		}
	}
	return made
}

// goal is what the live pool is to become.
func (l *Live) goal(draft *model.Pool) *model.Pool { return l.Opened.Pool.Exact(draft) }

// command is the command that makes the changes of a draft, and what is to know about
// it.
func (l *Live) command(draft *model.Pool) (text, note string) {
	words := []string{"poolsmith", "apply", "--pool-id", l.Opened.PoolID}
	if l.At.Sandbox {
		words = append(words, "--sandbox")
	}
	region := l.At.Region
	if strings.HasPrefix(l.Opened.PoolID, region+"_") {
		region = "" // the id says it
	}
	for _, flag := range [][2]string{{"--profile", l.At.Profile}, {"--region", region}, {"--endpoint-url", l.At.Endpoint}} {
		if flag[1] != "" {
			words = append(words, flag[0], flag[1])
		}
	}
	changes := l.goal(draft).HideSecrets().LiveAssignments(l.Opened.Pool)
	for _, change := range changes {
		words = append(words, "--set", change)
	}
	text, note = shellCommand(words)
	if note == "" && slices.ContainsFunc(changes, isByPlace) {
		note = "[-1] is the last item of a list. The items have no names of their own, or the draft has them in another order."
	}
	return text, note
}

// isByPlace reports whether an assignment removes an item that has no name of its own.
func isByPlace(change string) bool { return strings.HasSuffix(change, "[-1]=unset") }

// changes are how the draft differs from its live pool, found once for each state of
// the draft.
type changes struct {
	known   bool
	list    []model.Difference
	plan    *model.Plan // nil until it is needed
	renamed *model.Pool // the live pool with the names of the draft, nil until it is needed
}

func (c *changes) forget() { *c = changes{} }

// differences are those of the draft from its live pool, none for a new pool.
func (w *Wizard) differences() []model.Difference {
	if w.live == nil {
		return nil
	}
	if !w.changes.known {
		w.changes.known = true
		w.changes.list = model.Diff(w.live.Opened.Pool, w.live.goal(w.answers.Pool), true)
	}
	return w.changes.list
}

// livePool is the live pool with the names that the draft gives to what is in it.
func (w *Wizard) livePool() *model.Pool {
	if w.changes.renamed == nil {
		w.changes.renamed = w.live.renamed(w.answers.Pool)
	}
	return w.changes.renamed
}

// madePool is the pool that was made of the draft, or that it changes; nil for none.
func (w *Wizard) madePool() *Created {
	if w.live != nil {
		return w.live.created(w.answers.Pool)
	}
	return w.made
}

// plan is how the live pool becomes as the draft says.
func (w *Wizard) plan() *model.Plan {
	if w.changes.plan == nil {
		w.changes.plan = model.PlanChange(w.live.Opened, w.live.goal(w.answers.Pool))
	}
	return w.changes.plan
}

// changeLive makes the draft at hand one of a live pool.
func (w *Wizard) changeLive(live *Live) {
	w.live, w.answers.PoolID, w.made = live, live.Opened.PoolID, live.created(w.answers.Pool)
	w.accepted = map[string]bool{}
	for _, f := range model.CheckIn(model.Facts{Pool: live.Opened.Draft(), PoolID: live.Opened.PoolID}) {
		w.accepted[findingKey(f)] = f.Severity == model.Error
	}
	w.draft.file.Of(live)
	w.preview.openLive(w.formats(), live.Opened)
	w.setFindings()
}

// withoutAccepted leaves out the errors that the live pool has as well.
func (w *Wizard) withoutAccepted(findings []model.Finding) []model.Finding {
	if w.live == nil {
		return findings
	}
	return slices.DeleteFunc(findings, func(f model.Finding) bool { return f.Severity == model.Error && w.accepted[findingKey(f)] })
}

// locked is why a row cannot be changed in the live pool; empty for what can, and in
// a new pool. An item of a list that is locked cannot be deleted.
func (w *Wizard) locked(r row) string {
	if w.live == nil {
		return ""
	}
	switch r.kind {
	case fieldRow:
		return r.field.Locked(w.livePool(), w.answers.Pool)
	case itemRow:
		return w.livePool().Locked(w.answers.Pool, r.list.Path(w.answers.Pool, r.index))
	default:
		return ""
	}
}

// saysLocked shows why the row cannot be changed.
func (w *Wizard) saysLocked(r row) tea.Cmd {
	w.notice = "locked: " + lowerFirst(w.locked(r))
	return nil
}

// isChanged reports whether the row differs from the live pool.
func (w *Wizard) isChanged(r row) bool {
	changes, draft := w.differences(), w.answers.Pool
	switch {
	case r.kind == itemRow:
		return model.ChangedAt(changes, draft, r.list.Path(draft, r.index))
	case r.kind == addRow:
		return w.lost(r, changes) > 0
	case r.field.HasChecks():
		return slices.ContainsFunc(r.field.Paths(), func(path string) bool { return model.ChangedAt(changes, draft, path) })
	case r.field.Repeats(), forms.IsMapKey(r.field.Key(), r.field.Path):
		return false // the items and the values are marked
	default:
		return model.ChangedAt(changes, draft, r.field.Key())
	}
}

// lost counts the items of a list that the live pool has and the draft does not.
func (w *Wizard) lost(r row, changes []model.Difference) int {
	n := 0
	for _, d := range changes {
		rest, isOf := strings.CutPrefix(d.Setting, r.field.Path+"[")
		if isOf && d.To == nil && strings.HasSuffix(rest, "]") {
			n++
		}
	}
	return n
}

// changedIn counts the differences from the live pool in what a step asks for.
func (w *Wizard) changedIn(step forms.Step) int {
	n := 0
	for _, d := range w.differences() {
		path := w.answers.Pool.DraftPath(d.Setting)
		if slices.ContainsFunc(step.Paths(), func(outer string) bool { return forms.Within(path, outer) }) {
			n++
		}
	}
	return n
}

// changedSign marks what differs from the live pool.
const changedSign = "~"

// value is the value of a field of the draft in the live pool, and whether the pool
// has what the field is in.
func (l *Live) value(draft *model.Pool, f forms.Field) (text string, found bool) {
	live := forms.NewAnswers(l.Opened.Draft())
	if f.HasChecks() {
		return forms.Shown(live, f), true
	}
	path, found := draft.PathIn(l.renamed(draft), f.Path)
	if !found || f.Repeats() || f.Key() != f.Path {
		return "", false
	}
	return forms.Shown(live, forms.Field{Path: path}), true
}

// toLive gives the field in focus the value that it has in the live pool.
func (w *Wizard) toLive(r row) tea.Cmd {
	if r.kind != fieldRow || !w.isChanged(r) {
		w.notice = "this setting is as in the live pool"
		return nil
	}
	if _, found := w.answers.Pool.PathIn(w.livePool(), r.field.Path); !found || r.field.Key() != r.field.Path && !r.field.HasChecks() {
		w.notice = "the live pool does not have this setting"
		return nil
	}
	paths := []string{r.field.Path}
	if r.field.HasChecks() {
		paths = r.field.Paths()
	}
	return w.change(func() {
		delete(w.answers.Unparsed, r.field.Key())
		for _, path := range paths {
			w.setAsInLive(path)
		}
	})
}

// setAsInLive gives a setting the value that it has in the live pool. What refers to a
// name follows it.
func (w *Wizard) setAsInLive(path string) {
	there, _ := w.answers.Pool.PathIn(w.livePool(), path)
	value, isSet := w.live.Opened.Draft().Get(there)
	was, _ := w.answers.Pool.Get(path)
	switch s := model.Lookup(path); {
	case !isSet:
		w.answers.Pool.Unset(path)
	case s != nil && s.Kind == model.Block:
		w.answers.Pool.Enable(path)
	default:
		w.answers.Pool.Set(path, value)
		from, _ := was.(string)
		to, _ := value.(string)
		w.answers.Pool.RenameReferences(path, from, to)
	}
}

// reloadedMsg is the live pool as it is now.
type reloadedMsg struct {
	live *Live
	err  error
}

// reload reads the live pool again, and puts the changes of the draft over it.
func (w *Wizard) reload() tea.Cmd {
	read, live := w.ReadLive, w.live
	w.notice = "reading the pool again …"
	return func() tea.Msg {
		now, _, err := read(live.Opened.PoolID, live.At)
		return reloadedMsg{now, err}
	}
}

func (w *Wizard) reloaded(msg reloadedMsg) tea.Cmd {
	if msg.err != nil {
		w.notice = w.explain(msg.err)
		return nil
	}
	was := w.live
	w.history.base = w.snapshot()
	w.history.push()
	cmd := w.goOnWith(msg.live, model.Rebase(was.Opened.Draft(), w.answers.Pool, msg.live.Opened.Draft()))
	w.notice = "the pool as it is now, with your changes: " + model.Plural(len(w.differences()), "setting")
	return cmd
}

// goOnWith goes on with a draft of a live pool that was read again. Undo leads to the
// drafts before, as changes of the pool as it is now.
func (w *Wizard) goOnWith(live *Live, draft *model.Pool) tea.Cmd {
	w.answers = forms.NewAnswers(draft)
	w.closeDeletedItems()
	w.changeLive(live)
	if len(w.differences()) == 0 {
		return tea.Batch(w.edit(), w.draft.drop())
	}
	return tea.Batch(w.edit(), w.draft.changed(draft, w.express))
}

// nothingToChange is the reason where a live pool and its draft are equal.
const nothingToChange = "nothing to change: the draft equals the live pool"

// notPossible is why the changes cannot be made, as far as the wizard knows; empty
// where they can.
func notPossible(plan *model.Plan, answers *forms.Answers) string {
	errors := model.Errors(plan.Findings) + len(answers.Unparsed)
	switch {
	case errors > 0:
		return "fix " + model.Plural(errors, "error") + " first: Cognito would reject this change"
	case len(plan.Blocked) > 0:
		return model.Plural(len(plan.Blocked), "setting") + " cannot be changed in this pool; restore the live value first"
	case len(plan.Steps) == 0:
		return nothingToChange
	default:
		return ""
	}
}

// openChange carries the plan out.
func (w *Wizard) openChange() tea.Cmd {
	if why := notPossible(w.plan(), w.answers); why != "" {
		w.notice = why
		return nil
	}
	o := newConversation("Apply the changes")
	live, goal := w.live, w.answers.Pool.Clone()
	o.live, o.pool, o.draft, o.offersConnect = live, goal, w.draft, w.Connect != nil
	o.begin = func() Conversation { return w.Change(live, goal) }
	w.overlay = o
	return o.start()
}

// changeEnded goes on from a change of the live pool.
func (w *Wizard) changeEnded(outcome Outcome) tea.Cmd {
	if outcome.Now == nil {
		return nil
	}
	live := &Live{outcome.Now, w.live.At, w.live.Unread}
	draft := w.answers.Pool
	if outcome.Complete {
		draft = live.Opened.Draft()
	}
	return w.goOnWith(live, draft)
}

func lowerFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToLower(text[:1]) + text[1:]
}

// stepsText says how many calls a plan has.
func stepsText(p *model.Plan) string {
	if n := len(p.Steps); n != 1 {
		return strconv.Itoa(n) + " calls"
	}
	return "1 call"
}

// refuse says why the row in focus takes no answer, for a key or a paste.
func (w *Wizard) refuse(msg tea.Msg) tea.Cmd {
	rows := w.rows()
	if w.focus >= len(rows) || rows[w.focus].kind != fieldRow || w.locked(rows[w.focus]) == "" {
		return nil
	}
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		return w.saysLocked(rows[w.focus])
	default:
		return nil
	}
}
