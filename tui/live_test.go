package tui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

const liveID = "eu-west-1_Ab12Cd34E"

// servicePool is a live pool that the wizard reads and changes.
type servicePool struct {
	t       *testing.T
	pool    *model.Pool // as the service has it
	sandbox bool
	fails   bool // the second call of the next change
	changed int  // how often it was changed
}

func (s *servicePool) document() *model.Document {
	d := &model.Document{Name: liveID, Pool: s.pool.Clone(), PoolID: liveID, ARN: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/" + liveID, IDs: model.Answers{}}
	for _, c := range s.pool.CreateUserPoolClient {
		d.IDs["ClientId["+*c.ClientName+"]"] = "id-of-" + *c.ClientName
	}
	return d
}

func (s *servicePool) read(id string, at LiveAt) (*Live, []string, error) {
	if id != liveID {
		return nil, nil, errors.New("there is no pool " + id)
	}
	at.Sandbox = s.sandbox
	return &Live{Opened: s.document(), At: at}, nil, nil
}

// change tells and asks as the change of a pool does.
func (s *servicePool) change(live *Live, draft *model.Pool) Conversation {
	return func(ctx context.Context, talk Talk) Outcome {
		if !live.Opened.Pool.Equal(s.pool) {
			talk.Say(Problem, "the pool changed after it was opened: nothing was sent")
			return Outcome{Stale: true}
		}
		plan := model.PlanChange(live.Opened, live.Opened.Pool.Exact(draft))
		if answer, _ := talk.Ask(ctx, Question{Topic: ToChange, Text: "Change the pool " + liveID + "?", Yes: "change it", No: "go back"}); !answer.Yes {
			return Outcome{Declined: true}
		}
		for _, step := range plan.Deletions() {
			q := Question{Topic: ToDelete, Text: "Delete the " + step.Key() + "?", Name: step.Key(), Yes: "delete it", No: "go back"}
			if answer, _ := talk.Ask(ctx, q); !answer.Yes {
				return Outcome{Declined: true}
			}
		}
		outcome := Outcome{Sent: true, Real: !s.sandbox, Created: &Created{ID: liveID}}
		for i, step := range plan.Steps {
			talk.Call(CallState{Operation: step.Name()})
			if s.fails && i == 1 {
				talk.Call(CallState{Operation: step.Name(), Done: true, Err: errors.New("the service refuses it")})
				choices := []Choice{{"retry", "make the changes that are left"}, {"restore", "put the earlier settings back"}, {"keep", "leave the pool as it is"}}
				answer, _ := talk.Ask(ctx, Question{Topic: ToGoOn, Text: "How do you want to go on?", Choices: choices})
				talk.Say(Info, "you answered "+answer.Choice)
				outcome.Now = s.document()
				return outcome
			}
			talk.Call(CallState{Operation: step.Name(), Done: true})
		}
		s.pool = plan.Target.Clone()
		s.changed++
		outcome.Now, outcome.Complete = s.document(), true
		talk.Say(Good, "the pool is changed as planned")
		talk.Say(Command, "poolsmith apply -i receipt.json --restore")
		return outcome
	}
}

// staffPool is a live pool as the service describes it, with two app clients.
func staffPool(t *testing.T) *servicePool {
	p := readBack(t, `{
		"CreateUserPool": {"PoolName": "staff", "UserPoolTier": "ESSENTIALS", "UsernameAttributes": ["email"], "AutoVerifiedAttributes": ["email"], "UserPoolTags": {"team": "hr"},
			"Policies": {"PasswordPolicy": {"MinimumLength": 12, "RequireLowercase": true, "RequireNumbers": true, "RequireSymbols": false, "RequireUppercase": true}},
			"Schema": [{"Name": "plan", "AttributeDataType": "String", "Mutable": true}]},
		"SetUserPoolMfaConfig": {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": true}},
		"CreateUserPoolClient": [{"ClientName": "web", "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]}, {"ClientName": "desk", "GenerateSecret": true}],
		"CreateGroup": [{"GroupName": "admins", "Precedence": 1}]
	}`)
	return &servicePool{t: t, pool: p}
}

// openLive opens a live pool by its id on the start screen.
func openLive(t *testing.T, s *servicePool) *driver {
	t.Helper()
	d := open(t, nil)
	giveLive(&d.w.Options, s)
	d.w.start = newStart(&d.w.Options)
	return d.pick("A live pool").typed(liveID).press("enter").sees("Poolsmith · "+*s.pool.CreateUserPool.PoolName, liveID)
}

func giveLive(o *Options, s *servicePool) {
	o.ReadLive, o.Change, o.LiveFormats = s.read, s.change, testLiveFormats
	o.SandboxPools = func() []SandboxPool { return []SandboxPool{{"eu-west-1_Older", "old"}, {liveID, "staff"}} }
}

// lastItem puts the focus on the last item of a list.
func (d *driver) lastItem(list string) *driver {
	d.t.Helper()
	d.run(d.w.jump(list))
	return d.press("shift+tab")
}

// minimum is the minimum length of a password in the service.
func (s *servicePool) minimum() int {
	v, _ := s.pool.Get("CreateUserPool.Policies.PasswordPolicy.MinimumLength")
	n, _ := v.(int)
	return n
}

// A live pool is changed: the setting is marked, the review is the plan, and what
// follows is a change of the new state.
func TestALivePoolIsChanged(t *testing.T) {
	s := staffPool(t)
	d := openLive(t, s)
	d.press("ctrl+r").sees("✓ unchanged", "Nothing to change").seesNot("as a command").press("r").sees("Review", "nothing to change: the draft equals the live pool").press("s").sees("nothing to change: the draft equals the live pool")
	d.goTo("minimum length").press("backspace").typed("4").sees("~ In the live pool: 12 · f6: restore it", "~1")
	d.press("ctrl+r").sees("✓ ready", "2 calls to change the pool "+liveID, "UpdateUserPool", "~ Minimum length: 12 → 14", "Effects on users", "passwords that users have stay valid", "s apply")
	d.press("s").sees("Change the pool " + liveID + "?").press("n").sees("Review")
	if s.changed != 0 {
		t.Fatal("changed without consent")
	}
	d.press("s", "y").sees("Changed staff", "✓ UpdateUserPool", "poolsmith apply -i receipt.json --restore").press("enter").sees("✓ unchanged")
	if s.minimum() != 14 || s.changed != 1 {
		t.Errorf("minimum length %d after %d changes", s.minimum(), s.changed)
	}
	if d.store.dropped != 1 {
		t.Errorf("the draft was dropped %d times", d.store.dropped)
	}
	d.press("ctrl+z").sees("~ Minimum length: 14 → 12").press("ctrl+y").sees("✓ unchanged")
	d.goTo("minimum length").seesNot("In the live pool").press("backspace").typed("6").sees("In the live pool: 14").press("f6").seesNot("In the live pool").press("ctrl+r").sees("✓ unchanged")
}

// The preview of a live pool is its change, and what is saved or copied makes that
// change: no other pool. A comparison is of whole pools.
func TestThePreviewOfALivePoolIsItsChange(t *testing.T) {
	d := openLive(t, staffPool(t))
	d.resize(140, 40)
	d.goTo("minimum length").sees("Request JSON, for the live pool", "Nothing to do: the draft equals the live pool.").seesNot("▌")
	d.press("backspace").typed("4").sees("── UpdateUserPool ──", `"MinimumLength": 14`).seesNot("CreateUserPool")
	if marked := markedLines(&d.w.preview); len(marked) != 1 || !strings.Contains(marked[0], `"MinimumLength": 14`) {
		t.Errorf("marked are %q", marked)
	}
	d.goTo("sign in with").sees("◆ locked", "── UpdateUserPool ──")
	if marked := markedLines(&d.w.preview); len(marked) > 1 {
		t.Errorf("a locked setting marks %q", marked) // the last change may be marked
	}
	d.goTo("minimum length")
	d.press("f5").sees("against the live pool", `-         "MinimumLength": 12`, `+         "MinimumLength": 14`, "… 43 lines")
	d.press("f5", "f5", "ctrl+r", "w").sees("Save as", "update-user-pool.json").press("enter").sees("wrote update-user-pool.json")
	if saved := d.files["update-user-pool.json"]; !strings.Contains(saved, `"UserPoolId": "`+liveID+`"`) || strings.Contains(saved, "CreateUserPool") {
		t.Errorf("saved is %s", saved)
	}
	d.run(d.w.load(preset(t, "defaults"), d.store.New()))
	d.seesNot("for the live pool").sees(`"PoolName"`)
}

// What a live pool keeps is locked, with its reason; focus passes over it as over
// any other row.
func TestPermanentSettingsOfALivePoolAreLocked(t *testing.T) {
	d := openLive(t, staffPool(t))
	d.goTo("sign in with").sees("▸ Sign in with ◆ locked", "Email address", "◆ A change requires a new pool.").press("space").sees("locked: a change requires a new pool")
	d.press("down").sees("▸ Sign-in aliases ◆ locked")
	d.lastItem("CreateUserPool.Schema").sees("▸ plan · String ◆").press("d").sees("locked: attributes can be added to a live pool").sees("plan · String")
	d.press("enter").sees("▸ Attribute name ◆ locked").typed("x").press("esc").sees("plan · String")
	d.press("a").typed("level").sees("▸ Attribute name ◆").press("down", "down").sees("▸ Required ◆ locked", "cannot be required").press("esc").sees("level · String ~")
	d.lastItem("CreateGroup").press("enter").sees("▸ Group name ◆ locked", "Add another group, and delete this one")
	d.run(d.w.jump("CreateUserPoolClient[1].GenerateSecret"))
	d.sees("▸ Client secret ◆ locked").press("ctrl+r").sees("+ User attributes of level: added", "AddCustomAttributes").press("?").sees("differs from the live pool", "locked, or permanent")
}

// What is new in a live pool can be set in full, also when its name passes that of
// what exists.
func TestWhatIsNewInALivePoolIsNotLocked(t *testing.T) {
	s := staffPool(t)
	d := openLive(t, s)
	d.run(d.w.jump("CreateUserPoolClient"))
	d.press("a").typed("web").sees("▸ App client name").typed("-two").press("down").sees("▸ Client secret ◆").press("y").seesNot("locked")
	d.press("ctrl+r").sees("CreateUserPoolClient web-two", "web-two: added").press("s", "y").sees("Changed staff")
	names := []string{}
	for _, c := range s.pool.CreateUserPoolClient {
		names = append(names, *c.ClientName)
	}
	if !slices.Equal(names, []string{"web", "desk", "web-two"}) {
		t.Errorf("clients %q", names)
	}
}

// What is deleted is asked for by its name.
func TestADeletionInALivePoolAsksForTheName(t *testing.T) {
	s := staffPool(t)
	d := openLive(t, s)
	d.lastItem("CreateUserPoolClient").press("d").press("end").seesNot("desk").sees("1 item of the live pool deleted here")
	d.press("ctrl+r").sees("DeleteUserPoolClient desk", "removed", "can no longer sign anybody in").press("s", "y").sees("Type desk and press enter")
	d.press("enter").sees("the name does not match").press("esc").sees("Review")
	if s.changed != 0 {
		t.Fatal("deleted without its name")
	}
	d.press("s", "y").typed("desk").press("enter").sees("Changed staff")
	if len(s.pool.CreateUserPoolClient) != 1 {
		t.Errorf("%d clients", len(s.pool.CreateUserPoolClient))
	}
}

// A pool that somebody else changed is not overwritten. It is read again, with both
// changes.
func TestALivePoolThatChangedMeanwhile(t *testing.T) {
	s := staffPool(t)
	d := openLive(t, s)
	d.goTo("minimum length").press("backspace").typed("4")
	s.pool.Set("CreateUserPool.UserPoolTags", map[string]string{"team": "hr", "cost": "7"})
	d.press("ctrl+r", "s").sees("changed after it was opened", "l: read the pool again and keep my changes").press("l").sees("with your changes: 1 setting", "~ Minimum length: 12 → 14").seesNot("cost")
	d.press("s", "y").sees("Changed staff")
	if s.minimum() != 14 || s.pool.CreateUserPool.UserPoolTags["cost"] != "7" {
		t.Errorf("after both changes:\n%s", s.pool.JSON())
	}
}

// After a failure the draft is compared with what the pool is then.
func TestALivePoolThatIsChangedInPart(t *testing.T) {
	s := staffPool(t)
	d := openLive(t, s)
	d.goTo("minimum length").press("backspace").typed("4")
	d.run(d.w.jump("CreateGroup"))
	d.press("a").typed("night").press("ctrl+r").sees("3 calls to change the pool")
	s.fails = true
	d.press("s", "y").sees("How do you want to go on?", "put the earlier settings back").press("down", "enter").sees("You answered restore", "Change of staff").press("enter")
	d.sees("✓ ready", "3 calls to change the pool")
	s.fails = false
	d.press("s", "y").sees("Changed staff").press("enter").sees("✓ unchanged")
}

// What cannot be done blocks the change, and leads to its setting.
func TestWhatALivePoolCannotDo(t *testing.T) {
	d := openLive(t, staffPool(t))
	d.run(d.w.jump("CreateUserPool.Schema"))
	d.press("a").typed("email").press("down", "down", "down", "n", "ctrl+r").sees("◆ 1 not possible", "Cannot be changed in this pool", "Only custom attributes can be added")
	d.press("s").sees("1 setting cannot be changed in this pool").press("home", "enter").sees("▸ Attribute name", "> email").seesNot("No ~")
}

// A locked setting that differs shows the value of the live pool, which a key
// restores, and the command says that it describes the way to a new pool.
func TestALockedSettingIsRestored(t *testing.T) {
	d := openLive(t, staffPool(t))
	d.w.answers.Pool.CreateUserPool.UsernameAttributes = []string{"phone_number"}
	d.w.setFindings()
	d.press("ctrl+r").sees("◆ 1 not possible").press("r").sees("Not possible in this pool").press("esc", "home", "enter")
	d.sees("▸ Sign in with ◆ locked", "~ In the live pool: Email address · f6: restore it").press("f6").seesNot("In the live pool").press("ctrl+r").sees("✓ unchanged")
}

// A draft of a live pool is continued as one.
func TestADraftOfALivePoolIsContinued(t *testing.T) {
	s := staffPool(t)
	store := &memoryDrafts{files: map[string]string{}}
	d := openWith(t, nil, store)
	giveLive(&d.w.Options, s)
	d.w.start = newStart(&d.w.Options)
	d.pick("A live pool").typed(liveID).press("enter").goTo("minimum length").press("backspace").typed("4")
	d = openWith(t, nil, store)
	giveLive(&d.w.Options, s)
	d.pick("Continue staff").press("ctrl+r").sees("~ Minimum length: 12 → 14").press("s", "y").sees("Changed staff")
	if s.minimum() != 14 || len(store.files) != 0 {
		t.Errorf("minimum length %d, drafts %v", s.minimum(), store.files)
	}
}

// The command of a live pool makes the same changes.
func TestTheCommandOfALivePool(t *testing.T) {
	s := staffPool(t)
	d := openLive(t, s)
	d.w.live.At = LiveAt{Profile: "dev", Region: "eu-west-1", Endpoint: "http://127.0.0.1:7676"}
	d.goTo("minimum length").press("backspace").typed("4")
	d.lastItem("CreateUserPoolClient").press("d")
	d.run(d.w.jump("CreateUserPool.Schema"))
	d.press("a").typed("level").press("ctrl+r", "r").sees("poolsmith apply", "--pool-id "+liveID, "--profile dev", "--set", "It makes the same changes in the live pool").seesNot("--region")
	text, _ := d.w.live.command(d.w.answers.Pool)
	changed := s.pool.Clone()
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\\\n", ""), "--set ") {
		assignment := strings.Trim(strings.TrimSpace(line), "'")
		if !strings.HasPrefix(assignment, "poolsmith") {
			if err := changed.Assign(assignment); err != nil {
				t.Fatalf("%s: %v", assignment, err)
			}
		}
	}
	if plan := model.PlanChange(&model.Document{Pool: changed, PoolID: liveID}, d.w.live.goal(d.w.answers.Pool)); !plan.Empty() {
		t.Errorf("%s leaves %d steps:\n%s", text, len(plan.Steps), changed.JSON())
	}
}

// The pools in the sandbox are chosen with the arrow keys. A copy is a new pool.
func TestChoosingALivePool(t *testing.T) {
	s := staffPool(t)
	s.sandbox = true
	d := open(t, nil)
	giveLive(&d.w.Options, s)
	d.w.Fetch = func(string) (*model.Pool, []string, error) { return s.pool.Clone(), nil, nil }
	d.w.start = newStart(&d.w.Options)
	d.pick("A live pool").sees("In the sandbox", "eu-west-1_Older  old").press("down").sees("> eu-west-1_Older  old").press("up").sees("> " + liveID + "  staff").press("enter").sees("sandbox · " + liveID)
	d.press("esc").pick("A copy of a live pool").typed(liveID).press("enter").sees("Poolsmith · staff").seesNot(liveID)
	d.goTo("sign in with").seesNot("locked").press("ctrl+r").sees("✓ ready")
}

// The comparison of the preview is with the live pool.
func TestTheLivePoolIsCompared(t *testing.T) {
	d := openLive(t, staffPool(t))
	d.resize(120, 40)
	d.goTo("minimum length").press("backspace").typed("4").press("f5").sees("against the live pool", `"MinimumLength": 12`, `"MinimumLength": 14`)
	d.press("f5").sees("against Cognito's defaults").press("f5").seesNot("against")
}

// Law: a live pool that is looked at has no change, on any page.
func TestLookingAtALivePoolChangesNothing(t *testing.T) {
	for name, pool := range somePools(t) {
		t.Run(name, func(t *testing.T) {
			if pool.CreateUserPool.PoolName == nil {
				pool.CreateUserPool.PoolName = new("pool")
			}
			d := openLive(t, &servicePool{t: t, pool: pool})
			everyRow(d, func(place string) {
				if n := len(d.w.differences()); n > 0 {
					t.Fatalf("%s: %d differences", place, n)
				}
			})
		})
	}
}

// Law: no key that answers a setting changes what is locked, and each says so.
func TestNoKeyChangesWhatIsLocked(t *testing.T) {
	d := openLive(t, staffPool(t))
	before, tried := string(d.w.Pool().JSON()), 0
	everyRow(d, func(place string) {
		r := d.w.rows()[d.w.focus]
		if d.w.locked(r) == "" {
			return
		}
		tried++
		keys := []string{"space", "left", "right", "x", "backspace", "delete", "ctrl+k", "ctrl+e"}
		if r.kind == itemRow {
			keys = []string{"d", "delete"}
		}
		for _, key := range keys {
			if d.press(key); !strings.HasPrefix(d.w.notice, "locked: ") || string(d.w.Pool().JSON()) != before {
				t.Fatalf("%s, %s: notice %q", place, key, d.w.notice)
			}
		}
	})
	if tried < 10 {
		t.Errorf("only %d rows are locked", tried)
	}
}

// Law: all of a live pool is seen at every size.
func TestALivePoolFits(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			d := openLive(t, staffPool(t))
			d.resize(size[0], size[1])
			d.goTo("minimum length").press("backspace").typed("4")
			d.lastItem("CreateUserPoolClient").press("d")
			everyRow(d, d.fits)
			d.press("ctrl+r").seesEverything("the plan")
		})
	}
}

// The screens of a live pool.
func TestScreensOfALivePool(t *testing.T) {
	for name, show := range map[string]func(*driver){
		"locked":  func(d *driver) { d.goTo("sign in with") },
		"changed": func(d *driver) { d.goTo("minimum length") },
		"item":    func(d *driver) { d.run(d.w.jump("CreateUserPoolClient[0].ClientName")) },
		"plan":    func(d *driver) { d.press("ctrl+r") },
	} {
		for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				d := openLive(t, staffPool(t))
				d.goTo("minimum length").press("backspace").typed("4").press("enter", "enter")
				d.lastItem("CreateUserPoolClient").press("d")
				d.run(d.w.jump("CreateUserPool.Schema"))
				d.press("a").typed("email").press("down", "down", "down", "n")
				d.resize(size[0], size[1])
				show(d)
				requireScreen(t, d.screen())
			})
		}
	}
}

// The same answers change a live pool in the same way, line by line and in the
// wizard.
func TestAccessibleAnswersChangeALivePool(t *testing.T) {
	spoken, shown := staffPool(t), staffPool(t)
	o := open(t, nil).w.Options
	giveLive(&o, spoken)
	var out strings.Builder
	answers := []string{
		"live", liveID, "review", "command", "1", "next", "username", "", "next", "14", // locked, then the password
	}
	answers = append(answers, "review", itoa(stepIndex("attributes")+1), "delete 1", "add", "level", "review",
		"command", "command terraform", "help", "apply", "yes", "apply", itoa(stepIndex("groups")+1), "delete 1", "review", "apply", "yes", "wrong", "admins", "done")
	if _, err := Ask(context.Background(), strings.NewReader(strings.Join(answers, "\n")+"\n"), &out, o); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	says(t, out.String(), "In the sandbox: "+liveID+", staff.", "You change the live pool "+liveID, "Locked: A change requires a new pool.", "Error: locked. A change requires",
		"Error: locked. Attributes can be added", "Change: Minimum length: 12 → 14.", "3 calls to change the pool", "Effects on users: Minimum length", "Answer done", "apply, reload",
		"Nothing to change: the draft equals the live pool.\n", "poolsmith apply \\\n", "--set Policies.PasswordPolicy.MinimumLength=14", "Error: command takes no format for a live pool", "command shows the command that makes these changes",
		"Nothing to change: the draft equals the live pool.", "DeleteGroup admins.", "Error: nothing to change")

	d := openLive(t, shown)
	d.goTo("minimum length").press("backspace").typed("4")
	d.run(d.w.jump("CreateUserPool.Schema"))
	d.press("a").typed("level").press("ctrl+r", "s", "y", "enter")
	d.lastItem("CreateGroup").press("d", "ctrl+r", "s", "y").typed("admins").press("enter")
	if strings.Contains(out.String(), "In the live pool: plan") {
		t.Error("the new attribute has the name of another one in the live pool")
	}
	if !spoken.pool.Equal(shown.pool) {
		t.Errorf("line by line:\n%s\nin the wizard:\n%s", spoken.pool.JSON(), shown.pool.JSON())
	}
}

// Reloading keeps the answers line by line as well.
func TestAccessibleReload(t *testing.T) {
	s := staffPool(t)
	o := open(t, nil).w.Options
	giveLive(&o, s)
	o.Live = &Live{Opened: s.document()}
	o.Start = o.Live.Opened.Draft()
	o.Start.Set("CreateUserPool.Policies.PasswordPolicy.MinimumLength", 14)
	s.pool.Set("CreateUserPool.UserPoolTags", map[string]string{"cost": "7"})
	var out strings.Builder
	if _, err := Ask(context.Background(), strings.NewReader("review\napply\nreload\napply\nyes\ndone\n"), &out, o); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	says(t, out.String(), "Answer reload to read the pool again", "Your changes stay.")
	if s.minimum() != 14 || s.pool.CreateUserPool.UserPoolTags["cost"] != "7" {
		t.Errorf("after both changes:\n%s", s.pool.JSON())
	}
}

// Questions that would replace an app client that exists are locked.
func TestQuestionsAboutAnAppThatExists(t *testing.T) {
	pool := preset(t, "web-app")
	d := openLive(t, &servicePool{t: t, pool: pool})
	d.run(d.w.openStep(stepIndex("app")))
	for i, r := range d.w.rows() {
		if r.field.Repeats() && !strings.HasSuffix(r.field.Key(), "(another)") {
			d.w.focus = i
			d.run(d.w.edit())
			d.sees("locked", "would replace the app client").press("right").sees("locked: another answer")
		}
	}
	if _, _, found := forms.Find("CreateUserPoolClient"); !found {
		t.Error("no step asks for app clients")
	}
}

// A checklist of settings is marked and restored as one.
func TestAChecklistOfALivePool(t *testing.T) {
	d := openLive(t, staffPool(t))
	d.run(d.w.jump("CreateUserPool.Policies.PasswordPolicy.RequireNumbers"))
	d.press("space").sees("~ In the live pool: ", "f6: restore it").press("ctrl+r").sees("Require a digit: Yes → unset")
	d.press("esc", "f6").seesNot("In the live pool").press("ctrl+r").sees("✓ unchanged")
}

// An app client gets a new name and keeps its id. What of it is permanent stays
// locked meanwhile, and its old name comes back with one key.
func TestAnAppClientOfALivePoolIsRenamed(t *testing.T) {
	s := staffPool(t)
	d := openLive(t, s)
	d.run(d.w.jump("CreateUserPoolClient[1].ClientName"))
	d.typed("top").sees("> desktop", "~ In the live pool: desk").press("down").sees("▸ Client secret ◆ locked").press("up")
	if made := d.w.madePool(); made.Clients["desktop"] != "id-of-desk" {
		t.Errorf("the ids are %v", made.Clients)
	}
	d.press("f6").sees("> desk").seesNot("In the live pool").press("ctrl+r").sees("✓ unchanged")
	d.run(d.w.jump("CreateUserPoolClient[1].ClientName"))
	d.typed("top").press("esc").sees("desktop", "~").press("ctrl+r")
	d.sees("1 call to change the pool", "1 UpdateUserPoolClient desktop", "Renames desk to desktop; its ClientId stays.", "App client name of desktop: desk → desktop", "apps notice nothing").seesNot("Delete")
	d.press("r").sees("ClientName=desktop").press("esc", "s", "y").sees("Changed staff").press("enter").sees("✓ unchanged")
	if name := *s.pool.CreateUserPoolClient[1].ClientName; name != "desktop" {
		t.Errorf("the client is %s", name)
	}
}

// The command names what is deleted, or tells why it cannot.
func TestTheCommandNamesWhatIsDeleted(t *testing.T) {
	s := staffPool(t)
	d := openLive(t, s)
	d.lastItem("CreateUserPoolClient").press("up", "d", "ctrl+r", "r").sees("'CreateUserPoolClient[web]=unset'").seesNot("[-1]").press("esc", "ctrl+z")
	text, note := d.w.live.command(d.w.answers.Pool)
	if strings.Contains(text, "unset") || note != "" {
		t.Errorf("after undo: %s, %s", text, note)
	}
	draft := s.pool.Clone()
	slices.Reverse(draft.CreateUserPoolClient)
	live := &Live{Opened: s.document()}
	live.Opened.Pool.CreateUserPoolClient = append(live.Opened.Pool.CreateUserPoolClient, model.CreateUserPoolClient{ClientName: new("tv")})
	if text, note := live.command(draft); !strings.Contains(text, "[-1]=unset") || !strings.Contains(note, "another order") {
		t.Errorf("%s, %s", text, note)
	}
}
