//go:build unix

package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// TestTerminal runs the built program on a pseudo-terminal. Each session has its own
// home folder.
func TestTerminal(t *testing.T) {
	e2e(t, "go")
	program := buildProgram(t)
	stories := []struct {
		name string
		tell func(*testing.T, *testHome)
	}{
		{"a terminal that answers nothing", firstFrame},
		{"the first session of the README", readmeKeys},
		{"from nothing to Terraform, with a mistake corrected", mainSession},
		{"through every step to the review", everyStep},
		{"every preset to the review", everyPreset},
		{"a search lands in the field", searching},
		{"from the review and back", editFromReview},
		{"undo and redo", undoing},
		{"killed and resumed", resuming},
		{"the first answers after a restart", answersAfterRestart},
		{"two wizards keep two drafts", twoWizards},
		{"drafts survive other starts", startsKeepDrafts},
		{"a draft that is open elsewhere is a copy", draftOpenElsewhere},
		{"typed and left at once", quitImmediately},
		{"no place for drafts", draftsOff},
		{"a state folder with brackets", brackets},
		{"every key at the end of a word", deletingWords},
		{"an internal error", crashing},
		{"a storm of sizes", resizing},
		{"no colours", noColors},
		{"a terminal that cannot move its cursor", dumbTerminal},
		{"ended by a signal", signals},
		{"left by ctrl+c", leaving},
		{"a long paste", pasting},
		{"submit", successfulSubmit},
		{"submit that is refused", rejectedSubmit},
		{"a try in the sandbox", sandboxStory},
		{"a live pool is changed, and restored", changingALivePool},
		{"line by line, the same draft", accessiblePiped},
		{"line by line at a terminal", accessibleAtTerminal},
	}
	for _, story := range stories {
		t.Run(story.name, func(t *testing.T) { story.tell(t, newTestHome(t, program)) })
	}
}

// firstFrame is drawn on a terminal that answers no query.
func firstFrame(t *testing.T, d *testHome) {
	term := d.opens(t)
	term.sees("What do you want to start from?")
}

// readmeKeys presses the keys of the README's first session, no more than 12 beyond
// the texts that one types, and gets the Terraform of a browser app.
func readmeKeys(t *testing.T, d *testHome) {
	_, table, found := strings.Cut(readme(t), "\n| Keys | Result |\n|---|---|\n")
	if !found {
		t.Fatal("README.md has no keys of a first session")
	}
	table, _, _ = strings.Cut(table, "\n\n")
	results := [][]string{
		{"▸ Name of the pool", "12 characters or more"},
		{"Poolsmith · shop", "✓ ready"},
		{field("Callback URLs")},
		{"https://shop.example.com/", "✓ no errors"},
		{"✓ ready", "browser-app: code with PKCE", "shop-"},
		{"wrote main.tf"},
	}
	term := d.opens(t)
	term.sees("What do you want to start from?", "> A few questions")
	keys := 0
	for i, line := range strings.Split(table, "\n") {
		for _, press := range regexp.MustCompile("(type )?`([^`]+)`").FindAllStringSubmatch(strings.Split(line, "|")[1], -1) {
			if press[1] != "" {
				term.types(press[2])
				continue
			}
			keys++
			term.press(strings.Replace(press[2], "↓", "down", 1))
			if press[2] == "w" {
				term.sees("Save as")
			}
		}
		term.sees(results[i]...)
	}
	if keys > 12 {
		t.Errorf("%d keys", keys)
	}
	data, err := os.ReadFile(filepath.Join(d.home, "main.tf"))
	if err != nil {
		t.Fatal(err)
	}
	flat := strings.Join(strings.Fields(string(data)), " ")
	for _, line := range []string{
		`resource "aws_cognito_user_pool" "shop"`, `resource "aws_cognito_user_pool_domain"`, `resource "aws_cognito_user_pool_client"`, `resource "aws_cognito_managed_login_branding"`,
		`callback_urls = ["https://shop.example.com/"]`, `allowed_oauth_flows_user_pool_client = true`,
	} {
		if !strings.Contains(flat, line) {
			t.Errorf("%q is not in the file:\n%s", line, data)
		}
	}
	leave(term)
}

// mainSession is a typical session.
func mainSession(t *testing.T, d *testHome) {
	const function = "arn:aws:lambda:eu-west-1:123456789012:function:check-sign-up"
	term := d.opens(t)
	term.picks("Blank")
	term.sees(field("Pool name"))
	term.types("shop")
	term.sees("Poolsmith · shop", "> shop")

	term.press("ctrl+n")
	term.sees("▸ 2 Sign-in")
	term.press("ctrl+n")
	term.sees("▸ 3 Password", field("Minimum length"))
	term.types("5") // the mistake
	term.sees("> 5")
	term.press("enter")
	term.sees(field("Required characters"))
	for _, option := range []string{"Uppercase letter", "Lowercase letter", "Digit", "Symbol"} {
		term.sees("> [·] " + option)
		term.press("space")
		term.sees("> [x] " + option)
		term.press("down")
	}
	term.sees(field("Password history"), "✗1")

	term.press("ctrl+n")
	term.sees("▸ 4 MFA", field("Multi-factor authentication"))
	term.press("esc")
	term.sees("▸ 3 Password", field("Password history"), "✗1") // where one came from
	term.moves("shift+tab", field("Minimum length"))
	term.sees("> 5", "✗")
	term.press("ctrl+u")
	term.types("14")
	term.sees("> 14")
	term.seesNo("✗")

	term.press("ctrl+n")
	term.sees("▸ 4 MFA")
	term.moves("right", "> Required for everybody")
	term.sees("still needed: Second factors")
	term.press("enter")
	term.sees(field("Second factors"))
	term.moves("space", "> [x] Authenticator app")

	for _, step := range forms.Steps[4:9] {
		term.press("ctrl+n")
		term.sees(step.Title + "\n")
	}
	term.sees("▸ 9 Triggers", field("Pre sign-up trigger"))
	term.types(function)
	term.sees("check-sign-up")

	term.press("ctrl+n")
	term.sees("▸ 10 Attributes")
	term.press("a")
	term.sees(field("Attribute name"))
	term.types("plan")
	term.sees("> plan")
	term.press("esc")
	term.sees("▸ plan · String")

	term.press("ctrl+r")
	term.sees("Review", "✓ ready", "at least 14 characters", "required: authenticator app", "PreSignUp → check-sign-up", "plan (text)")
	term.press("w")
	term.sees("Save as")
	term.moves("down", "> Terraform")
	term.press("enter")
	term.sees("wrote ")

	names, err := filepath.Glob(filepath.Join(d.home, "*.tf"))
	if err != nil || len(names) != 1 {
		t.Fatalf("%v: wrote %q", err, names)
	}
	data, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	flat := strings.Join(strings.Fields(string(data)), " ")
	for _, line := range []string{
		`resource "aws_cognito_user_pool"`, `name = "shop"`,
		`minimum_length = 14`, `require_uppercase = true`, `require_lowercase = true`, `require_numbers = true`, `require_symbols = true`,
		`mfa_configuration = "ON"`, `software_token_mfa_configuration { enabled = true }`,
		`pre_sign_up = "` + function + `"`, `name = "plan"`,
	} {
		if !strings.Contains(flat, line) {
			t.Errorf("%q is not in the file:\n%s", line, data)
		}
	}
	leave(term)
}

// leave ends the wizard in the usual way.
func leave(term *terminal) {
	term.t.Helper()
	term.press("ctrl+c")
	term.sees("press ctrl+c again to leave")
	term.press("ctrl+c")
	term.exits(exit.OK)
	term.restored()
}

func everyStep(t *testing.T, d *testHome) {
	term := d.opens(t)
	term.picks("Blank")
	term.types("shop")
	for i, step := range forms.Steps {
		term.sees("▸ "+stepLabel(i), step.Title+"\n")
		term.press("ctrl+n")
	}
	term.sees("Review", "✓ ready", "Basics          shop")
	for i := len(forms.Steps) - 1; i >= 0; i-- {
		term.press("esc")
		term.sees("▸ " + stepLabel(i))
	}
	term.press("esc")
	term.sees("> Return to shop")
	leave(term)
}

func stepLabel(i int) string { return strconv.Itoa(i+1) + " " + forms.Steps[i].Title }

func everyPreset(t *testing.T, d *testHome) {
	for _, preset := range model.Presets {
		t.Run(preset.Name, func(t *testing.T) {
			term := (&testHome{program: d.program, home: t.TempDir()}).opens(t)
			term.picks(preset.Title)
			for range forms.Steps {
				term.press("ctrl+n")
			}
			term.sees("Review", "✓ ready", "Basics")
			leave(term)
		})
	}
}

func searching(t *testing.T, d *testHome) {
	term := d.opens(t)
	term.picks("Blank")
	term.press("ctrl+f")
	term.types("passkey")
	term.sees("/ passkey", "> Passkey domain")
	term.press("down")
	term.sees("> Passkey user verification")
	term.press("enter")
	term.sees("▸ 4 MFA", field("Passkey user verification"))
	term.press("/")
	term.types("9")
	term.sees("> 9 Triggers")
	term.press("enter")
	term.sees("▸ 9 Triggers")
	term.press("ctrl+f")
	term.types("unheard of")
	term.sees("no match")
	term.press("esc")
	term.sees("▸ 9 Triggers")
}

func editFromReview(t *testing.T, d *testHome) {
	term := d.opens(t, "--preset", "email-sign-in")
	term.sees("▸ 1 Basics")
	term.press("ctrl+r")
	term.sees("✓ ready", "at least ")
	term.moves("down", "▸ Password")
	term.press("enter")
	term.sees("▸ 3 Password", field("Minimum length"))
	term.press("ctrl+u")
	term.types("20")
	term.sees("> 20")
	term.press("esc")
	term.sees("✓ ready", "at least 20 characters")
	term.seesNo("▸ 3 Password")
}

func undoing(t *testing.T, d *testHome) {
	term := d.opens(t)
	term.picks("Blank")
	term.types("shop")
	term.sees("Poolsmith · shop", "> shop")
	term.press("ctrl+n")
	term.sees("▸ 2 Sign-in")
	term.press("ctrl+n")
	term.sees("▸ 3 Password")
	term.types("14")
	term.sees("> 14")
	term.press("ctrl+z")
	term.seesNo("> 14")
	term.press("ctrl+y")
	term.sees("> 14")
	term.press("ctrl+z")
	term.seesNo("> 14")
	term.press("ctrl+z")
	term.sees("▸ 1 Basics", "Poolsmith · new pool")
	term.press("ctrl+z")
	term.sees("nothing to undo")
	term.press("ctrl+y")
	term.sees("Poolsmith · shop", "> shop")
}

func resuming(t *testing.T, d *testHome) {
	term := d.opens(t)
	term.picks("Blank")
	term.types("the-long-way")
	term.sees("> the-long-way")
	eventually(t, "a draft with the last letter", func() bool {
		return strings.Contains(strings.Join(d.drafts(t), ""), `"the-long-way"`)
	})
	term.signal(syscall.SIGKILL)
	term.exits(-1)

	again := d.opens(t)
	again.sees("Continue the-long-way", "a draft, saved just now", "All drafts …")
	again.picks("Continue the-long-way")
	again.seesNo("copy")
	again.sees("> the-long-way")
	again.types("-home")
	again.sees("> the-long-way-home")
	eventually(t, "one draft, of the new name", func() bool {
		drafts := d.drafts(t)
		return len(drafts) == 1 && strings.Contains(drafts[0], `"the-long-way-home"`)
	})
}

// The first answers are changed after a restart. What was touched by hand stays, and
// the app client follows although the plan was touched.
func answersAfterRestart(t *testing.T, d *testHome) {
	term := d.opens(t)
	term.sees("> A few questions")
	term.press("enter")
	term.sees("▸ Name of the pool")
	term.types("shop")
	term.press("ctrl+r")
	term.sees("Review", "✓ ready", "e answers")
	term.press("ctrl+f")
	term.types("feature plan")
	term.press("enter")
	term.sees("> Essentials")
	term.press("right")
	term.sees("> Plus")
	term.press("ctrl+q")
	term.exits(exit.OK)

	again := d.opens(t)
	again.picks("Continue shop")
	again.press("ctrl+r")
	again.sees("Review", "e answers")
	again.press("e")
	again.sees("▸ Name of the pool", "● Browser", "– Plan ESSENTIALS")
	again.moves("down", "▸ What is the app?")
	again.press("right")
	again.sees("● Mobile")
	again.press("enter")
	again.sees("Review", "mobile-app")
	eventually(t, "a draft of the mobile app on the plan PLUS", func() bool {
		draft := strings.Join(d.drafts(t), "")
		return strings.Contains(draft, `"mobile-app"`) && strings.Contains(draft, `"PLUS"`)
	})
	leave(again)
}

func twoWizards(t *testing.T, d *testHome) {
	one, two := d.opens(t), d.opens(t)
	one.picks("Blank")
	two.picks("Blank")
	one.types("left")
	two.types("right")
	one.sees("> left")
	two.sees("> right")
	one.types("-most")
	two.types("-hand")
	eventually(t, "both drafts", func() bool {
		drafts := d.drafts(t)
		all := strings.Join(drafts, "")
		return len(drafts) == 2 && strings.Contains(all, `"left-most"`) && strings.Contains(all, `"right-hand"`)
	})
	leave(one)
	leave(two)
	third := d.opens(t)
	third.sees("Continue left-most", "Continue right-hand")
}

func resizing(t *testing.T, d *testHome) {
	term := d.opens(t, "--preset", "plus-hardened")
	term.sees("▸ 1 Basics")
	random := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		term.resize(40+random.IntN(161), 10+random.IntN(51))
	}
	term.resize(40, 10)
	term.sees(fmt.Sprintf("▸ 1 Basics · 1 of %d", len(forms.Steps)), "Pool name")
	term.resize(120, 40)
	term.sees("▸ 1 Basics", "Review  ctrl+r", `"PoolName": "my-hardened-pool"`)
	term.press("ctrl+u")
	term.types("still-here")
	term.sees("> still-here", `"PoolName": "still-here"`)
	term.resize(80, 24)
	term.sees("Poolsmith · still-here")
	term.seesNo(`"PoolName"`)
	term.press("ctrl+r")
	term.sees("Review", "Basics          still-here")
	leave(term)
}

// colours are the sequences that set a foreground or background color.
var (
	attributes = regexp.MustCompile(`\x1b\[([0-9;:]*)m`)
	colours    = regexp.MustCompile(`(^|;)(3[0-8]|4[0-8]|9[0-7]|10[0-7])([;:]|$)`)
)

func colorsIn(output string) []string {
	var found []string
	for _, match := range attributes.FindAllStringSubmatch(output, -1) {
		if colours.MatchString(match[1]) {
			found = append(found, match[0])
		}
	}
	return found
}

func noColors(t *testing.T, d *testHome) {
	walk := func(d *testHome) string {
		term := d.opensAt(t, 120, 34, "--preset", "passwordless")
		term.sees("▸ 1 Basics")
		term.press("ctrl+n")
		term.sees("▸ 2 Sign-in")
		term.press("?")
		term.sees("undo")
		term.press("esc")
		term.sees("▸ 2 Sign-in")
		term.press("ctrl+r")
		term.sees("Review", "✓ ready")
		leave(term)
		return term.output()
	}
	if len(colorsIn(walk(d))) == 0 {
		t.Error("no colour without NO_COLOR: the check sees none")
	}
	plain := &testHome{program: d.program, home: t.TempDir(), env: []string{"NO_COLOR=1"}}
	if found := colorsIn(walk(plain)); len(found) > 0 {
		t.Errorf("colours under NO_COLOR: %q", found)
	}
}

func dumbTerminal(t *testing.T, d *testHome) {
	d.env = []string{"TERM=dumb"}
	term := d.opens(t)
	term.exits(exit.Usage)
	output := term.output()
	if !strings.Contains(output, "TERM is dumb") || !strings.Contains(output, "hint: ") || !strings.Contains(output, "--accessible") {
		t.Errorf("no word of what to use instead: %q", output)
	}
	if strings.Contains(output, "\x1b") {
		t.Errorf("sequences for a terminal that knows none: %q", output)
	}
}

func signals(t *testing.T, d *testHome) {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT} {
		t.Run(signal.String(), func(t *testing.T) {
			term := d.opens(t, "--preset", "passwordless")
			term.sees("▸ 1 Basics")
			term.signal(signal)
			term.exits(exit.Interrupted)
			term.restored()
		})
	}
}

func leaving(t *testing.T, d *testHome) {
	term := d.opens(t)
	term.sees("What do you want to start from?")
	term.press("ctrl+c")
	term.sees("press ctrl+c again to leave")
	term.press("down")
	term.seesNo("again to leave")
	leave(term)
}

func pasting(t *testing.T, d *testHome) {
	var text strings.Builder
	for text.Len() < 1000 {
		text.WriteString("Dear reader no. " + strconv.Itoa(text.Len()) + ", {####}. ")
	}
	long := strings.TrimSpace(text.String()[:1000])
	term := d.opens(t)
	term.picks("Blank")
	saved := func(what, text string) {
		t.Helper()
		eventually(t, what, func() bool { return strings.Contains(strings.Join(d.drafts(t), ""), `"`+text+`"`) })
	}
	term.pastes(long)
	saved("all that was pasted into a line", long)
	term.press("ctrl+z")
	term.sees("Poolsmith · new pool")
	term.types(long)
	saved("all that was typed into a line", long)

	for title, open := range map[string]func(string){
		"Code email message":       term.pastes,
		"Invitation email message": term.types,
	} {
		term.press("ctrl+f")
		term.types(title)
		term.sees("> " + title)
		term.press("enter")
		term.sees(field(title))
		own := title[:4] + long[4:]
		open(own)
		saved("all of a message", own)
	}
}

// service starts a server that creates every pool, except for those that contain
// "refused".
func service(t *testing.T) string {
	server := httptest.NewServer(http.HandlerFunc(serveCognito))
	t.Cleanup(server.Close)
	return server.URL
}

func successfulSubmit(t *testing.T, d *testHome) {
	term := d.opens(t, "--preset", "staff-mfa", "--endpoint-url", service(t))
	term.sees("▸ 1 Basics")
	term.press("ctrl+r")
	term.sees("✓ ready")
	term.press("s")
	term.sees("Create this pool?", "http://127.0.0.1:", "eu-west-1", "1. CreateUserPool", "2. SetUserPoolMfaConfig")
	term.press("y")
	term.sees("✓ CreateUserPool", "✓ SetUserPoolMfaConfig", "✓ The pool is complete", "eu-west-1_Ab12Cd34E", "any key: back")
	term.press("enter")
	term.sees("Review")
	term.press("ctrl+c")
	term.sees("press ctrl+c again to leave")
	term.press("ctrl+c")
	term.exits(exit.OK)
	term.restored()
	_, after, _ := strings.Cut(term.output(), "\x1b[?1049l")
	if !strings.Contains(after, "eu-west-1_Ab12Cd34E") {
		t.Errorf("the id is not left on the screen: %q", after)
	}
	if drafts := d.drafts(t); len(drafts) != 0 {
		t.Errorf("the pool exists, its draft is still there: %q", drafts)
	}
}

func rejectedSubmit(t *testing.T, d *testHome) {
	term := d.opens(t, "--preset", "passwordless", "--endpoint-url", service(t))
	term.sees("▸ 1 Basics")
	term.press("ctrl+u")
	term.types("refused")
	term.sees("> refused")
	term.press("ctrl+r")
	term.sees("Basics          refused")
	term.press("s")
	term.sees("Create this pool?", "http://127.0.0.1:")
	term.press("y")
	term.sees("✗ CreateUserPool", `contains invalid characters\x1b[2J`, "(InvalidParameterException", "any key: back")
	term.press("enter")
	term.sees("Review")
	term.press("ctrl+c")
	term.sees("press ctrl+c again to leave")
	term.press("ctrl+c")
	term.exits(exit.Rejected) // as submit
	term.restored()
}

// sandboxStory looks at the description from the sandbox, and returns to the review,
// which shows when the pool was tried.
func sandboxStory(t *testing.T, d *testHome) {
	term := d.opens(t, "--preset", "staff-mfa", "--offline")
	term.sees(field("Pool name"))
	term.press("ctrl+r")
	term.sees("Review")
	term.types("x")
	term.sees("y: create it")
	term.types("y")
	term.sees("This was the sandbox: nothing was created in AWS", "d: output of describe-user-pool")
	term.types("d")
	term.sees("Output of describe-user-pool", `"SoftwareTokenMfaConfiguration": {`)
	term.press("esc")
	term.sees("d: output of describe-user-pool")
	term.press("esc")
	term.sees("✓ tried in the sandbox ")
}

// changingALivePool changes the password policy of a pool in the sandbox, and goes back
// with the command that the wizard shows.
func changingALivePool(t *testing.T, d *testHome) {
	program := func(args ...string) string {
		t.Helper()
		c := exec.Command(d.program, args...)
		c.Env = d.environment()
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%q: %v\n%s", args, err, out)
		}
		return string(out)
	}
	program("submit", "--preset", "staff-mfa", "--sandbox", "--yes")
	id := strings.Fields(program("sandbox", "list"))[0]
	term := d.opens(t, "--offline")
	term.sees("What do you want to start from?")
	term.press("up")
	term.sees("> A live pool")
	term.press("enter")
	term.sees("In the sandbox")
	term.press("down")
	term.sees("> " + id)
	term.press("enter")
	term.sees("sandbox · "+id, field("Pool name"))
	term.press("ctrl+n", "ctrl+n")
	term.sees(field("Minimum length"))
	term.press("backspace")
	term.types("6")
	term.sees("~ In the live pool: 14")
	term.press("ctrl+r")
	term.sees("✓ ready", "~ Minimum length: 14 → 16", "Effects on users")
	term.types("s")
	term.sees("Change the pool " + id + "?")
	term.types("y")
	term.sees("Changed my-staff-pool", "To go back:", "--restore --sandbox")
	term.press("enter")
	term.sees("✓ unchanged")
	term.press("ctrl+q", "ctrl+q")
	term.exits(exit.OK)
	receipts, err := filepath.Glob(filepath.Join(d.home, "state", "poolsmith", "receipts", "*.json"))
	if err != nil || len(receipts) != 1 {
		t.Fatalf("receipts %q, %v", receipts, err)
	}
	if left := d.drafts(t); len(left) > 0 {
		t.Errorf("%d drafts are left", len(left))
	}
	said := program("apply", "-i", receipts[0], "--restore", "--sandbox", "--yes")
	if !strings.Contains(said, "16 → 14") || !strings.Contains(said, "changed as planned") {
		t.Errorf("the restoration says\n%s", said)
	}
}

// accessibleAtTerminal answers in a window of 80 columns, where lines are wrapped
// between words.
func accessibleAtTerminal(t *testing.T, d *testHome) {
	term := d.opens(t, "--accessible", "--offline")
	term.sees(strconv.Itoa(len(model.Presets)+3)+". A file", "Number or name:")
	term.types("Staff-MFA\r")
	term.sees("Now: my-staff-pool")
	term.types("help\r")
	term.sees("An empty answer leaves it unchanged.")
	term.types("review\r")
	term.sees("Answer done, save FORMAT, journeys, sandbox")
	for line := range strings.Lines(term.output()) {
		// If the answer came before its question, the next text is on the same line.
		line = strings.TrimPrefix(strings.TrimRight(line, "\r\n "), "Answer: ")
		if len([]rune(line)) > 80 {
			t.Errorf("a line of %d columns: %q", len([]rune(line)), line)
		}
	}
	term.types("leave\r")
	term.exits(exit.OK)
}

// accessiblePiped pipes answers into the accessible mode, and gives the same answers
// in the wizard.
func accessiblePiped(t *testing.T, d *testHome) {
	piped := newTestHome(t, d.program)
	c := exec.Command(piped.program, "--preset", "email-sign-in", "--accessible")
	c.Env = piped.environment()
	c.Stdin = strings.NewReader("my-user-pool-2\nLITE\nreview\ndone\n")
	spoken, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}

	term := d.opens(t, "--preset", "email-sign-in")
	term.sees(field("Pool name"))
	term.types("-2")
	term.sees("> my-user-pool-2")
	term.press("enter")
	term.sees("> Essentials")
	term.press("left")
	term.sees("> Lite")
	eventually(t, "the draft of the wizard is that of the piped answers", func() bool {
		drafts := d.drafts(t)
		return len(drafts) == 1 && drafts[0] == string(spoken)
	})
}
