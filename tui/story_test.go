package tui

import (
	"context"
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
	d.sees("> Blank").press("enter")

	d.sees("Pool name").typed("shop:customers").press("enter")
	d.goTo("minimum length").typed("12").press("enter", "y", "down", "right", "down")

	d.goTo("multi-factor mfaconfiguration createuserpool").press("left").sees("> Required for everybody", "still needed: Authenticator app codes")
	d.press("enter").sees("▸ Authenticator app codes", "still needed").press("space").sees("> Yes").seesNot("still needed")

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
	d.press("s", "y").sees("d: delete the pool").press("esc").sees("The pool stays").press("esc").sees("Review")
	d.press("s", "y", "d").sees("nothing is left of it").press("esc")
	d.press("s", "esc").sees("Review")
	if d.made != 2 || d.store.dropped != 0 {
		t.Errorf("made %d pools, removed %d drafts", d.made, d.store.dropped)
	}
}

func TestAnIncompletePoolCanBeDeleted(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.refused = "SetUserPoolMfaConfig"
	d.press("ctrl+r", "s", "y").sees("✗ SetUserPoolMfaConfig", "The service refuses it", "d: delete the pool")
	d.press("d").sees("DeleteUserPool", "nothing is left of it").press("enter").sees("Review")
	if d.made != 0 {
		t.Errorf("%d pools are left", d.made)
	}
	for _, key := range []string{"esc", "y", "enter"} {
		d.press("s", "y").sees("d: delete the pool").press(key).sees("The pool stays").press("esc").sees("Review")
	}
	if d.made != 3 {
		t.Error("keeping it did not keep it")
	}
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
	d.press("ctrl+r", "s", "y").sees("d: delete the pool")
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
	d.seesNot("▌").goTo("minimum length").press("backspace").sees("▌        \"MinimumLength\": 1,")
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
