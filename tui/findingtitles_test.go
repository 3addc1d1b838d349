package tui

import (
	"regexp"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

func TestFixesSpeakOfWhatTheWizardShows(t *testing.T) {
	for id, want := range map[string]string{
		"case-sensitive-forever":  `set Case-sensitive usernames to "No"`,
		"deletion-protection-off": `set Deletion protection to "Active"`,
		"sms-mfa-phone-recovery":  `use "Verified email address" as the recovery method`,
		"mfa-needs-factor":        `enable an authenticator app, SMS or email as a factor, or set Multi-factor authentication to "Off"`,
	} {
		t.Run(id, func(t *testing.T) {
			rule := model.LookupRule(id)
			if rule == nil {
				t.Fatalf("no rule %s", id)
			}
			got := withTitles(model.Finding{Settings: rule.Settings, Fix: rule.Fix}).Fix
			if got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// No fix of any rule shows an API name of a setting that has a title.
func TestNoFixNamesASettingAsTheAPIDoes(t *testing.T) {
	word := regexp.MustCompile(`[A-Za-z.]+`)
	names := map[string]string{}
	for i := range model.Catalog {
		s := &model.Catalog[i]
		if twoWords.MatchString(s.Name()) && !strings.Contains(s.Title, s.Name()) {
			names[s.Name()], names[s.APIName()] = s.Title, s.Title
		}
	}
	for _, rule := range model.Rules {
		fix := withTitles(model.Finding{Settings: rule.Settings, Fix: rule.Fix}).Fix
		for _, w := range word.FindAllString(fix, -1) {
			if title := names[w]; title != "" {
				t.Errorf("%s: %q names %s instead of %s", rule.ID, fix, w, title)
			}
		}
	}
}

func TestAFindingNamesTheAPIOnce(t *testing.T) {
	one := model.Name("CreateUserPool.DeletionProtection") + " is not set"
	two := model.Name("CreateUserPool.Policies.PasswordPolicy.RequireUppercase") + " and " + model.Name("CreateUserPool.Policies.PasswordPolicy.RequireNumbers") + " are not set"
	if got := withTitles(model.Finding{Message: one}).Message; got != one {
		t.Errorf("one name: %q", got)
	}
	if got, want := withTitles(model.Finding{Message: two}).Message, "Require an uppercase letter and Require a digit are not set"; got != want {
		t.Errorf("two names: %q, want %q", got, want)
	}
}

// A warning about several settings is on one row of the page, with its mark,
// and names no API names there.
func TestAWarningOnSeveralSettingsIsShownOnce(t *testing.T) {
	pool := &model.Pool{}
	if err := pool.Set("CreateUserPool.Policies.PasswordPolicy.MinimumLength", 12); err != nil {
		t.Fatal(err)
	}
	d := open(t, pool)
	const warning = "! The password policy leaves"
	d.goTo("require an uppercase letter").sees("▸ Required characters", warning).seesNot("(RequireUppercase)").seesNot("ctrl+g")
	d.press("enter").sees("▸ Password history").seesNot(warning)
	lines := strings.Split(d.screen(), "\n")
	for _, line := range lines {
		if marked := strings.HasSuffix(strings.TrimRight(line, " "), " !"); marked != strings.Contains(line, "Required characters") {
			t.Errorf("marked: %v in %q", marked, line)
		}
	}
}
