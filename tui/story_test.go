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
// only, a trigger and an attribute, goes back once to mend a mistake, and saves.
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
	d.press("ctrl+r").sees("Pool name (PoolName) must hold only letters")
	for !strings.Contains(d.screen(), "▸ ✗ Pool name") {
		d.press("down")
	}
	d.press("enter").sees("> shop:customers")
	for range len(":customers") {
		d.press("backspace")
	}
	d.typed("-customers").seesNot("must hold only").press("esc").sees("✓ ready")

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
	d.press("s").sees("Create this pool?", "region eu-west-1", "Cannot be changed afterwards")
	d.press("y").sees("✓ CreateUserPool", "✓ SetUserPoolMfaConfig", "412 ms", "The pool exists.", "eu-west-1_Ab12")
	if d.made != 1 || d.w.Created() == nil {
		t.Errorf("made %d pools", d.made)
	}
	d.press("enter").sees("Review")
	d.press("x").sees("the sandbox on this machine").press("esc").sees("Review")
}

func TestAPoolThatIsHalfMadeCanBeDeleted(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.refused = "SetUserPoolMfaConfig"
	d.press("ctrl+r", "s", "y").sees("✗ SetUserPoolMfaConfig", "the service refuses it", "eu-west-1_Half", "d deletes the pool")
	d.press("d").sees("DeleteUserPool", "nothing is left of it").press("enter").sees("Review")
	if d.made != 0 || d.w.Created() != nil {
		t.Errorf("%d pools are left", d.made)
	}
	d.press("s", "y").sees("d deletes the pool").press("esc").sees("Review")
	if d.made != 1 || d.w.Created() == nil {
		t.Error("keeping it did not keep it")
	}
}

// A signal ends the program in the middle of a submit: what exists is told.
func TestAnEndInTheMiddleOfASubmit(t *testing.T) {
	w := New(Options{Start: preset(t, "staff-mfa"), Formats: testFormats})
	if _, _, running := w.Wait(); running {
		t.Error("waits for nothing")
	}
	s := &submitting{pool: w.Pool(), to: &Destination{
		Submit: func(ctx context.Context, _ Place, _ *model.Pool, report func(CallState)) (Created, error) {
			report(CallState{Operation: "CreateUserPool"}) // nobody watches
			<-ctx.Done()
			return Created{ID: "eu-west-1_Ab12"}, ctx.Err()
		},
	}}
	w.overlay = s
	for _, cmd := range s.run(w)().(tea.BatchMsg) {
		if !idle(cmd) {
			go cmd()
		}
	}
	created, err, running := w.Wait()
	if !running || created.ID != "eu-west-1_Ab12" || err == nil {
		t.Errorf("%v, %v, %v", created, err, running)
	}
}

func TestAnotherProfileAndRegion(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.press("ctrl+r", "s", "p").sees("profile dev").press("p").sees("profile prod")
	d.press("r").typed("us-east-1").press("enter").sees("region us-east-1, profile prod")
	d.press("p").sees("region us-east-1, profile").press("esc").sees("Review")
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
	d.press("ctrl+f").typed("zebra").sees("nothing has these words").press("enter").sees("Minimum length")
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
	d.goTo("pool tags").sees("Pool tags", "0 of 50").press("a").sees("▸ Name")
	for range len("tag") {
		d.press("backspace")
	}
	d.typed("team").press("enter").sees("▸ Value").typed("payments").press("esc").sees("team = payments")
	d.press("c").sees("team-2 = payments", "2 of 50").press("d").sees("deleted team-2 = payments · ctrl+z brings it back", "1 of 50")
	if got := d.w.Pool().CreateUserPool.UserPoolTags; len(got) != 1 || got["team"] != "payments" {
		t.Errorf("tags %v", got)
	}

	d.goTo("account recovery").press("a").sees("▸ Recovery method").press("esc").press("a").press("esc")
	d.sees("Verified email address, tried first", "Verified phone number, tried next", "2 of 2")
	d.press("a").sees("this list is full")
}

func TestTheFindingLeadsToTheOtherSetting(t *testing.T) {
	d := open(t, preset(t, "machine-to-machine"))
	d.goTo("remembered passwords").typed("5").press("enter", "shift+tab")
	d.sees("needs the plan ESSENTIALS", "ctrl+g goes to Feature plan").press("ctrl+g").sees("▸ Feature plan")
}

func TestSaveAsksBeforeItOverwrites(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.files["create-user-pool.json"] = "precious"
	d.press("ctrl+r", "w", "enter").sees("exists already", "enter once more overwrites it")
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
	d.press("esc").sees("Go on with from-a-file").press("enter").sees("Poolsmith · from-a-file")
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
	d.goTo("sms role").press("ctrl+k").sees("access denied", "typed by hand").press("esc").sees("▸ SMS role")
}

func TestCtrlCAsksOnce(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.press("ctrl+c").sees("ctrl+c once more leaves").press("down").seesNot("once more")
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
