package model

import (
	"cmp"
	"slices"
	"strings"
)

// Journey is what people or programs go through with exactly the settings of a
// pool, step by step: sign-up, a sign-in, a forgotten password.
type Journey struct {
	// ID names it, such as sign-up. Where a pool has several of a kind, the name
	// of what they differ in follows: federated:Google.
	ID    string
	Title string
	State JourneyState
	// Why has the reasons for a journey that is not possible, nil for others.
	Why []Obstacle
	// Client is the name of the app client with whose settings the journey is
	// described; empty where the draft has none for it.
	Client string
	Steps  []JourneyStep // nil unless it is possible
	// Settings are the paths that the journey depends on, set or not, each once and
	// sorted as text. A block or a list includes all that is in it.
	Settings []string
}

// JourneyState is whether a journey is possible.
type JourneyState int

const (
	Possible   JourneyState = iota
	Impossible              // offered by some settings and prevented by others: a rule reports it
	NotOffered              // nobody chose it
)

// Obstacle is a reason why a journey is not possible.
type Obstacle struct {
	Why      string   // a clause: usernames cannot be changed
	Fix      string   // empty for what is not offered by choice
	Rule     string   // the rule that reports it; empty for what is not offered by choice
	Settings []string // the one to change first
}

// Actor is who acts in a step of a journey.
type Actor int

const (
	User Actor = iota
	App
	Cognito
	Function // a Lambda function
	Administrator
	Provider // another service that users sign in with
)

// JourneyStep is one event of a journey.
type JourneyStep struct {
	Actor Actor
	Name  string // of the function or the provider; empty for the others
	To    Actor  // whom the event reaches; the actor itself for what it does alone
	// Does is what happens, as the rest of a sentence that begins with the actor:
	// enters the code.
	Does string
	// Note is a sentence on how long something is valid, or what else to know;
	// empty for most.
	Note string
	// Call is the API operation or the page: SignUp. It is empty where there is
	// none.
	Call string
	// Trigger is the trigger source that a function gets, such as PreSignUp_SignUp;
	// empty for the others. MayStop says that the step can end the journey.
	Trigger string
	MayStop bool
	// Case is the condition of a step that not every user comes to; steps in a row
	// with different cases are alternatives.
	Case     string
	Message  *Message // that arrives; nil for most
	Settings []string // paths that make it so
}

// Message is an email or SMS as it arrives. Its placeholders have example values.
type Message struct {
	Medium   string // Email or SMS
	From, To string
	Subject  string // of an email
	Body     string // without HTML tags; empty where a function writes it
	// Words is the setting with the words; empty for Cognito's own, which it does
	// not document and can change.
	Words string
	// Function is the name of the function that sends the message in its own words,
	// empty without one. Changed is the name of one that can change the words.
	Function, Changed string
}

// Remark tells whose words a message has.
func (m *Message) Remark() string {
	switch {
	case m.Function != "":
		return "in the words of the function " + m.Function
	case m.Changed != "" && m.Words != "":
		return "unless the function " + m.Changed + " replaces the words"
	case m.Changed != "":
		return "Cognito's own words, unless the function " + m.Changed + " replaces them"
	case m.Words != "":
		return "set in " + Name(m.Words)
	default:
		return "Cognito's own words, which it can change"
	}
}

// Media of a message.
const (
	Email = "Email"
	SMS   = "SMS"
)

// Who is the actor at the start of a sentence.
func (s JourneyStep) Who() string {
	switch s.Actor {
	case User:
		return "The user"
	case App:
		return "The app"
	case Function:
		return "The function " + s.Name
	case Administrator:
		return "An administrator"
	case Provider:
		return s.Name
	default:
		return "Cognito"
	}
}

// Sentence is the step as a sentence, with the call in parentheses.
func (s JourneyStep) Sentence() string {
	text := s.Who() + " " + s.Does
	switch detail := cmp.Or(s.Call, s.Trigger); {
	case detail != "":
		text += " (" + detail + ")"
	}
	return text + "."
}

// InCase is the sentence with the condition of the step, if it has one, at its start.
func (s JourneyStep) InCase() string {
	sentence := s.Sentence()
	if s.Case == "" {
		return sentence
	}
	for _, article := range []string{"The ", "An "} {
		if rest, found := strings.CutPrefix(sentence, article); found {
			sentence = strings.ToLower(article) + rest
		}
	}
	return strings.ToUpper(s.Case[:1]) + s.Case[1:] + ", " + sentence
}

// Offered reports whether a setting offers the journey, possible or not.
func (j Journey) Offered() bool { return j.State != NotOffered }

// FindJourneys returns the journeys with the ID, or with one that begins with id
// and a colon.
func FindJourneys(all []Journey, id string) []Journey {
	return slices.DeleteFunc(slices.Clone(all), func(j Journey) bool {
		return !strings.EqualFold(j.ID, id) && !strings.HasPrefix(strings.ToLower(j.ID), strings.ToLower(id)+":")
	})
}

// JourneyKinds are the IDs of all journeys, without names of a pool.
func JourneyKinds() []string {
	var ids []string
	for _, k := range journeyKinds {
		ids = append(ids, k.id)
	}
	return ids
}

// journeyKind is a kind of journey, of which a pool has one, or one for each name.
type journeyKind struct {
	id, title string
	names     func(Facts) []string // nil for one
	tell      func(t *teller)
}

var journeyKinds = []journeyKind{
	{"sign-up", "Sign-up", nil, (*teller).signUp},
	{"invitation", "First sign-in after an invitation", nil, (*teller).firstSignIn},
	{"sign-in-password", "Sign-in with a password", nil, (*teller).passwordSignIn},
	{"sign-in-email-code", "Sign-in with a code by email", nil, func(t *teller) { t.codeSignIn("EMAIL_OTP") }},
	{"sign-in-sms-code", "Sign-in with a code by SMS", nil, func(t *teller) { t.codeSignIn("SMS_OTP") }},
	{"sign-in-passkey", "Sign-in with a passkey", nil, (*teller).passkeySignIn},
	{"sign-in-custom", "Sign-in with custom challenges", nil, (*teller).customSignIn},
	{"federated", "Sign-in with another service", providerNames, (*teller).federatedSignIn},
	{"passkey-setup", "Setting up a passkey", nil, (*teller).passkeySetup},
	{"mfa-app", "Setting up an authenticator app", nil, (*teller).appSetup},
	{"mfa-sms", "Setting up codes by SMS", nil, func(t *teller) { t.codeSetup(SmsFactor) }},
	{"mfa-email", "Setting up codes by email", nil, func(t *teller) { t.codeSetup(emailFactorName) }},
	{"forgotten-password", "Forgotten password", nil, (*teller).forgottenPassword},
	{"change-email", "Change of the email address", nil, func(t *teller) { t.changeAddress("email") }},
	{"change-phone", "Change of the phone number", nil, func(t *teller) { t.changeAddress("phone_number") }},
	{"stay-signed-in", "Staying signed in", nil, (*teller).staySignedIn},
	{"machine-access", "Access for machines", machineNames, (*teller).machineAccess},
}

// Journeys returns the journeys of a pool in a fixed order, also those that are
// not possible, with the reasons. The same pool gives the same journeys.
func Journeys(p *Pool) []Journey {
	f := Facts{Pool: p}
	found := map[string][]Finding{}
	var all []Journey
	for _, kind := range journeyKinds {
		names := []string{""}
		if kind.names != nil {
			if names = kind.names(f); len(names) == 0 {
				names = []string{""}
			}
		}
		for _, name := range names {
			j := Journey{ID: kind.id, Title: kind.title}
			if name != "" {
				j.ID, j.Title = kind.id+":"+name, kind.title+": "+name
			}
			kind.tell(&teller{Facts: f, Journey: &j, name: name, found: found})
			finish(&j)
			all = append(all, j)
		}
	}
	return all
}

// finish removes the steps of a journey that is not possible, and collects its settings.
func finish(j *Journey) {
	for _, s := range j.Steps {
		j.Settings = append(j.Settings, s.Settings...)
	}
	for _, why := range j.Why {
		j.Settings = append(j.Settings, why.Settings...)
	}
	if j.State != Possible {
		j.Steps, j.Client = nil, ""
	}
	slices.Sort(j.Settings)
	j.Settings = slices.Compact(j.Settings)
}

// teller writes one journey.
type teller struct {
	Facts
	*Journey
	name   string               // of the provider or client that the journey is about
	client *client              // that the journey is described with; nil where the draft has none
	pages  bool                 // the user is on the sign-in pages of the pool
	branch string               // the Case of the steps to come
	found  map[string][]Finding // by rule, of those that were asked for
}

func (t *teller) add(s JourneyStep) {
	s.Case = t.branch
	t.Steps = append(t.Steps, s)
}

// reads notes settings that the journey depends on beside those of its steps.
func (t *teller) reads(paths ...string) { t.Settings = append(t.Settings, paths...) }

// user adds a step of the user, in the app or on the sign-in pages.
func (t *teller) user(does, page string, settings ...string) {
	s := JourneyStep{Actor: User, To: App, Does: does, Settings: settings}
	if t.pages {
		s.To, s.Call = Cognito, page
	}
	t.add(s)
}

// app adds a call of the app. On the sign-in pages there is none: the pages of
// Cognito do what the call does.
func (t *teller) app(does, call string, settings ...string) {
	if !t.pages {
		t.add(JourneyStep{Actor: App, To: Cognito, Does: does, Call: call, Settings: settings})
	}
}

// cognito adds a step of Cognito alone.
func (t *teller) cognito(does string, settings ...string) {
	t.add(JourneyStep{Actor: Cognito, To: Cognito, Does: does, Settings: settings})
}

// note adds a sentence to the last step.
func (t *teller) note(text string, settings ...string) {
	last := &t.Steps[len(t.Steps)-1]
	last.Note = strings.TrimSpace(last.Note + " " + text)
	last.Settings = append(last.Settings, settings...)
}

// off says that the journey is not offered.
func (t *teller) off(why string, settings ...string) {
	t.State = NotOffered
	t.Why = []Obstacle{{Why: why, Settings: settings}}
}

// blocked makes the journey impossible if one of the rules finds something that
// concern accepts; nil accepts all. It reports whether the journey is impossible.
func (t *teller) blocked(concern func(Finding) bool, rules ...string) bool {
	for _, id := range rules {
		rule := LookupRule(id)
		t.reads(rule.Settings...)
		for _, f := range t.findings(rule) {
			if concern == nil || concern(f) {
				t.State = Impossible
				t.Why = append(t.Why, Obstacle{Why: f.Message, Fix: f.Fix, Rule: id, Settings: f.Settings})
			}
		}
	}
	return t.State == Impossible
}

// findings are what a rule finds. All journeys of a pool share them.
func (t *teller) findings(rule *Rule) []Finding {
	if found, known := t.found[rule.ID]; known {
		return found
	}
	var found []Finding
	for _, match := range rule.Check(t.Facts) {
		found = append(found, rule.finding(match))
	}
	t.found[rule.ID] = found
	return found
}

// lacksTier makes the journey impossible if the plan of the pool lacks a setting
// that it needs.
func (t *teller) lacksTier(path string) bool {
	t.reads(atTier, atThreats)
	return t.blocked(func(f Finding) bool { return strings.HasPrefix(f.Settings[0], path) }, "tier-lacks-feature")
}

// ofClient accepts findings about an app client.
func ofClient(c *client) func(Finding) bool {
	return func(f Finding) bool {
		return c != nil && slices.ContainsFunc(f.Settings, func(path string) bool { return strings.HasPrefix(path, at(atClients, c.index, "")) })
	}
}

// path is that of a setting of the app client. Without one it is the general path.
func (t *teller) path(setting string) string {
	if t.client == nil {
		return setting
	}
	return t.client.at(setting)
}

// forMachines ends journeys of users for a pool that has none.
func (t *teller) forMachines() bool {
	t.reads(atClients, atSignUp+"AllowAdminCreateUserOnly", atRecovery, atFirstFactors, atUsernames, atAliases, atVerified, atMode, atCreateMode, atOAuthFlows)
	if t.IsForMachines() {
		t.off("the pool is for machines alone", atSignUp+"AllowAdminCreateUserOnly", atRecovery)
		return true
	}
	if len(t.CreateUserPoolClient) > 0 && len(t.userClients()) == 0 {
		t.off("all app clients are for machines", atOAuthFlows)
		return true
	}
	return false
}

// hasPages reports whether users of a client can sign in on the pages of the pool.
func (f Facts) hasPages(c client) bool {
	return c.signsIn() && isTrue(c.AllowedOAuthFlowsUserPoolClient) && len(c.CallbackURLs) > 0 && len(c.AllowedOAuthScopes) > 0 && f.hasDomain()
}

// offers reports whether the sign-in page of a client offers a provider; COGNITO is
// the pool itself.
func (c client) offers(provider string) bool {
	return slices.Contains(c.SupportedIdentityProviders, provider)
}

// flows are the sign-in flows of a client, with Cognito's default where they are
// unset (API reference, CreateUserPoolClient).
func (c client) flows() []string {
	if len(c.ExplicitAuthFlows) > 0 {
		return c.ExplicitAuthFlows
	}
	return []string{"ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"}
}

// firstFlow is the first of the wanted flows that the client allows, or empty.
func (c client) firstFlow(wanted ...string) string {
	for _, flow := range wanted {
		if slices.Contains(c.flows(), flow) {
			return flow
		}
	}
	return ""
}

// choose selects the first app client that can be used, where pages come before
// calls of an SDK. It reports false if the draft has app clients but none fits.
func (t *teller) choose(onPages, bySDK func(client) bool) bool {
	t.reads(atClients, atOAuthFlows, atOAuthOn, atScopes, atCallbacks, atOffered, atFlows, atDomains)
	clients := t.userClients()
	for _, c := range clients {
		if onPages != nil && t.hasPages(c) && onPages(c) {
			t.client, t.Client, t.pages = &c, deref(c.ClientName), true
			return true
		}
	}
	for _, c := range clients {
		if bySDK != nil && bySDK(c) {
			t.client, t.Client = &c, deref(c.ClientName)
			return true
		}
	}
	return len(t.CreateUserPoolClient) == 0
}

// noClient explains that no app client fits: a mistake in one, or a choice.
func (t *teller) noClient(why string) {
	forUsers := func(f Finding) bool {
		return slices.ContainsFunc(t.userClients(), func(c client) bool { return ofClient(&c)(f) })
	}
	if t.blocked(forUsers, "oauth-incomplete", "oauth-disabled", "callback-required", "oauth-needs-domain", "offers-nothing", "client-without-sign-in") {
		return
	}
	t.off(why, atOffered, atFlows)
}

// offersPool is for pages with the sign-in of users of the pool.
func offersPool(c client) bool { return c.offers(poolProvider) }

// poolProvider is the pool itself among the providers that a client offers.
const poolProvider = "COGNITO"

func anyClient(client) bool { return true }
