package tui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

const preSignUp = "arn:aws:lambda:eu-west-1:123456789012:function:shop-presignup"

// A new user makes a pool with a stricter password policy, authenticator apps
// only, a trigger and an attribute, goes back once to correct a mistake, and saves.
func TestAPoolFromFirstScreenToFile(t *testing.T) {
	d := open(t, nil)
	d.sees("What do you want to start from?")
	for range model.Presets {
		d.press("down")
	}
	d.press("down").sees("> Blank").press("enter")

	d.sees("Pool name").typed("shop:customers").press("enter")
	d.goTo("minimum length").typed("12").press("enter", "space", "down", "space")

	d.goTo("multi-factor mfaconfiguration createuserpool").press("left").sees("> Required for everybody", "still needed: Second factors")
	d.press("enter").sees("▸ Second factors", "still needed").press("space").sees("> [x] Authenticator app").seesNot("still needed")

	d.goTo("pre sign-up").typed(preSignUp)

	d.goTo("user attributes").press("a").sees("Attribute name").typed("plan")

	// The name has a colon, which Cognito refuses; the review says so and leads
	// there, and back from there is the review again.
	d.press("ctrl+r").sees("Pool name (PoolName) must contain only the letters")
	for !strings.Contains(d.screen(), "▸ ✗ Pool name") {
		d.press("down")
	}
	d.press("enter").sees("> shop:customers")
	for range len(":customers") {
		d.press("backspace")
	}
	d.typed("-customers").seesNot("must contain only").press("esc").sees("✓ ready")

	d.press("w").sees("Save as", "> create-user-pool.json").press("enter").sees("wrote create-user-pool.json")

	want := `{
  "CreateUserPool": {
    "PoolName": "shop-customers",
    "Policies": {
      "PasswordPolicy": {
        "MinimumLength": 12,
        "RequireUppercase": true,
        "RequireLowercase": true
      }
    },
    "MfaConfiguration": "ON",
    "LambdaConfig": {
      "PreSignUp": "` + preSignUp + `"
    },
    "Schema": [
      {
        "Name": "plan",
        "AttributeDataType": "String",
        "Mutable": true
      }
    ]
  },
  "SetUserPoolMfaConfig": {
    "SoftwareTokenMfaConfiguration": {
      "Enabled": true
    }
  }
}
`
	if got := d.files["create-user-pool.json"]; got != want {
		t.Errorf("saved\n%s", got)
	}
	if len(d.drafts) == 0 || d.drafts[len(d.drafts)-1] != want {
		t.Errorf("the last draft is not the pool")
	}
}

func TestSubmitShowsEachCall(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.press("ctrl+r")
	for range 12 {
		d.press("down")
	}
	d.sees("Two calls: CreateUserPool, then SetUserPoolMfaConfig.")
	d.press("s").sees("Create this pool?", "Region eu-west-1", "Cannot be changed later")
	d.press("y").sees("✓ CreateUserPool", "✓ SetUserPoolMfaConfig", "412 ms", "The pool is complete", "eu-west-1_Ab12")
	if d.made != 1 || d.store.dropped != 1 {
		t.Errorf("made %d pools, removed %d drafts", d.made, d.store.dropped)
	}
	d.press("enter").sees("Review")
	d.press("x").sees("The sandbox on this machine").press("esc").sees("Review")
}

// A pool in the sandbox is a try, and one that is incomplete is not made: the
// draft is still wanted.
func TestTheDraftStays(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.press("ctrl+r", "x", "y").sees("The pool is complete").press("enter").sees("Review")
	d.refused = "SetUserPoolMfaConfig"
	d.press("s", "y").sees("Delete: delete the pool").press("esc").sees("The pool stays").press("esc").sees("Review")
	d.press("s", "y", "down", "enter").sees("nothing is left of it").press("esc")
	d.press("s", "esc").sees("Review")
	if d.made != 2 || d.store.dropped != 0 {
		t.Errorf("made %d pools, removed %d drafts", d.made, d.store.dropped)
	}
}

func TestAnIncompletePoolCanBeDeleted(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.refused = "SetUserPoolMfaConfig"
	d.press("ctrl+r", "s", "y").sees("✗ SetUserPoolMfaConfig", "The service refuses it", "> Retry: send SetUserPoolMfaConfig again", "enter: choose")
	d.press("y", "d", "space", "left").sees("> Retry") // no letter answers
	d.press("down", "enter").sees("DeleteUserPool", "nothing is left of it").press("enter").sees("Review")
	if d.made != 0 {
		t.Errorf("%d pools are left", d.made)
	}
	for _, keys := range [][]string{{"esc"}, {"down", "down", "down", "enter"}} {
		d.press("s", "y").sees("Delete: delete the pool").press(keys...).sees("The pool stays").press("esc").sees("Review")
	}
	if d.made != 2 {
		t.Error("keeping it did not keep it")
	}
}

// A retry goes on with the same pool, at every size of the window.
func TestARetryCompletesThePool(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
		d := open(t, preset(t, "staff-mfa"))
		d.resize(size[0], size[1])
		d.refused = "SetUserPoolMfaConfig"
		d.press("ctrl+r", "s", "y").sees("> Retry").press("down").sees("> Delete").press("down").sees("> Keep").press("up", "up").sees("> Retry")
		d.press("enter").press("pgup", "pgup").sees("✗ SetUserPoolMfaConfig").press("pgdown", "pgdown", "pgdown")
		if d.made != 1 || d.store.dropped != 1 {
			t.Errorf("made %d pools, removed %d drafts\n%s", d.made, d.store.dropped, d.screen())
		}
	}
}

// A domain prefix that is taken is replaced without starting over, in the draft too,
// as one change.
func TestATakenPrefix(t *testing.T) {
	d := open(t, preset(t, "web-app"))
	before := string(d.w.Pool().JSON())
	d.taken = *d.w.Pool().CreateUserPoolDomain[0].Domain
	d.press("ctrl+r", "s", "y").sees("Which domain prefix in place of "+d.taken, "prefix shop-3fa2b1", "enter: use it and go on", "esc: keep the pool")
	d.typed(" x").press("enter").sees("a prefix has no spaces").press("backspace", "backspace").typed("0").press("enter").sees("The pool is complete")
	if got := *d.w.Pool().CreateUserPoolDomain[0].Domain; got != "shop-3fa2b10" || d.made != 1 {
		t.Errorf("the draft has %s, %d pools", got, d.made)
	}
	if len(d.drafts) == 0 || !strings.Contains(d.drafts[len(d.drafts)-1], "shop-3fa2b10") {
		t.Error("the draft is not saved")
	}
	d.press("esc").sees("Review").press("ctrl+z")
	if string(d.w.Pool().JSON()) != before {
		t.Error("one undo does not take it back")
	}
	d.taken = *d.w.Pool().CreateUserPoolDomain[0].Domain
	d.press("x", "y").sees("Which domain prefix").press("esc").press("esc").sees("Review")
	if string(d.w.Pool().JSON()) != before {
		t.Error("the draft changed without an answer")
	}
}

// A secret that is typed is not on the screen, in the undo history or in the draft.
func TestASecretIsHidden(t *testing.T) {
	const secret = "PLANTED-secret-of-google"
	for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
		d := open(t, preset(t, "social-sign-in"))
		d.resize(size[0], size[1])
		d.secret = "GOOGLE_CLIENT_SECRET"
		d.press("ctrl+r", "s", "y").sees("GOOGLE_CLIENT_SECRET", "esc: go back").press("enter").sees("the secret is empty")
		for _, r := range secret {
			d.typed(string(r)).seesNot("PLANTED")
		}
		d.sees("***")
		d.send(tea.PasteMsg{Content: "two\nlines"})
		d.sees("several lines").press("enter")
		if d.got != secret || d.made != 1 {
			t.Errorf("got %q, %d pools", d.got, d.made)
		}
		d.press("pgup", "pgup").seesNot("PLANTED").press("esc").sees("Review")
		all := fmt.Sprintf("%v %+v %+v %s", d.drafts, d.w.history, d.w.overlay, d.w.answers.Pool.JSON())
		if strings.Contains(all, "PLANTED") {
			t.Error("the secret is kept")
		}
		d.press("s", "y").typed("PLANTED").press("esc").sees("Review").press("s", "y").seesNot("*").press("esc")
		if d.made != 1 {
			t.Error("a pool was made without the secret")
		}
	}
}

// The secret of an app client is shown on request, once.
func TestAClientSecretIsShownOnce(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
		for _, key := range []string{"s", "x"} {
			d := open(t, preset(t, "server-app"))
			d.resize(size[0], size[1])
			d.generated = "PLANTED-client-secret"
			d.press("ctrl+r", key, "y").seesNot("PLANTED").sees("v: show client secrets")
			d.press("v").sees("App client server", "PLANTED-client-secret").press("y", "enter").sees("PLANTED-client-secret")
			d.press("esc").seesNot("PLANTED").seesNot("v: show client secrets")
			if all := fmt.Sprintf("%+v %+v %+v", d.w.overlay, d.w.tried, d.w.made); strings.Contains(all, "PLANTED") {
				t.Error("the secret is kept")
			}
			d.press("enter").sees("Review")

			d.generated = "PLANTED-not-looked-at"
			d.press(key, "y", "enter").sees("Review")
			if strings.Contains(fmt.Sprintf("%+v %+v %+v", d.w.overlay, d.w.tried, d.w.made), "PLANTED") {
				t.Error("a secret that was not looked at is kept")
			}
		}
	}
}

// Configuration to paste is one key away from the review and from the end of a
// submission, where it has the ids.
func TestConnectFromReviewAndResult(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
		d := open(t, preset(t, "web-app"))
		d.resize(size[0], size[1])
		d.press("ctrl+r", "a").sees("AWS Amplify", "1 of 2", "YOUR_CLIENT_ID")
		d.press("end").sees("the end").press("right").sees("boto3", "2 of 2").press("right").sees("1 of 2").press("left").sees("2 of 2")
		d.press("c").sees("boto3 copied").press("esc").sees("Review")
		d.press("x", "y").sees("a: connect an app").press("a").sees("YOUR_CLIENT_ID").press("esc").sees("a: connect an app").press("enter").sees("Review")
		d.press("s", "y").sees("a: connect an app").press("a").sees("id-of-").press("f1", "esc").sees("id-of-").press("esc").sees("a: connect an app")
		d.press("enter", "a").sees("id-of-").press("esc").sees("Review")
	}
	d := open(t, preset(t, "staff-mfa"))
	d.press("ctrl+r", "a").sees("no app client").press("x", "y").seesNot("connect an app")
}

// A pool that is protected goes only when its name is typed.
func TestAProtectedPoolIsDeletedByName(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.refused, d.protected = "SetUserPoolMfaConfig", "shop"
	d.press("ctrl+r", "s", "y").sees("Type shop and press enter: delete the pool")
	d.press("enter").sees("the name does not match").press("d", "enter").sees("the name does not match")
	d.press("esc").sees("The pool stays").press("esc").sees("Review")
	d.press("s", "y").typed("shop").press("enter").sees("nothing is left of it")
	if d.made != 1 {
		t.Errorf("%d pools are left", d.made)
	}
}

// A signal ends the program in the middle of a submit: the call in progress is
// awaited, and nobody is asked any more.
func TestAnEndInTheMiddleOfASubmit(t *testing.T) {
	drafts := &memoryDrafts{}
	o := Options{Start: preset(t, "staff-mfa"), Formats: testFormats, Drafts: drafts}
	o.Cognito = &Destination{Submit: func(Place, *model.Pool) Conversation {
		return func(ctx context.Context, talk Talk) Outcome {
			talk.Call(CallState{Operation: "CreateUserPool"})
			<-ctx.Done()
			talk.Say(Info, "nobody watches")
			if _, err := talk.Ask(ctx, Question{Topic: ToDelete}); err == nil {
				t.Error("somebody answered")
			}
			return Outcome{Sent: true, Created: &Created{ID: "eu-west-1_Ab12"}, Complete: true, Real: true}
		}
	}}
	w := New(o)
	w.Wait()
	d := &driver{t: t, w: w}
	w.openReview()
	first := w.openSubmit(w.Cognito)().(tea.BatchMsg)[0]
	w.Update(first())
	d.sees("CreateUserPool")
	if !w.Running() {
		t.Error("no call is in progress")
	}
	w.Wait()
	if w.Running() || drafts.dropped != 1 {
		t.Errorf("running %v, drafts removed: %d", w.Running(), drafts.dropped)
	}
}

// Ctrl+c at a question keeps the pool, and asks no more.
func TestCtrlCAtAQuestion(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.refused = "SetUserPoolMfaConfig"
	d.press("ctrl+r", "s", "y").sees("Delete: delete the pool")
	d.press("ctrl+c").sees("The pool stays")
	if d.made != 1 || d.store.dropped != 0 {
		t.Errorf("made %d pools, removed %d drafts", d.made, d.store.dropped)
	}
}

func TestAnotherProfileAndRegion(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.press("ctrl+r", "s", "p").sees("profile dev").press("p").sees("profile prod")
	d.press("r").typed("us-east-1").press("enter").sees("Region us-east-1, profile prod")
	d.press("p").sees("Region us-east-1, profile").press("esc").sees("Review")
	if d.made != 0 {
		t.Error("a pool was made")
	}
}

func TestSubmitRefusesAPoolWithErrors(t *testing.T) {
	d := open(t, &model.Pool{})
	d.press("ctrl+r", "s").sees("1 error first")
	if d.made != 0 {
		t.Error("a pool was made")
	}
}

func TestNothingIsSaidWhileAWordIsTyped(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.goTo("reply-to").typed("help").seesNot("must be an address").seesNot("✗")
	d.press("enter").sees("✗1", "must be an address")
	d.press("shift+tab").sees("must be an address")
	d.typed("@example.com").seesNot("✗")
}

func TestEditFromTheReviewAndReturn(t *testing.T) {
	d := open(t, preset(t, "email-sign-in"))
	d.press("ctrl+r").sees("▸ Basics").press("down", "enter").sees("Sign in with").press("esc").sees("▸ Sign-in")
	d.press("down", "enter").sees("Minimum length").press("ctrl+n").sees("▸ Password")
}

func TestSearchLandsInTheField(t *testing.T) {
	d := open(t, preset(t, "passwordless"))
	d.press("ctrl+f").typed("passkey").sees("Passkey domain").press("enter").sees("▸ Passkey domain")
	d.typed("auth.example.com")
	if v, _ := d.w.Pool().Get("SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId"); v != "auth.example.com" {
		t.Errorf("relying party %v", v)
	}
	d.press("ctrl+f").typed("3").press("enter").sees("▸ Minimum length")
	d.press("ctrl+f").typed("zebra").sees("no match").press("enter").sees("Minimum length")
}

func TestUndoAndRedo(t *testing.T) {
	d := open(t, preset(t, "email-sign-in"))
	before := string(d.w.Pool().JSON())
	d.goTo("minimum length").press("backspace", "backspace").typed("14").press("ctrl+z")
	if got := string(d.w.Pool().JSON()); got != before {
		t.Errorf("after undo:\n%s", got)
	}
	d.press("ctrl+y")
	if v, _ := d.w.Pool().Get("CreateUserPool.Policies.PasswordPolicy.MinimumLength"); v != 14 {
		t.Errorf("after redo: %v", v)
	}
	d.press("ctrl+z", "ctrl+z").sees("nothing to undo")

	d.goTo("user attributes").press("shift+tab").sees("email · String").press("d")
	if n := len(d.w.Pool().CreateUserPool.Schema); n != 0 {
		t.Errorf("%d attributes", n)
	}
	d.press("ctrl+z").sees("email · String")
}

func TestListsInTheWizard(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.goTo("pool tags").sees("Pool tags", "0 of 50").press("a").sees("▸ Key").seesNot("✗")
	d.press("esc").sees("(no key) = ", "✗ 1 error").press("enter")
	d.typed("team").seesNot("✗").press("enter").sees("▸ Value").typed("payments").press("esc").sees("team = payments")
	d.press("c").sees("team-2 = payments", "2 of 50").press("d").sees("deleted team-2 = payments · ctrl+z to undo", "1 of 50")
	if got := d.w.Pool().CreateUserPool.UserPoolTags; len(got) != 1 || got["team"] != "payments" {
		t.Errorf("tags %v", got)
	}

	d.goTo("account recovery").press("a").sees("▸ Recovery method").press("esc").press("a").press("esc")
	d.sees("Verified email address, tried first", "Verified phone number, tried next", "2 of 2")
	d.press("a").sees("this list is full")
}

func TestTheFindingLeadsToTheOtherSetting(t *testing.T) {
	d := open(t, preset(t, "machine-to-machine"))
	d.goTo("password history").typed("5").press("enter", "shift+tab")
	d.sees("requires the plan ESSENTIALS", "ctrl+g: go to Feature plan").press("ctrl+g").sees("▸ Feature plan")
}

func TestSaveAsksBeforeItOverwrites(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.files["create-user-pool.json"] = "precious"
	d.press("ctrl+r", "w", "enter").sees("exists already", "press enter again to replace it")
	if d.files["create-user-pool.json"] != "precious" {
		t.Fatal("overwritten unasked")
	}
	d.press("enter").sees("wrote create-user-pool.json")
}

func TestAFileThatIsNoPool(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pool.json")
	if err := os.WriteFile(path, []byte(`{"PoolNam": "a"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	d := open(t, nil)
	d.press("up").sees("> A file").press("enter").typed(path).press("enter").sees("unknown setting")
	if err := os.WriteFile(path, []byte(`{"PoolName": "from-a-file"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	d.press("enter").sees("Poolsmith · from-a-file", "▸ Pool name")
	d.press("esc").sees("Return to from-a-file").press("enter").sees("Poolsmith · from-a-file")
}

func TestChooseFromTheAccount(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.goTo("pre sign-up").press("ctrl+k").sees("Lambda functions", "shop-presignup-2").typed("other").seesNot("shop-presignup-2")
	d.press("enter").sees("▸ Pre sign-up trigger")
	if v, _ := d.w.Pool().Get("CreateUserPool.LambdaConfig.PreSignUp"); v != preSignUp+"-x" {
		t.Errorf("chose %v", v)
	}
	d.press("ctrl+z")
	if v, set := d.w.Pool().Get("CreateUserPool.LambdaConfig.PreSignUp"); set {
		t.Errorf("after undo %v", v)
	}
	d.goTo("sms role").press("ctrl+k").sees("access denied", "type an ARN").press("esc").sees("▸ SMS role")
}

func TestCtrlCAsksOnce(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.press("ctrl+c").sees("press ctrl+c again to leave").press("down").seesNot("again to leave")
}

func TestThePreviewMarksWhatChanged(t *testing.T) {
	d := open(t, preset(t, "email-sign-in"))
	d.resize(120, 40)
	d.goTo("minimum length").sees("▌        \"MinimumLength\": 12,").press("backspace").sees("▌        \"MinimumLength\": 1,")
	d.press("ctrl+l").sees("without defaults").seesNot(`"RequireSymbols"`).press("ctrl+l").sees(`"RequireSymbols"`)
	d.press("ctrl+p").sees("Names", "2 of 2 formats", "CreateUserPool.PoolName")
}

// Values of files may hold what steers a terminal; it is shown, not sent.
func TestControlCharactersAreShown(t *testing.T) {
	d := open(t, readBack(t, `{"PoolName": "a\u001b[31mb\u202ec", "LambdaConfig": {"PreSignUp": "x\u0007"}, "UserPoolTags": {"t\u009b": "v\n"}}`))
	d.resize(120, 40)
	for step := range 14 {
		d.run(d.w.openStep(step))
		for _, line := range d.w.frame() {
			if strings.ContainsAny(line, "\u0007\u009b\u202e") || strings.Contains(line, "\x1b[31mb") {
				t.Fatalf("step %d sends %q", step, line)
			}
		}
	}
	d.press("ctrl+r").sees(`a\x1b[31mb\u202ec`)
}

// A refusal before the first call says what can be done without an account.
func TestWithoutCredentialsTheSandboxIsNamed(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.w.Cognito.Submit = func(Place, *model.Pool) Conversation {
		return func(_ context.Context, talk Talk) Outcome {
			talk.Say(Info, "no AWS credentials found")
			return Outcome{}
		}
	}
	d.press("ctrl+r", "s").sees("No AWS credentials found", "another Region", "Without an account: x on the review tries the pool in the sandbox.")
	d.press("left").sees("Review").press("x").sees("he sandbox on this machine").seesNot("Without an account")
}

// What could not be read of a live pool is shown when it is opened, before its
// settings.
func TestUnreadPartsOfALivePool(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
		d := open(t, nil)
		d.resize(size[0], size[1])
		d.w.Fetch = func(string) (*model.Pool, []string, error) {
			return preset(t, "staff-mfa"), []string{"could not read the groups: access denied", "could not read the terms: last-part"}, nil
		}
		d.w.start = newStart(&d.w.Options)
		d.press("up").sees("> A copy of a live").press("enter").typed("eu-west-1_A").press("enter")
		d.sees("Not everything could be read").press("pgdown", "pgdown").sees("last-part").press("x").sees("last-part")
		d.press("enter").sees("Pool name").seesNot("last-part")
	}
	o := open(t, nil).w.Options
	o.Fetch = func(string) (*model.Pool, []string, error) {
		return preset(t, "staff-mfa"), []string{"could not read the groups"}, nil
	}
	var out strings.Builder
	if _, err := Ask(t.Context(), strings.NewReader("copy\neu-west-1_A\nreview\ndone\n"), &out, o); err != nil {
		t.Fatal(err)
	}
	says(t, out.String(), unreadIntro, "Warning: could not read the groups.")
}
