package model

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Express are a few answers from which a whole pool follows. An empty answer is the
// usual one for those who sign in. All answers but Name are values of the question
// of the same name.
type Express struct {
	Name                                           string // of the pool
	Who, Account, Proof, SignUp, SecondFactor, App string
}

// Those who sign in.
const (
	Customers = "customers"
	Staff     = "staff"
	Machines  = "machines"
)

// Answers to what people sign in with, and how.
const (
	byEmail, byUsername, byEither, byPhone          = "email", "username", "either", "phone"
	byPassword, byPasskey, byCode, byPasskeyAndCode = "password", "passkey", "code", "both"
	openSignUp, byInvitation                        = "open", "invitation"
	noAppYet                                        = "none"
)

// ExpressQuestion is one of the questions of Express.
type ExpressQuestion struct {
	ID      string
	Title   string
	Help    string
	Options []Option

	answer func(*Express) *string
	usual  map[string]string // by those who sign in
	// modest is an answer that excludes no answer to another question.
	modest string
}

// ExpressQuestions are in the order in which they are asked. An answer to one can
// exclude answers to those after it.
var ExpressQuestions = []ExpressQuestion{
	{
		ID: "who", Title: "Who signs in?", Help: "The other answers begin with what is usual for them.",
		Options: []Option{
			{Value: Customers, Title: "Customers", Help: "People outside your organization."},
			{Value: Staff, Title: "Staff", Help: "People whose accounts administrators create, with stricter rules."},
			{Value: Machines, Title: "Machines", Help: "Services that get tokens for an API. Nobody signs up, and there are no passwords."},
		},
		answer: func(x *Express) *string { return &x.Who },
		usual:  map[string]string{"": Customers},
	},
	{
		ID: "account", Title: "With what?", Help: "What a user enters first.",
		Options: []Option{
			{Value: byEmail, Title: "Email", Help: "The email address is the username."},
			{Value: byUsername, Title: "Username", Help: "Users have a username, and an email address for recovery."},
			{Value: byEither, Title: "Email or username", Help: "Users have a username, and can sign in with their email address too."},
			{Value: byPhone, Title: "Phone", Help: "The phone number is the username."},
		},
		answer: func(x *Express) *string { return &x.Account },
		usual:  map[string]string{Customers: byEmail, Staff: byEmail},
		modest: byEmail,
	},
	{
		ID: "proof", Title: "How?", Help: "Passwords always remain possible, because Cognito requires them.",
		Options: []Option{
			{Value: byPassword, Title: "Password", Help: "A password and nothing else."},
			{Value: byPasskey, Title: "+ passkey", Help: "A password, or a passkey on a phone, a laptop or a security key."},
			{Value: byCode, Title: "+ email code", Help: "A password, or a code that arrives by email."},
			{Value: byPasskeyAndCode, Title: "+ both", Help: "A password, a passkey, or a code by email."},
		},
		answer: func(x *Express) *string { return &x.Proof },
		usual:  map[string]string{Customers: byPassword, Staff: byPassword},
		modest: byPassword,
	},
	{
		ID: "signup", Title: "Can people sign up?",
		Options: []Option{
			{Value: openSignUp, Title: "Yes", Help: "Everybody can create an account, and confirms it with a code by email."},
			{Value: byInvitation, Title: "By invitation only", Help: "Administrators create all accounts."},
		},
		answer: func(x *Express) *string { return &x.SignUp },
		usual:  map[string]string{Customers: openSignUp, Staff: byInvitation},
		modest: byInvitation,
	},
	{
		ID: "second", Title: "Second factor?", Help: "An authenticator app: SMS requires a role in your account, and codes by email an SES identity.",
		Options: []Option{
			{Value: Off, Title: "Off", Help: "One factor is enough."},
			{Value: Optional, Title: "Optional", Help: "Each user decides."},
			{Value: On, Title: "Required", Help: "Nobody signs in without a second factor."},
		},
		answer: func(x *Express) *string { return &x.SecondFactor },
		usual:  map[string]string{Customers: Off, Staff: On},
		modest: Off,
	},
	{
		ID: "app", Title: "What is the app?",
		Options: []Option{
			expressApp(BrowserApp, "Browser"), expressApp(MobileApp, "Mobile"), expressApp(WebServer, "Web server"), expressApp(BackEnd, "Own form"),
			{Value: noAppYet, Title: "None yet", Help: "The pool alone. You can add apps later."},
		},
		answer: func(x *Express) *string { return &x.App },
		usual:  map[string]string{Customers: BrowserApp, Staff: WebServer},
		modest: noAppYet,
	},
}

// expressApp is a kind of app under a short title.
func expressApp(kind, title string) Option {
	app := Apps[slices.IndexFunc(Apps, func(o Option) bool { return o.Value == kind })]
	return Option{Value: kind, Title: title, Help: app.Title + ": " + app.Help}
}

// Derived is what follows from the answers.
type Derived struct {
	Text   string
	Reason string   // in a few words
	Paths  []string // of the settings: what is within one of them is what Text is about
	// Kept reports that the draft differs from Text, because it was changed.
	Kept bool
}

// ExpressChoice is an answer that can be chosen, or why it cannot.
type ExpressChoice struct {
	Option
	Why string // a sentence; empty for an answer that can be chosen
}

// Questions are those that are asked: for machines, nobody but the first.
func (x Express) Questions() []*ExpressQuestion {
	n := len(ExpressQuestions)
	if x.Who == Machines {
		n = 1
	}
	asked := make([]*ExpressQuestion, n)
	for i := range asked {
		asked[i] = &ExpressQuestions[i]
	}
	return asked
}

// Answer is the answer to a question, empty where none was given.
func (x Express) Answer(q *ExpressQuestion) string { return *q.answer(&x) }

// With are the answers with another one to a question.
func (x Express) With(q *ExpressQuestion, value string) Express {
	*q.answer(&x) = value
	return x
}

// Choices are the answers to a question after the answers to those before it. The
// rules of Cognito decide which can be chosen: none leads to an error or a warning.
func (x Express) Choices(q *ExpressQuestion) []ExpressChoice {
	x = x.modestAfter(q)
	choices := make([]ExpressChoice, len(q.Options))
	for i, o := range q.Options {
		choices[i] = ExpressChoice{o, x.With(q, o.Value).obstacle()}
	}
	return choices
}

// modestAfter are complete answers, with modest ones to a question and those after it.
func (x Express) modestAfter(q *ExpressQuestion) Express {
	x.Name = ""
	after := false
	for i := range ExpressQuestions {
		other := &ExpressQuestions[i]
		after = after || other == q
		if after {
			x = x.With(other, other.modest)
		}
	}
	return x
}

// obstacles are the results of obstacle, by answers. There are a few hundred.
var obstacles sync.Map

// obstacle is why complete answers cannot be combined, empty if they can.
func (x Express) obstacle() string {
	if why, known := obstacles.Load(x); known {
		return why.(string)
	}
	why := ""
	p, _ := x.build(AppPlan{})
	for _, f := range Check(p) {
		if rule := LookupRule(f.Rule); f.Severity > Advice && rule != nil {
			why = rule.Summary
			break
		}
	}
	obstacles.Store(x, why)
	return why
}

// Resolve completes the answers with the usual ones. One that those before it
// exclude becomes the nearest that they do not; changed has a sentence for each, by
// the ID of its question.
func (x Express) Resolve() (complete Express, changed map[string]string) {
	complete, changed = x, map[string]string{}
	for i := range ExpressQuestions {
		q := &ExpressQuestions[i]
		if q.ID != "who" && complete.Who == Machines {
			complete = complete.With(q, "")
			continue
		}
		wanted := q.find(x.Answer(q))
		if wanted < 0 {
			wanted = max(0, q.find(q.usual[complete.whoFor(q)]))
		}
		choices := complete.Choices(q)
		nearest := nearestChoice(choices, wanted)
		complete = complete.With(q, choices[nearest].Value)
		if nearest != wanted {
			changed[q.ID] = fmt.Sprintf("%s, not %s: %s", choices[nearest].Title, choices[wanted].Title, choices[wanted].Why)
		}
	}
	return complete, changed
}

// whoFor is the key of the usual answer to a question.
func (x Express) whoFor(q *ExpressQuestion) string {
	if q.ID == "who" {
		return ""
	}
	return x.Who
}

func (q *ExpressQuestion) find(value string) int {
	return slices.IndexFunc(q.Options, func(o Option) bool { return o.Value == value })
}

// nearestChoice is the choice nearest to one in the order of the question, the one
// before it first.
func nearestChoice(choices []ExpressChoice, wanted int) int {
	for by := range choices {
		for _, i := range []int{wanted - by, wanted + by} {
			if i >= 0 && i < len(choices) && choices[i].Why == "" {
				return i
			}
		}
	}
	return wanted
}

// Build makes the pool of the answers, and lists what follows from them.
func (x Express) Build() (*Pool, []Derived) { return x.buildWith(AppPlan{}) }

// buildWith is Build with what was answered about the app besides.
func (x Express) buildWith(app AppPlan) (*Pool, []Derived) {
	x, _ = x.Resolve()
	return x.build(app)
}

// expressBuilder makes a pool of complete answers.
type expressBuilder struct {
	Express
	*Pool
	plan    AppPlan // what was answered about the app besides
	derived []Derived
}

func (b *expressBuilder) add(text, reason string, paths ...string) {
	b.derived = append(b.derived, Derived{Text: text, Reason: reason, Paths: paths})
}

func (x Express) build(app AppPlan) (*Pool, []Derived) {
	b := &expressBuilder{Express: x, Pool: &Pool{}, plan: app}
	b.name()
	b.CreateUserPool.UserPoolTier = new("ESSENTIALS")
	if x.Who == Machines {
		b.machines()
	} else {
		b.people()
	}
	if kind := x.kindOfApp(); kind != "" {
		b.app(kind)
	}
	b.CreateUserPool.DeletionProtection = new("ACTIVE")
	b.add("Deletion protection on", "always", "CreateUserPool.DeletionProtection")
	return b.Pool, b.derived
}

// expressNames are the names of pools that were given none.
var expressNames = map[string]string{Customers: "my-customers", Staff: "my-staff", Machines: "my-services"}

func (b *expressBuilder) name() {
	name, reason := strings.TrimSpace(b.Name), "your answer"
	if name == "" {
		name, reason = expressNames[b.Who], "until you name it"
	}
	b.CreateUserPool.PoolName = &name
	b.add("Name "+Printable(name), reason, atPoolName)
}

// machines sets up a pool without users.
func (b *expressBuilder) machines() {
	c := &b.CreateUserPool
	c.UserPoolTier = new("LITE")
	b.add("Plan LITE", "machines need no more", atTier)
	c.UsernameConfiguration = &UsernameConfiguration{CaseSensitive: new(false)}
	b.add("Anna and anna are one user", "always, as it is permanent", atCase)
	b.recoverBy("admin_only")
	b.add("No recovery of accounts", "there are no users", atRecovery)
	c.AdminCreateUserConfig = &AdminCreateUserConfig{AllowAdminCreateUserOnly: new(true)}
	b.add("Nobody can sign up", "machines", atSignUp+"AllowAdminCreateUserOnly")
}

// people sets up a pool with users.
func (b *expressBuilder) people() {
	b.tier()
	b.account()
	b.passwords()
	b.factors()
	b.secondFactor()
	b.email()
	b.signUp()
}

func (b *expressBuilder) tier() {
	reason := "Cognito's default"
	switch {
	case b.Proof != byPassword:
		reason = "passkeys and codes require it"
	case appsByKind[b.App].pages:
		reason = "managed login requires it"
	case b.Who == Staff:
		reason = "password history requires it"
	}
	b.add("Plan ESSENTIALS", reason, atTier)
}

func (b *expressBuilder) account() {
	c := &b.CreateUserPool
	switch b.Account {
	case byEmail:
		c.UsernameAttributes = []string{"email"}
		b.add("The email address is the username", "sign-in by email", atUsernames)
	case byPhone:
		c.UsernameAttributes = []string{"phone_number"}
		b.add("The phone number is the username", "sign-in by phone", atUsernames)
	case byEither:
		c.AliasAttributes = []string{"email"}
		b.add("Usernames, with the email address as an alias", "sign-in by either", atAliases)
	}
	c.UsernameConfiguration = &UsernameConfiguration{CaseSensitive: new(false)}
	b.add("Anna and anna are one user", "always, as it is permanent", atCase)
}

func (b *expressBuilder) passwords() {
	policy := &PasswordPolicy{
		MinimumLength: new(12), RequireUppercase: new(true), RequireLowercase: new(true), RequireNumbers: new(true), RequireSymbols: new(false),
		TemporaryPasswordValidityDays: new(7),
	}
	kinds := []string{atPassword + "MinimumLength", atPassword + "RequireUppercase", atPassword + "RequireLowercase", atPassword + "RequireNumbers", atPassword + "RequireSymbols"}
	if b.Who != Staff {
		b.add("12 characters or more, no forced symbols", "customers", kinds...)
	} else {
		policy.MinimumLength, policy.RequireSymbols = new(14), new(true)
		policy.PasswordHistorySize, policy.TemporaryPasswordValidityDays = new(5), new(3)
		b.add("14 characters or more of every kind", "staff", kinds...)
		b.add("The last 5 passwords cannot be reused", "staff", atPassword+"PasswordHistorySize")
	}
	b.add(fmt.Sprintf("Temporary passwords valid for %d days", *policy.TemporaryPasswordValidityDays), b.Who, atPassword+"TemporaryPasswordValidityDays")
	b.CreateUserPool.Policies = &Policies{PasswordPolicy: policy}
}

// factors are those that a sign-in can begin with.
func (b *expressBuilder) factors() {
	factors, title := []string{"PASSWORD"}, "password"
	if b.hasPasskeys() {
		factors, title = append(factors, "WEB_AUTHN"), title+", passkey"
	}
	if b.Proof == byCode || b.Proof == byPasskeyAndCode {
		factors, title = append(factors, "EMAIL_OTP"), title+", code by email"
	}
	if len(factors) == 1 {
		return
	}
	b.CreateUserPool.Policies.SignInPolicy = &SignInPolicy{AllowedFirstAuthFactors: factors}
	b.add("Sign-in with "+title, "your answer", atFirstFactors)
	switch {
	case !b.hasPasskeys():
	case b.SecondFactor == On:
		b.SetUserPoolMfaConfig.WebAuthnConfiguration = &WebAuthnConfiguration{UserVerification: new("required"), FactorConfiguration: new("MULTI_FACTOR_WITH_USER_VERIFICATION")}
		b.add("A passkey counts as two factors", "second factor required", atPasskey+"UserVerification", atPasskey+"FactorConfiguration")
	default:
		b.SetUserPoolMfaConfig.WebAuthnConfiguration = &WebAuthnConfiguration{UserVerification: new("preferred")}
		b.add("Passkeys verify users where they can", "one factor is enough", atPasskey+"UserVerification")
	}
}

func (b *expressBuilder) hasPasskeys() bool {
	return b.Proof == byPasskey || b.Proof == byPasskeyAndCode
}

func (b *expressBuilder) secondFactor() {
	if b.SecondFactor == Off {
		return
	}
	b.CreateUserPool.MfaConfiguration = new(b.SecondFactor)
	b.SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration = &SoftwareTokenMfa{Enabled: new(true)}
	if b.SecondFactor == On {
		b.add("MFA required", b.secondReason(), atCreateMode)
	} else {
		b.add("MFA optional", b.secondReason(), atCreateMode)
	}
	b.add("MFA by authenticator app", "needs neither SMS nor SES", atApp)
}

func (b *expressBuilder) secondReason() string {
	if b.Who == Staff && b.SecondFactor == On {
		return "staff"
	}
	return "your answer"
}

func (b *expressBuilder) email() {
	c := &b.CreateUserPool
	c.AutoVerifiedAttributes = []string{"email"}
	b.add("Email verified by a code", "recovery by email", atVerified)
	c.UserAttributeUpdateSettings = &UserAttributeUpdateSettings{AttributesRequireVerificationBeforeUpdate: []string{"email"}}
	b.add("A new address counts once it is verified", "nobody loses an account", atUpdates)
	b.recoverBy("verified_email")
	b.add("Recovery by email", "the address is verified", atRecovery)
	c.Schema = []Attribute{{Name: new("email"), AttributeDataType: new("String"), Mutable: new(true), Required: new(true)}}
	b.add("Every user has an email address", "recovery by email", atSchema)
}

func (b *expressBuilder) recoverBy(way string) {
	b.CreateUserPool.AccountRecoverySetting = &AccountRecoverySetting{RecoveryMechanisms: []RecoveryMechanism{{Name: &way, Priority: new(1)}}}
}

func (b *expressBuilder) signUp() {
	if b.SignUp == openSignUp {
		return
	}
	reason := "by invitation"
	if b.Who == Staff {
		reason = "staff"
	}
	days := *b.CreateUserPool.Policies.PasswordPolicy.TemporaryPasswordValidityDays
	b.CreateUserPool.AdminCreateUserConfig = &AdminCreateUserConfig{
		AllowAdminCreateUserOnly: new(true),
		InviteMessageTemplate: &InviteMessageTemplate{
			EmailSubject: new("Your account"),
			EmailMessage: new(fmt.Sprintf("Sign in as {username} with the temporary password {####}. It is valid for %d days.", days)),
		},
	}
	b.add("Administrators create accounts", reason, atSignUp+"AllowAdminCreateUserOnly")
	b.add("Invitations tell how long they are valid", reason, atInvite+"EmailSubject", atInvite+"EmailMessage")
}

// kindOfApp is the app of complete answers, empty for none.
func (x Express) kindOfApp() string {
	switch {
	case x.Who == Machines:
		return Machine
	case x.App == noAppYet:
		return ""
	default:
		return x.App
	}
}

// app adds the client of an app.
func (b *expressBuilder) app(kind string) {
	lines := addApp(b.Pool, b.plan.Becomes(kind))
	reason := Machines
	if kind != Machine {
		q := &ExpressQuestions[len(ExpressQuestions)-1]
		reason = "app: " + strings.ToLower(q.Options[q.find(kind)].Title)
	}
	about := func(lines []appLine, paths ...string) {
		for _, line := range lines {
			b.add(line.text, reason, append(clientPaths(line.members), paths...)...)
		}
	}
	about(lines.client)
	if kind == Machine {
		last := &b.derived[len(b.derived)-1]
		last.Paths = append(last.Paths, "CreateResourceServer")
	}
	about(lines.pages)
	about(lines.domain, atDomains)
	about(lines.style, atBranding)
}

// clientPaths are paths of members of the app client that follows from answers, the
// only one.
func clientPaths(members []string) []string {
	var paths []string
	for _, member := range members {
		paths = append(paths, atClients+"[0]."+member)
	}
	return paths
}

// Of are the answers that a draft was made with: the same, with its name as the
// answer where that was changed.
func (x Express) Of(draft *Pool) Express {
	built, _ := x.Build()
	if name := deref(draft.CreateUserPool.PoolName); name != deref(built.CreateUserPool.PoolName) {
		x.Name = name
	}
	return x
}

// Follow returns a draft that was made with the answers and perhaps changed since,
// as other answers have it, and what follows from those. Each setting that was changed
// since stays, as long as the app can have it: an app of another kind may lack, for
// example, callback URLs. An app client that was renamed stays as a whole, and so does
// one that was changed when no app is to follow.
//
// What was changed is what differs from the pool of the answers so far. Settings of
// the draft that the app client would depend on if it was added now do not matter.
func (x Express) Follow(draft *Pool, next Express) (*Pool, []Derived) {
	x = x.Of(draft)
	app, i := x.appIn(draft)
	before, _ := x.buildWith(app)
	after, derived := next.buildWith(app)
	before.CreateUserPool.PoolName = draft.CreateUserPool.PoolName // an answer, which follows
	merged := draft.Clone()
	followSettings(merged, before, after, "CreateUserPool.", "SetUserPoolMfaConfig.")
	if follows(draft, before, after, i) {
		followApp(merged, before, after, i)
	} else {
		x.Name = deref(after.CreateUserPool.PoolName)
		stays, _ := x.buildWith(app)
		followApp(merged, before, stays, i)
	}
	inFront := *merged // with the client that follows as the first, as the paths have it
	inFront.CreateUserPoolClient = merged.CreateUserPoolClient[min(max(i, 0), len(merged.CreateUserPoolClient)):]
	for j, d := range derived {
		derived[j].Kept = slices.ContainsFunc(d.Paths, func(path string) bool { return !inFront.has(after, path) })
	}
	return merged, derived
}

// appIn is what was answered about the app of a draft besides the questions, and the
// index of the client that followed from them, -1 for none.
func (x Express) appIn(draft *Pool) (app AppPlan, i int) {
	x, _ = x.Resolve()
	app.Kind = x.kindOfApp()
	if app.Kind == "" {
		return app, -1
	}
	i = slices.IndexFunc(draft.CreateUserPoolClient, func(c CreateUserPoolClient) bool { return is(c.ClientName, appsByKind[app.Kind].name) })
	if i < 0 {
		return app, -1
	}
	c := &draft.CreateUserPoolClient[i]
	app.Pages = pagesOfClient(draft, c, app)
	built, _ := x.build(app)
	return app.takeAnswers(&built.CreateUserPoolClient[0], c), i
}

// follows reports whether the app of a draft, with its client at i, becomes another
// one.
func follows(draft, before, after *Pool, i int) bool {
	switch was, will := before.CreateUserPoolClient, after.CreateUserPoolClient; {
	case len(was) == 0:
		return len(draft.CreateUserPoolClient) == 0
	case i < 0:
		return false // it is gone, or has another name
	case len(will) == 0:
		return reflect.DeepEqual(draft.CreateUserPoolClient[i], was[0])
	default:
		return !slices.ContainsFunc(otherClients(draft, i), func(c CreateUserPoolClient) bool { return is(c.ClientName, deref(will[0].ClientName)) })
	}
}

// otherClients are the app clients of a draft without the one at i, all for -1.
func otherClients(draft *Pool, i int) []CreateUserPoolClient {
	if i < 0 {
		return draft.CreateUserPoolClient
	}
	return slices.Delete(slices.Clone(draft.CreateUserPoolClient), i, i+1)
}

// pagesOfClient are the sign-in pages of a client that an app got; empty where they
// are those by default.
func pagesOfClient(p *Pool, c *CreateUserPoolClient, app AppPlan) string {
	managed, classic := p.loginVersions()
	switch {
	case !app.HasPages():
		return ""
	case c.AllowedOAuthFlowsUserPoolClient == nil && c.AllowedOAuthFlows == nil && c.CallbackURLs == nil:
		return OwnPages
	case classic && !managed:
		return ClassicPages
	default:
		return ""
	}
}

// followSettings gives settings that are as before the values that they have after:
// those whose paths begin with one of the roots, with lists as a whole.
func followSettings(merged, before, after *Pool, roots ...string) {
	for _, path := range settingsOf(roots, before, merged, after) {
		was, _ := before.Get(path)
		is, _ := merged.Get(path)
		will, set := after.Get(path)
		switch {
		case !reflect.DeepEqual(was, is) || reflect.DeepEqual(was, will):
		case set:
			merged.Set(path, will)
		default:
			merged.Unset(path)
		}
	}
}

// followApp changes the app client at i, and what AddApp added with it, as far as they
// are as before. Without a client at i it adds the one after. What another client
// needs stays.
func followApp(merged, before, after *Pool, i int) {
	clients, others := merged.CreateUserPoolClient, otherClients(merged, i)
	domains, servers := after.CreateUserPoolDomain, after.CreateResourceServer
	if len(domains) == 0 && slices.ContainsFunc(others, usesDomain) {
		domains = before.CreateUserPoolDomain
	}
	if len(servers) == 0 && slices.ContainsFunc(others, usesScopes) {
		servers = before.CreateResourceServer
	}
	switch was, will := before.CreateUserPoolClient, after.CreateUserPoolClient; {
	case len(was) == 0 && len(will) > 0:
		merged.CreateUserPoolClient = will
	case i >= 0 && len(will) == 0:
		merged.CreateUserPoolClient = orNil(slices.Delete(clients, i, i+1))
	case i >= 0:
		one := &Pool{CreateUserPoolClient: clients[i : i+1]}
		followSettings(one, before, after, atClients+"[0].")
	}
	merged.CreateUserPoolDomain = followItem(merged.CreateUserPoolDomain, before.CreateUserPoolDomain, domains,
		func(_, _ CreateUserPoolDomain) bool { return true })
	merged.CreateManagedLoginBranding = followItem(merged.CreateManagedLoginBranding, before.CreateManagedLoginBranding, after.CreateManagedLoginBranding,
		func(a, b CreateManagedLoginBranding) bool { return deref(a.ClientId) == deref(b.ClientId) })
	merged.CreateResourceServer = followItem(merged.CreateResourceServer, before.CreateResourceServer, servers,
		func(a, b CreateResourceServer) bool { return deref(a.Identifier) == deref(b.Identifier) })
	if i >= 0 && len(after.CreateUserPoolClient) > 0 {
		merged.Rename(at(atClients, i, "ClientName"), deref(before.CreateUserPoolClient[0].ClientName), deref(after.CreateUserPoolClient[0].ClientName))
	}
}

// followItem replaces the item of a list that is as before by the one after; each is
// one or none. Where there was none, one is added unless the list has one in its
// place.
func followItem[T any](list, before, after []T, inPlace func(a, b T) bool) []T {
	if len(before) == 0 {
		if len(after) > 0 && !slices.ContainsFunc(list, func(item T) bool { return inPlace(item, after[0]) }) {
			list = append(slices.Clip(list), after[0])
		}
		return list
	}
	i := slices.IndexFunc(list, func(item T) bool { return reflect.DeepEqual(item, before[0]) })
	if i < 0 {
		return list
	}
	return orNil(slices.Replace(slices.Clone(list), i, i+1, after...))
}

// orNil is a list, nil for one without items.
func orNil[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// has reports whether a setting has the value that it has in another pool; a list of
// blocks at least the same items.
func (p *Pool) has(other *Pool, path string) bool {
	value, _ := p.Get(path)
	want, _ := other.Get(path)
	items := reflect.ValueOf(want)
	if items.Kind() != reflect.Slice || items.Type().Elem().Kind() != reflect.Struct {
		return reflect.DeepEqual(value, want)
	}
	for i := range items.Len() {
		if !hasItem(reflect.ValueOf(value), items.Index(i)) {
			return false
		}
	}
	return true
}

// hasItem reports whether a list, which may be absent, has an item.
func hasItem(list, item reflect.Value) bool {
	if !list.IsValid() {
		return false
	}
	for i := range list.Len() {
		if reflect.DeepEqual(list.Index(i).Interface(), item.Interface()) {
			return true
		}
	}
	return false
}

// settingsOf are the settings below the roots that are set in one of several pools,
// with lists as a whole.
func settingsOf(roots []string, pools ...*Pool) []string {
	var paths []string
	known := map[string]bool{}
	for _, p := range pools {
		for leaf := range p.Leaves() {
			i := slices.IndexFunc(roots, func(root string) bool { return strings.HasPrefix(leaf.Path(), root) })
			if i < 0 || leaf.Setting.Kind == Block {
				continue
			}
			name, _, _ := strings.Cut(leaf.Path()[len(roots[i]):], "[")
			if path := roots[i] + name; !known[path] {
				known[path] = true
				paths = append(paths, path)
			}
		}
	}
	return paths
}
