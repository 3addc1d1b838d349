package model

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var messageRules = []Rule{
	{
		ID: "code-and-link-texts", Severity: Warning,
		Settings: []string{atTemplate + "EmailMessage", atTemplate + "EmailMessageByLink", atTemplate + "DefaultEmailOption"},
		Summary:  "The API reference documents a code text together with a link text as an error. Cognito accepts both and uses the one that DefaultEmailOption selects.",
		Fix:      "remove the text that is not used",
		Source:   "API reference, VerificationMessageTemplateType; accepted in the acceptance tests of the Terraform provider",
		Check:    checkCodeAndLink,
		Edits:    editCodeAndLink,
	},
	{
		ID: "verification-text-ignored", Severity: Warning,
		Settings: []string{atTemplate + "DefaultEmailOption"},
		Summary:  "New addresses are verified by code or by link. The text for the other option is not used.",
		Fix:      "set DefaultEmailOption to the option that you have a text for, or write the other text",
		Source:   "API reference, VerificationMessageTemplateType",
		Check:    checkTextIgnored,
	},
	{
		ID: "link-text-without-link", Severity: Error,
		Settings:   []string{atTemplate + "EmailMessageByLink"},
		Summary:    "The email with a link needs {##text of the link##}. The placeholder {####} of a code is not enough.",
		Fix:        "add the words to click, such as {##Verify my address##}",
		Source:     "rejected in real deployments with either DefaultEmailOption: %s",
		Rejections: []Rejection{{Text: "The message is invalid."}},
		Check:      checkLinkText,
	},
	{
		ID: "link-text-blank", Severity: Warning,
		Settings: []string{atTemplate + "EmailMessageByLink"},
		Summary:  "The words between {## and ##} are what people click. Spaces alone cannot be seen.",
		Fix:      "write words between {## and ##}",
		Source:   "developer guide, message templates",
		Check:    checkLinkBlank,
	},
	{
		ID: "link-with-legacy-text", Severity: Warning,
		Settings: []string{legacyEmail, atTemplate + "DefaultEmailOption"},
		Summary:  "EmailVerificationMessage is the text of the email with a code. With CONFIRM_WITH_LINK, new users get EmailMessageByLink instead.",
		Fix:      "set EmailMessageByLink, or set DefaultEmailOption to CONFIRM_WITH_CODE",
		Source:   "API reference, VerificationMessageTemplateType",
		Check:    checkLinkLegacy,
	},
	{
		ID: "invitation-without-password", Severity: Error, OwnValue: true,
		Settings: []string{atInvite + "EmailMessage", atInvite + "SMSMessage"},
		Summary:  "An invitation must contain {####}, the placeholder of the temporary password. Where people can sign in without a password, the API reference allows it to be absent.",
		Fix:      "add {####} where the temporary password goes",
		Source:   "rejected in real deployments, 2026-09: Member must satisfy regular expression pattern; API reference, MessageTemplateType",
		Check:    checkInvitationPassword,
	},
	{
		ID: "invitation-validity", Severity: Warning,
		Settings: []string{atInvite + "EmailMessage", atInvite + "SMSMessage", atPassword + "TemporaryPasswordValidityDays"},
		Summary:  "An invitation that contains another validity of the temporary password than the pool has misleads people.",
		Fix:      "write the number of days of the pool into the text, or change that of the pool",
		Source:   "API reference, PasswordPolicyType: TemporaryPasswordValidityDays, 7 if it is unset",
		Check:    checkInvitationDays,
		Edits:    editInvitationDays,
	},
	{
		ID: "link-needs-domain", Severity: Warning,
		Settings: []string{atTemplate + "DefaultEmailOption", atDomains},
		Summary:  "A verification link opens the pool's domain, so sign-up fails until the pool has one. Forgotten passwords still use codes.",
		Fix:      "create a domain for the pool",
		Source:   "developer guide, verification messages; reported by users: does not exist a valid use pool domain associated with the user pool",
		Check:    checkLinkDomain,
	},
	{
		ID: "legacy-texts-differ", Severity: Warning,
		Settings: []string{legacyEmail, legacySubject, legacySms},
		Summary:  "Cognito stores the legacy verification texts and the template as one value. If they differ, only one survives.",
		Fix:      "remove the legacy text and keep the template's",
		Source:   "acceptance tests of the Terraform provider; which one survives is unverified",
		Check:    checkLegacyTexts,
		Edits:    removeFirst,
	},
	{
		ID: "legacy-text", Severity: Advice,
		Settings: []string{legacyEmail, legacySubject, legacySms},
		Summary:  "The legacy verification texts are deprecated. The verification template replaced them.",
		Fix:      "move the text to the verification template",
		Source:   "API reference, CreateUserPool",
		Check:    checkLegacyText,
		Edits:    editLegacyText,
	},
	{
		ID: "username-in-verification", Severity: Warning,
		Settings: []string{atTemplate + "EmailMessage", atTemplate + "EmailMessageByLink", atTemplate + "SmsMessage"},
		Summary:  "Cognito replaces {username} only in invitations. Verification messages show it as it is.",
		Fix:      "remove {username} from the text",
		Source:   "developer guide, message templates",
		Check:    checkUsernameShown,
	},
	{
		ID: "invitation-without-username", Severity: Warning,
		Settings: []string{atInvite + "EmailMessage", atInvite + "SMSMessage"},
		Summary:  "The developer guide requires {username} in invitations. Cognito accepts an invitation without it, but the user may not know how to sign in.",
		Fix:      "add {username} to the text",
		Source:   "developer guide, message templates; not enforced in real deployments, 2026-09",
		Check:    checkInvitations,
	},
	{
		ID: "placeholder-misplaced", Severity: Warning,
		Settings: []string{atTemplate + "EmailMessage"},
		Summary:  "{##text##} is the placeholder of a link and works only in EmailMessageByLink.",
		Fix:      "use {####}, the placeholder of a code, or move the text to EmailMessageByLink",
		Source:   "developer guide, message templates; patterns of the service model",
		Check:    checkPlaceholders,
	},
	{
		ID: "sender-bypasses-settings", Severity: Warning,
		Settings: []string{atEmail + "SourceArn", atLambda + "CustomMessage", atLambda + "CustomEmailSender.LambdaArn", atLambda + "CustomSMSSender.LambdaArn"},
		Summary:  "With a custom sender the function sends the messages: the SES settings and the custom message trigger are not used for them.",
		Fix:      "remove the settings, or remove the custom sender",
		Source:   "developer guide, custom sender triggers",
		Check:    checkSenderSettings,
	},
	{
		ID: "sender-bypasses-texts", Severity: Warning,
		Settings: []string{atLambda + "CustomEmailSender.LambdaArn", atLambda + "CustomSMSSender.LambdaArn"},
		Summary:  "With a custom sender, the function writes the messages and the pool's texts are not used.",
		Fix:      "remove the texts, or remove the custom sender",
		Source:   "developer guide, custom sender triggers",
		Check:    checkSenderTexts,
	},
}

const (
	legacyEmail   = "CreateUserPool.EmailVerificationMessage"
	legacySubject = "CreateUserPool.EmailVerificationSubject"
	legacySms     = "CreateUserPool.SmsVerificationMessage"
)

// template is the pool's verification template, empty when it is not set.
func (p *Pool) template() VerificationMessageTemplate {
	if t := p.CreateUserPool.VerificationMessageTemplate; t != nil {
		return *t
	}
	return VerificationMessageTemplate{}
}

// invitation is the pool's own invitation template, empty when it is not set.
func (p *Pool) invitation() InviteMessageTemplate {
	if c := p.CreateUserPool.AdminCreateUserConfig; c != nil && c.InviteMessageTemplate != nil {
		return *c.InviteMessageTemplate
	}
	return InviteMessageTemplate{}
}

// emailTexts are the email texts that the pool sets, except those of the second
// factor.
func (p *Pool) emailTexts() []entry {
	c, t, i := &p.CreateUserPool, p.template(), p.invitation()
	return onlySet(
		entry{atTemplate + "EmailSubject", t.EmailSubject},
		entry{atTemplate + "EmailMessage", t.EmailMessage},
		entry{atTemplate + "EmailSubjectByLink", t.EmailSubjectByLink},
		entry{atTemplate + "EmailMessageByLink", t.EmailMessageByLink},
		entry{legacyEmail, c.EmailVerificationMessage},
		entry{legacySubject, c.EmailVerificationSubject},
		entry{atInvite + "EmailSubject", i.EmailSubject},
		entry{atInvite + "EmailMessage", i.EmailMessage},
	)
}

// smsTexts are the SMS texts that the pool sets, except that of the second
// factor.
func (p *Pool) smsTexts() []entry {
	c := &p.CreateUserPool
	return onlySet(
		entry{atSmsAuth, c.SmsAuthenticationMessage},
		entry{atTemplate + "SmsMessage", p.template().SmsMessage},
		entry{legacySms, c.SmsVerificationMessage},
		entry{atInvite + "SMSMessage", p.invitation().SMSMessage},
	)
}

func checkCodeAndLink(f Facts) []Match {
	t := f.template()
	if t.EmailMessage == nil || t.EmailMessageByLink == nil {
		return nil
	}
	used, ignored := atTemplate+"EmailMessage", atTemplate+"EmailMessageByLink"
	if is(t.DefaultEmailOption, "CONFIRM_WITH_LINK") {
		used, ignored = ignored, used
	}
	return found(both(used, ignored)+" are both set; new addresses are verified with the first, and the second is not used", ignored, used)
}

func checkTextIgnored(f Facts) []Match {
	t := f.template()
	texts, option := onlySet(entry{atTemplate + "EmailMessageByLink", t.EmailMessageByLink}, entry{atTemplate + "EmailSubjectByLink", t.EmailSubjectByLink}), "CONFIRM_WITH_CODE"
	other := t.EmailMessage
	if is(t.DefaultEmailOption, "CONFIRM_WITH_LINK") {
		texts, option = onlySet(entry{atTemplate + "EmailMessage", t.EmailMessage}, entry{atTemplate + "EmailSubject", t.EmailSubject}), "CONFIRM_WITH_LINK"
		other = t.EmailMessageByLink
	}
	if len(texts) == 0 || other != nil {
		return nil
	}
	return found(fmt.Sprintf("%s is %s, so new addresses are verified with Cognito's default text; unused: %s", Name(atTemplate+"DefaultEmailOption"), option, names(pathsOf(texts))), pathsOf(texts)...)
}

func checkLinkDomain(f Facts) []Match {
	if !is(f.template().DefaultEmailOption, "CONFIRM_WITH_LINK") {
		return nil
	}
	return found(Name(atTemplate+"DefaultEmailOption")+" is CONFIRM_WITH_LINK, but the pool has no domain, which the link opens", atTemplate+"DefaultEmailOption", atDomains)
}

// legacy pairs an old text with the member of the template that replaced it.
type legacy struct{ old, now entry }

func (p *Pool) legacyTexts() [3]legacy {
	c, t := &p.CreateUserPool, p.template()
	return [...]legacy{
		{entry{legacyEmail, c.EmailVerificationMessage}, entry{atTemplate + "EmailMessage", t.EmailMessage}},
		{entry{legacySubject, c.EmailVerificationSubject}, entry{atTemplate + "EmailSubject", t.EmailSubject}},
		{entry{legacySms, c.SmsVerificationMessage}, entry{atTemplate + "SmsMessage", t.SmsMessage}},
	}
}

func checkLegacyTexts(f Facts) []Match {
	var matches []Match
	for _, l := range f.legacyTexts() {
		if l.old.value != nil && l.now.value != nil && *l.old.value != *l.now.value {
			matches = append(matches, Match{
				Message:  both(l.old.path, l.now.path) + " differ; Cognito stores one value for both",
				Settings: []string{l.old.path, l.now.path},
			})
		}
	}
	return matches
}

func checkLegacyText(f Facts) []Match {
	var matches []Match
	for _, l := range f.legacyTexts() {
		if l.old.value != nil && l.now.value == nil {
			matches = append(matches, Match{Message: Name(l.old.path) + " is deprecated; " + Name(l.now.path) + " of the verification template replaced it", Settings: []string{l.old.path}})
		}
	}
	return matches
}

func checkUsernameShown(f Facts) []Match {
	var matches []Match
	t, c := f.template(), &f.CreateUserPool
	for _, e := range [...]entry{
		{atTemplate + "EmailMessage", t.EmailMessage},
		{atTemplate + "EmailMessageByLink", t.EmailMessageByLink},
		{atTemplate + "SmsMessage", t.SmsMessage},
		{legacyEmail, c.EmailVerificationMessage},
		{legacySms, c.SmsVerificationMessage},
	} {
		if e.value != nil && strings.Contains(*e.value, "{username}") {
			matches = append(matches, Match{Message: Name(e.path) + " contains {username}, which Cognito does not replace in verification messages", Settings: []string{e.path}})
		}
	}
	return matches
}

func checkInvitations(f Facts) []Match {
	var matches []Match
	i := f.invitation()
	for _, e := range [...]entry{{atInvite + "EmailMessage", i.EmailMessage}, {atInvite + "SMSMessage", i.SMSMessage}} {
		if e.value != nil && !strings.Contains(*e.value, "{username}") {
			matches = append(matches, Match{Message: Name(e.path) + " lacks {username}, so it does not tell the user how to sign in", Settings: []string{e.path}})
		}
	}
	return matches
}

func checkPlaceholders(f Facts) []Match {
	var matches []Match
	for _, e := range f.codeTexts() {
		if e.value != nil && hasLink(strings.ReplaceAll(*e.value, "{####}", "")) {
			matches = append(matches, Match{
				Message:  Name(e.path) + " contains {##…##}, the placeholder of a link, which works only in " + Name(atTemplate+"EmailMessageByLink"),
				Settings: []string{e.path},
			})
		}
	}
	return matches
}

// codeTexts are all texts that carry a code.
func (p *Pool) codeTexts() [8]entry {
	c, t, i := &p.CreateUserPool, p.template(), p.invitation()
	var emailMfa *string
	if m := p.SetUserPoolMfaConfig.EmailMfaConfiguration; m != nil {
		emailMfa = m.Message
	}
	return [...]entry{
		{atTemplate + "EmailMessage", t.EmailMessage},
		{atTemplate + "SmsMessage", t.SmsMessage},
		{atSmsAuth, c.SmsAuthenticationMessage},
		{legacyEmail, c.EmailVerificationMessage},
		{legacySms, c.SmsVerificationMessage},
		{atInvite + "EmailMessage", i.EmailMessage},
		{atInvite + "SMSMessage", i.SMSMessage},
		{atEmailMfa + ".Message", emailMfa},
	}
}

// linkOf is the message with a verification link.
func linkOf(f Facts) string { return deref(f.template().EmailMessageByLink) }

func checkLinkText(f Facts) []Match {
	text := linkOf(f)
	if !hasLink(text) || hasLink(strings.ReplaceAll(text, "{####}", "")) {
		return nil // without any placeholder it is an error of the pattern
	}
	return found(Name(atTemplate+"EmailMessageByLink") + " has only {####}, the placeholder of a code; it needs {##text of the link##}")
}

func checkLinkBlank(f Facts) []Match {
	for rest := strings.ReplaceAll(linkOf(f), "{####}", ""); ; {
		_, after, found1 := strings.Cut(rest, "{##")
		label, after, found2 := strings.Cut(after, "##}")
		if !found1 || !found2 {
			return nil
		}
		if strings.TrimSpace(label) == "" {
			return found(Name(atTemplate+"EmailMessageByLink") + " has a link without words between {## and ##}")
		}
		rest = after
	}
}

func checkLinkLegacy(f Facts) []Match {
	if !is(f.template().DefaultEmailOption, "CONFIRM_WITH_LINK") || f.CreateUserPool.EmailVerificationMessage == nil || f.template().EmailMessageByLink != nil {
		return nil
	}
	return found(Name(legacyEmail) + " is set, but " + Name(atTemplate+"DefaultEmailOption") + " is CONFIRM_WITH_LINK, which does not use it for new users")
}

func checkInvitationPassword(f Facts) []Match {
	var matches []Match
	i := f.invitation()
	for _, e := range onlySet(entry{atInvite + "EmailMessage", i.EmailMessage}, entry{atInvite + "SMSMessage", i.SMSMessage}) {
		if Lookup(e.path).breaks(*e.value) || strings.Contains(*e.value, "{####}") {
			continue
		}
		match := Match{Message: Name(e.path) + " lacks {####}, the placeholder of the temporary password", Settings: []string{e.path}}
		if f.isPasswordless() {
			match.Severity = new(Warning)
		}
		matches = append(matches, match)
	}
	return matches
}

func checkInvitationDays(f Facts) []Match {
	var matches []Match
	valid := f.temporaryDays()
	i := f.invitation()
	for _, e := range onlySet(entry{atInvite + "EmailMessage", i.EmailMessage}, entry{atInvite + "SMSMessage", i.SMSMessage}) {
		if phrase, days := validityPhrase(*e.value); phrase != "" && days != valid {
			matches = append(matches, Match{
				Message:  fmt.Sprintf("%s contains %q, but temporary passwords are valid for %s", Name(e.path), phrase, Plural(valid, "day")),
				Settings: []string{e.path, atPassword + "TemporaryPasswordValidityDays"},
			})
		}
	}
	return matches
}

func editInvitationDays(f Facts, finding Finding) []Edit {
	path := finding.Settings[0]
	value, _ := f.Get(path)
	text, _ := value.(string)
	phrase, _ := validityPhrase(text)
	if phrase == "" {
		return nil
	}
	number := validity.FindStringSubmatchIndex(phrase)[2]
	return setTo(path, strings.Replace(text, phrase, phrase[:number]+Plural(f.temporaryDays(), "day"), 1))
}

// validityPhrase is the first phrase such as "valid for three days" or "valid for 3
// days" of a text, and its number.
func validityPhrase(text string) (phrase string, days int) {
	for _, found := range validity.FindAllStringSubmatch(text, -1) {
		days, err := strconv.Atoi(found[1])
		if err != nil {
			days = 1 + slices.Index(numbersInWords, strings.ToLower(found[1]))
		}
		if days > 0 {
			return found[0], days
		}
	}
	return "", 0
}

var (
	numbersInWords = strings.Fields("one two three four five six seven eight nine ten")
	validity       = regexp.MustCompile(`(?i)\bvalid\s+for\s+(\d+|` + strings.Join(numbersInWords, "|") + `)\s+days?\b`)
)

func checkSenderSettings(f Facts) []Match {
	l := f.lambda()
	if !l.hasSender() {
		return nil
	}
	var matches []Match
	if l.CustomEmailSender != nil && f.email() != (EmailConfiguration{}) && !(f.mfaOn() && f.emailFactor()) {
		matches = found("CustomEmailSender sends all email, so the email settings (EmailConfiguration) are not used", atEmail+"SourceArn", atLambda+"CustomEmailSender.LambdaArn")
	}
	if l.CustomMessage != nil {
		sender, what := "CustomEmailSender", "email"
		if l.CustomEmailSender == nil {
			sender, what = "CustomSMSSender", "SMS"
		}
		matches = append(matches, found(fmt.Sprintf("%s sends all %s, so %s is not called for it", sender, what, Name(atLambda+"CustomMessage")), atLambda+"CustomMessage", atLambda+sender+".LambdaArn")...)
	}
	return matches
}

func checkSenderTexts(f Facts) []Match {
	l := f.CreateUserPool.LambdaConfig
	if l == nil {
		return nil
	}
	var matches []Match
	look := func(sender *VersionedLambda, name string, texts []entry) {
		if sender != nil && len(texts) > 0 {
			matches = append(matches, Match{
				Message:  fmt.Sprintf("with %s, the function writes the messages; unused: %s", name, names(pathsOf(texts))),
				Settings: append(pathsOf(texts), atLambda+name+".LambdaArn"),
			})
		}
	}
	look(l.CustomEmailSender, "CustomEmailSender", f.emailTexts())
	look(l.CustomSMSSender, "CustomSMSSender", f.smsTexts())
	return matches
}

// editCodeAndLink removes the text of the link where codes verify. The text of the
// code stays in any case: forgotten passwords use it.
func editCodeAndLink(f Facts, _ Finding) []Edit {
	if is(f.template().DefaultEmailOption, "CONFIRM_WITH_LINK") {
		return nil
	}
	return removed(atTemplate + "EmailMessageByLink")
}

func editLegacyText(f Facts, finding Finding) []Edit {
	for _, l := range f.legacyTexts() {
		if l.old.path == finding.Settings[0] {
			return append(setTo(l.now.path, *l.old.value), removed(l.old.path)...)
		}
	}
	return nil
}
