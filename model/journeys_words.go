package model

import (
	"cmp"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Example values in the messages of journeys.
const (
	exampleCode     = "123456"
	examplePassword = "Xk7!pQ2m-temp"
	exampleName     = "ana"
	exampleEmail    = "ana@example.com"
	examplePhone    = "+12065550100" // of the numbers that are reserved for examples
)

// Validity of what Cognito sends, which no setting changes (developer guide,
// quotas in Amazon Cognito: codes).
const (
	verificationCodeLife = "24 hours"
	recoveryCodeLife     = "one hour"
)

// defaultSender is the address from which Cognito sends email unless the pool has
// another (developer guide, email settings).
const defaultSender = "no-reply@verificationemail.com"

// occasion is why a message is sent.
type occasion struct {
	source string // the trigger source without its prefix: CustomMessage_SignUp
	// The words, from the setting that counts first; Cognito's own where none is set.
	subjects, emails, sms []entry
	subject, email, text  string
	secret                string // what replaces {####}
}

// Cognito's own words are in no reference. Those of the invitation and the SMS are
// the defaults that the CDK documents; those of codes by email are from messages
// that users quote in issues, such as "Your password reset code is".
func (t *teller) occasion(source string) occasion {
	template, invite, c := t.template(), t.invitation(), &t.CreateUserPool
	o := occasion{
		source:   source,
		subjects: []entry{{atTemplate + "EmailSubject", template.EmailSubject}, {legacySubject, c.EmailVerificationSubject}},
		emails:   []entry{{atTemplate + "EmailMessage", template.EmailMessage}, {legacyEmail, c.EmailVerificationMessage}},
		sms:      []entry{{atTemplate + "SmsMessage", template.SmsMessage}, {legacySms, c.SmsVerificationMessage}},
		subject:  "Your verification code", email: "Your confirmation code is {####}", text: "Your confirmation code is {####}",
		secret: exampleCode,
	}
	switch source {
	case "ForgotPassword":
		o.email, o.text = "Your password reset code is {####}", "Your password reset code is {####}"
	case "AdminCreateUser":
		o.subjects = []entry{{atInvite + "EmailSubject", invite.EmailSubject}}
		o.emails = []entry{{atInvite + "EmailMessage", invite.EmailMessage}}
		o.sms = []entry{{atInvite + "SMSMessage", invite.SMSMessage}}
		o.subject, o.email = "Your temporary password", "Your username is {username} and temporary password is {####}."
		o.text, o.secret = o.email, examplePassword
	case "Authentication":
		o.subjects, o.emails = nil, nil
		// Codes to sign in have the words of the second factor, also as first factor
		// (API reference, EmailMfaConfigType and SmsMfaConfigType).
		if m := t.SetUserPoolMfaConfig.EmailMfaConfiguration; m != nil && t.mfaOn() {
			o.subjects = []entry{{atEmailMfa + ".Subject", m.Subject}}
			o.emails = []entry{{atEmailMfa + ".Message", m.Message}}
		}
		o.sms = []entry{{atSmsAuth, c.SmsAuthenticationMessage}}
		if m := t.smsFactor(); m != nil && t.mfaOn() && m.SmsAuthenticationMessage != nil {
			path := atSmsMfa + ".SmsAuthenticationMessage"
			if _, isSet := t.Get(path); isSet {
				o.sms = []entry{{path, m.SmsAuthenticationMessage}}
			}
		}
		o.subject, o.email, o.text = "Your authentication code", "Your authentication code is {####}.", "Your authentication code is {####}."
	case "SignUpLink":
		o.source = "SignUp"
		o.subjects = []entry{{atTemplate + "EmailSubjectByLink", template.EmailSubjectByLink}}
		o.emails = []entry{{atTemplate + "EmailMessageByLink", template.EmailMessageByLink}}
		o.subject, o.email = "Your verification link", "Please click the link below to verify your email address. {##Verify Email##}"
	}
	return o
}

// paths are the settings whose words count for the medium.
func (o occasion) paths(medium string) []string {
	if medium == SMS {
		return pathsOf(o.sms)
	}
	return slices.Concat(pathsOf(o.subjects), pathsOf(o.emails))
}

// message adds what happens when Cognito sends a message: the functions that it
// invokes, and the message as it arrives.
func (t *teller) message(o occasion, medium, note string) {
	l := t.lambda()
	m := &Message{Medium: medium, To: exampleEmail}
	sender, senderPath, prefix := l.CustomEmailSender, atLambda+"CustomEmailSender.LambdaArn", "CustomEmailSender_"
	if medium == SMS {
		m.To, sender, senderPath, prefix = examplePhone, l.CustomSMSSender, atLambda+"CustomSMSSender.LambdaArn", "CustomSMSSender_"
	}
	settings := append(o.paths(medium), senderPath)
	switch {
	case sender != nil && sender.LambdaArn != nil:
		// A custom sender gets the message instead of the custom message function
		// (developer guide, custom sender triggers).
		m.Function, m.From = functionName(*sender.LambdaArn), "as the function decides"
		settings = append(settings, atKmsKey)
	default:
		if t.invoke(atLambda+"CustomMessage", l.CustomMessage, "CustomMessage_"+o.source) {
			m.Changed = functionName(*l.CustomMessage)
		}
		t.fill(m, o)
		if medium == Email {
			settings = append(settings, atEmail+"EmailSendingAccount", atEmail+"SourceArn", atEmail+"From")
		} else {
			settings = append(settings, atSms+"SnsCallerArn", atSms+"EumsSms.OriginationIdentity")
		}
	}
	does := "sends an email to " + m.To
	if medium == SMS {
		does = "sends an SMS to " + m.To
	}
	step := JourneyStep{Actor: Cognito, To: User, Does: does, Note: note, Message: m, Settings: settings}
	if m.Function != "" {
		step.Actor, step.Name, step.Trigger = Function, m.Function, prefix+o.source
		step.Does = "decrypts the code with the KMS key and " + does
	}
	t.add(step)
}

// fill writes the words and the sender of a message.
func (t *teller) fill(m *Message, o occasion) {
	if m.Medium == SMS {
		m.From = t.smsSender()
		m.Body, m.Words = firstSet(o.sms, o.text)
	} else {
		m.From = t.emailSender()
		m.Subject, _ = firstSet(o.subjects, o.subject)
		m.Body, m.Words = firstSet(o.emails, o.email)
		if m.Words == "" {
			_, m.Words = firstSet(o.subjects, "")
		}
		m.Body = plainText(m.Body)
	}
	user := exampleName
	switch usernames := t.CreateUserPool.UsernameAttributes; {
	case slices.Contains(usernames, "email"):
		user = exampleEmail
	case len(usernames) > 0:
		user = examplePhone
	}
	if o.source == "AdminCreateUser" { // the others replace no name; a rule reports it
		m.Body = strings.ReplaceAll(m.Body, "{username}", user)
	}
	m.Body = strings.ReplaceAll(m.Body, "{####}", o.secret)
	m.Body = linkWords.ReplaceAllString(m.Body, "[$1]")
}

// linkWords are the words of a link in a message.
var linkWords = regexp.MustCompile(`\{##(.*?)##\}`)

// firstSet is the first text that is set, with its path, or the text without one.
func firstSet(entries []entry, otherwise string) (text, path string) {
	for _, e := range entries {
		if e.value != nil {
			return *e.value, e.path
		}
	}
	return otherwise, ""
}

var (
	lineTags = regexp.MustCompile(`(?i)<(br|/p|/div|/h[1-6]|/li|/tr)\b[^<>]*>`)
	allTags  = regexp.MustCompile(`(?is)<(style|head|script)\b.*?</(style|head|script)>|<[a-z/!][^<>]*>`)
	blank    = regexp.MustCompile(`\n[ \t]*\n\s*`)
)

// plainText is the body of an email as a program without HTML shows it.
func plainText(body string) string {
	if !allTags.MatchString(body) {
		return body
	}
	body = allTags.ReplaceAllString(lineTags.ReplaceAllString(body, "\n"), "")
	return strings.TrimSpace(blank.ReplaceAllString(html.UnescapeString(body), "\n\n"))
}

// emailSender is the address from which the pool sends email.
func (t *teller) emailSender() string {
	e := t.email()
	if from := deref(e.From); from != "" && t.usesSes() {
		return from
	}
	switch name := identity(e.SourceArn); {
	case name == "":
		return defaultSender
	case isAddress(name):
		return name
	default:
		return "an address at " + name
	}
}

// smsSender is the number or name from which the pool sends SMS.
func (t *teller) smsSender() string {
	sms := t.SmsSettings()
	if sms != nil && sms.EumsSms != nil {
		return cmp.Or(deref(sms.EumsSms.OriginationIdentity), "a number of AWS End User Messaging")
	}
	return "a number of Amazon SNS"
}

// functionName is the name of a function in its ARN, or the text itself if it is
// not the ARN of one.
func functionName(arn string) string {
	if _, name, found := strings.Cut(arn, ":function:"); found && name != "" {
		return name
	}
	return arn
}

// triggerDoes is what the function of a trigger does, and whether it can stop the
// journey (developer guide, Lambda triggers; each trigger has a page).
var triggerDoes = map[string]struct {
	does    string
	mayStop bool
}{
	"PreSignUp":                   {"checks the new user: it can confirm the account, or reject the sign-up", true},
	"PostConfirmation":            {"runs after the confirmation, for a welcome message or data of the app", false},
	"PreAuthentication":           {"checks the sign-in, and can reject it", true},
	"PostAuthentication":          {"runs after the sign-in, for logs or data of the app; an error rejects it", true},
	"DefineAuthChallenge":         {"selects the next challenge: tokens, another challenge, or failure", true},
	"CreateAuthChallenge":         {"creates the challenge, and can send it to the user", false},
	"VerifyAuthChallengeResponse": {"checks the answer", true},
	"UserMigration":               {"looks up a user whom the pool does not know, and can create the account from the old directory", true},
	"InboundFederation":           {"changes the attributes that the provider sent, or rejects the sign-in", true},
	"CustomMessage":               {"can replace the words of the message", false},
}

// invoke adds a function, if the trigger is set, and reports whether it is.
func (t *teller) invoke(trigger string, arn *string, source string) bool {
	t.reads(trigger)
	if arn == nil {
		return false
	}
	name := strings.TrimSuffix(strings.TrimPrefix(trigger, atLambda), ".LambdaArn")
	info := triggerDoes[name]
	t.add(JourneyStep{Actor: Function, Name: functionName(*arn), To: Cognito, Does: info.does, Trigger: source, MayStop: info.mayStop, Settings: []string{trigger}})
	return true
}

// preToken adds the function that changes tokens. V1_0 changes the ID token, V2_0
// the access token as well, and V3_0 also that of machines (developer guide, pre
// token generation trigger).
func (t *teller) preToken(source string) {
	l := t.lambda()
	path, arn, version := atLambda+"PreTokenGeneration", l.PreTokenGeneration, "V1_0"
	if config := l.PreTokenGenerationConfig; config != nil && config.LambdaArn != nil {
		path, arn, version = atLambda+"PreTokenGenerationConfig.LambdaArn", config.LambdaArn, cmp.Or(deref(config.LambdaVersion), "V1_0")
	}
	machines := source == "TokenGeneration_ClientCredentials"
	versionPath := atLambda + "PreTokenGenerationConfig.LambdaVersion"
	t.reads(path, versionPath, atLambda+"PreTokenGeneration", atLambda+"PreTokenGenerationConfig.LambdaArn")
	if arn == nil || machines && version != "V3_0" {
		return
	}
	what := "claims of the ID token"
	switch {
	case machines:
		what = "claims and scopes of the access token"
	case version != "V1_0":
		what = "claims of the ID token, and claims and scopes of the access token"
	}
	t.add(JourneyStep{
		Actor: Function, Name: functionName(*arn), To: Cognito, Trigger: source, MayStop: true, Settings: []string{path, versionPath},
		Does: fmt.Sprintf("can change %s, as version %s; an error rejects the request", what, version),
	})
}

// attributeNouns are attributes as people call them; others have the words of their
// names.
var attributeNouns = map[string]string{"email": "email address", "phone_number": "phone number", "preferred_username": "preferred username"}

func attributeNoun(name string) string {
	return cmp.Or(attributeNouns[name], strings.ReplaceAll(name, "_", " "))
}

func attributeList(names []string, join func([]string) string) string {
	words := make([]string, len(names))
	for i, name := range names {
		words[i] = attributeNoun(name)
	}
	return join(words)
}

// identifier is what users enter to name themselves at sign-in.
func (t *teller) identifier() string {
	c := &t.CreateUserPool
	t.reads(atUsernames, atAliases)
	if len(c.UsernameAttributes) > 0 {
		return attributeList(unique(c.UsernameAttributes), OneOf)
	}
	return OneOf(append([]string{"username"}, splitNouns(unique(c.AliasAttributes))...))
}

func splitNouns(names []string) []string {
	var words []string
	for _, name := range names {
		words = append(words, attributeNoun(name))
	}
	return words
}

func unique(list []string) []string {
	var once []string
	for _, text := range list {
		if !slices.Contains(once, text) {
			once = append(once, text)
		}
	}
	return once
}

// requiredAttributes are the attributes of the Schema that every user must have.
func (t *teller) requiredAttributes() []string {
	t.reads(atSchema)
	var names []string
	for _, a := range t.CreateUserPool.Schema {
		if isTrue(a.Required) && a.Name != nil && *a.Name != subAttribute {
			names = append(names, *a.Name)
		}
	}
	return unique(names)
}

// PasswordRules describes what a password of the pool must have: at least 8
// characters with uppercase, lowercase, digit and symbol. Without a policy all four
// kinds are required; in a policy, those that are unset are not.
func (p *Pool) PasswordRules() string {
	policy := p.effectivePassword()
	text := "at least " + Plural(*policy.MinimumLength, "character")
	var kinds []string
	for _, kind := range []struct {
		required *bool
		noun     string
	}{{policy.RequireUppercase, "uppercase"}, {policy.RequireLowercase, "lowercase"}, {policy.RequireNumbers, "digit"}, {policy.RequireSymbols, "symbol"}} {
		if isTrue(kind.required) {
			kinds = append(kinds, kind.noun)
		}
	}
	if kinds != nil {
		text += " with " + listed(kinds)
	}
	return text
}

// effectivePassword is the policy that counts, with Cognito's defaults.
func (p *Pool) effectivePassword() PasswordPolicy {
	if p.CreateUserPool.Policies == nil || p.CreateUserPool.Policies.PasswordPolicy == nil {
		return *DefaultPasswordPolicy()
	}
	policy := *p.CreateUserPool.Policies.PasswordPolicy
	setDefault(&policy.MinimumLength, Implied[int](atPassword+"MinimumLength"))
	return policy
}

var passwordPaths = []string{
	atPassword + "MinimumLength", atPassword + "RequireUppercase", atPassword + "RequireLowercase", atPassword + "RequireNumbers", atPassword + "RequireSymbols",
	atPassword + "PasswordHistorySize", atPassword + "TemporaryPasswordValidityDays", // any member makes the policy present
}

// newPassword adds the rules for a new password to the last step.
func (t *teller) newPassword() {
	text := "The password needs " + t.PasswordRules() + "."
	if n := deref(t.effectivePassword().PasswordHistorySize); n > 0 {
		text += " The last " + Plural(n, "password") + " cannot be used again."
	}
	t.note(text, passwordPaths...)
}

// temporaryDays is for how many days a temporary password is valid. 0 is the default
// (API reference, PasswordPolicyType).
func (p *Pool) temporaryDays() int {
	days := deref(p.effectivePassword().TemporaryPasswordValidityDays)
	if c := p.CreateUserPool.AdminCreateUserConfig; days == 0 && c != nil {
		days = deref(c.UnusedAccountValidityDays)
	}
	return cmp.Or(days, Implied[int](atPassword+"TemporaryPasswordValidityDays"))
}

// duration is a number of seconds in the largest unit that fits: 1 hour.
func duration(seconds int) string {
	for _, unit := range []struct {
		seconds int
		noun    string
	}{{day, "day"}, {hour, "hour"}, {60, "minute"}} {
		if seconds >= unit.seconds && seconds%unit.seconds == 0 {
			return Plural(seconds/unit.seconds, unit.noun)
		}
	}
	return Plural(seconds, "second")
}

// life is how long a token of the client is valid.
func (t *teller) life(kind int) (text, path string) {
	c := client{&CreateUserPoolClient{}, 0}
	if t.client != nil {
		c = *t.client
	}
	token := c.tokens()[kind]
	path = t.path(token.path())
	t.reads(path, t.path(atUnits+token.name))
	seconds, known := token.seconds()
	if !known {
		return "an unknown time", path
	}
	return duration(seconds), path
}

// challengeNote is how long a challenge of a sign-in waits for its answer.
func (t *teller) challengeNote() (text, path string) {
	minutes := Implied[int](atSession)
	if t.client != nil && t.client.AuthSessionValidity != nil {
		minutes = *t.client.AuthSessionValidity
	}
	return "The code is valid for " + strconv.Itoa(minutes) + " minutes.", t.path(atSession)
}

// tokens adds the tokens that the app gets.
func (t *teller) tokens(oauth bool) {
	access, accessPath := t.life(0)
	id, idPath := t.life(1)
	refresh, refreshPath := t.life(2)
	scopes := []string{"aws.cognito.signin.user.admin"} // all that tokens of an SDK have (developer guide, access token)
	settings := []string{accessPath, idPath, refreshPath}
	if oauth {
		scopes = t.client.AllowedOAuthScopes
		settings = append(settings, t.path(atScopes), t.path(atOAuthFlows))
	}
	hasID := !oauth || slices.Contains(scopes, "openid")
	implicit := oauth && !slices.Contains(t.client.AllowedOAuthFlows, "code")
	parts := []string{fmt.Sprintf("an access token (%s) with the %s %s", access, plural(len(scopes), "scope"), some(scopes))}
	if hasID {
		parts = append(parts, fmt.Sprintf("an ID token (%s) with %s", id, t.claims(oauth, scopes)))
	}
	if !implicit { // developer guide, authorize endpoint: implicit gives no refresh token
		parts = append(parts, fmt.Sprintf("a refresh token (%s)", refresh))
	}
	s := JourneyStep{Actor: Cognito, To: App, Does: "gives the app " + strings.Join(parts, "; "), Settings: settings}
	if len(t.CreateGroup) > 0 {
		s.Note = "Members of groups have them in cognito:groups."
		s.Settings = append(s.Settings, "CreateGroup")
	}
	t.reads("CreateGroup")
	t.add(s)
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// claims are what the ID token has: for OAuth by scope (developer guide, scopes), else
// what the client can read.
func (t *teller) claims(oauth bool, scopes []string) string {
	t.reads(t.path(atReadable))
	readable := "all standard attributes"
	if t.client != nil && len(t.client.ReadAttributes) > 0 {
		readable = some(t.client.ReadAttributes)
	}
	if !oauth {
		return "sub, cognito:username and " + readable
	}
	var claims []string
	for _, scope := range scopes {
		switch scope {
		case "email":
			claims = append(claims, "the email address")
		case "phone":
			claims = append(claims, "the phone number")
		case "profile":
			claims = append(claims, "the other attributes that the app can read ("+readable+")")
		}
	}
	return listed(append([]string{"sub", "cognito:username"}, claims...))
}
