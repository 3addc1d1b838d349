package model

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Wording says what the settings of a pool come to, as a person would: "at least 12
// characters with uppercase, lowercase and digit". It is read from the pool once; a
// pool that has changed needs another.
type Wording struct {
	Facts
	leaves map[string][]Leaf // by the path of the setting or of the outermost list that it is in
}

// NewWording reads the settings of a pool.
func NewWording(p *Pool) *Wording {
	w := &Wording{Facts{Pool: p}, map[string][]Leaf{}}
	for leaf := range p.Leaves() {
		outer, _, _ := strings.Cut(leaf.Setting.Path, "[")
		w.leaves[outer] = append(w.leaves[outer], leaf)
	}
	return w
}

// Line is about the settings at paths, and about all items of those that are lists.
// Paths have no indices. What no sentence is about follows as "Title: value", so that
// nothing that is set is missing, except what equals Cognito's default in an item of
// a list. A long text is cut, and an ARN is the name in it. The line is empty if nothing is set.
func (w *Wording) Line(paths ...string) string {
	l := &proseLine{Wording: w, left: map[string]Leaf{}}
	for _, path := range paths {
		for _, leaf := range w.leaves[path] {
			l.order = append(l.order, leaf.Path())
			l.left[leaf.Path()] = leaf
		}
	}
	if len(l.left) == 0 {
		return ""
	}
	for _, write := range sentences {
		write(l)
	}
	for _, path := range paths {
		l.items(path)
	}
	l.rest("")
	return joinParts(l.parts)
}

// proseLine is a line that is being written. A setting is left until some words are
// about it.
type proseLine struct {
	*Wording
	order []string // the paths of the settings
	left  map[string]Leaf
	parts []string
}

func (l *proseLine) say(format string, args ...any) {
	l.parts = append(l.parts, fmt.Sprintf(format, args...))
}

// has reports whether a setting is left.
func (l *proseLine) has(path string) bool {
	_, found := l.left[path]
	return found
}

// take removes settings from those that are left.
func (l *proseLine) take(paths ...string) {
	for _, path := range paths {
		delete(l.left, path)
	}
}

// text takes a setting, and returns it as words; empty where it is not left.
func (l *proseLine) text(path string) string {
	leaf, found := l.left[path]
	if !found {
		return ""
	}
	l.take(path)
	return leaf.words()
}

// list takes a list of texts.
func (l *proseLine) list(path string) []string {
	leaf, found := l.left[path]
	if !found {
		return nil
	}
	members, _ := leaf.Value().([]string)
	if len(members) == 0 {
		return nil // "Title: none"
	}
	l.take(path)
	return members
}

// choose says the words for the value of a setting, if there are some.
func (l *proseLine) choose(path string, words map[any]string) {
	leaf, found := l.left[path]
	if !found {
		return
	}
	if text := words[valueKey(leaf.Value())]; text != "" {
		l.say("%s", text)
		l.take(path)
	}
}

// valueKey is a value as a key of a map, nil for one that cannot be.
func valueKey(value any) any {
	switch value.(type) {
	case string, bool, int:
		return value
	default:
		return nil
	}
}

// named says words before the text of a setting.
func (l *proseLine) named(before, path string) {
	if text := l.text(path); text != "" {
		l.say("%s %s", before, text)
	}
}

// rest says what is left below a prefix, in the order of the wizard.
func (l *proseLine) rest(prefix string) {
	for _, path := range l.order {
		leaf, found := l.left[path]
		if !found || !strings.HasPrefix(path, prefix) {
			continue
		}
		l.take(path)
		if leaf.Value() == nil && l.hasInside(path) {
			continue // what is in the block or list says more
		}
		if isOptionalItem(leaf) {
			continue
		}
		l.say("%s: %s", leaf.Setting.Title, leaf.words())
	}
}

// isOptionalItem reports whether a leaf of an item is as Cognito has it by default.
func isOptionalItem(leaf Leaf) bool {
	implied := leaf.Setting.Implied
	return len(leaf.At()) > 0 && implied != nil && valueKey(implied) != nil && implied == valueKey(leaf.Value())
}

// hasInside reports whether a setting of a block or list is set.
func (l *proseLine) hasInside(path string) bool {
	return slices.ContainsFunc(l.order, func(other string) bool {
		return len(other) > len(path) && strings.HasPrefix(other, path) && (other[len(path)] == '.' || other[len(path)] == '[')
	})
}

// sentences are about the settings of the pool itself.
var sentences = []func(*proseLine){
	(*proseLine).basics,
	(*proseLine).signIn,
	(*proseLine).password,
	(*proseLine).mfa,
	(*proseLine).recovery,
	(*proseLine).emailSender,
	(*proseLine).smsSender,
	(*proseLine).triggers,
	(*proseLine).messages,
	(*proseLine).signUp,
	(*proseLine).devices,
	(*proseLine).security,
}

func (l *proseLine) basics() {
	if name := l.text(atPoolName); name != "" {
		l.say("%s", name)
	}
	l.named("plan", atTier)
	l.choose(atProtection, map[any]string{"ACTIVE": "protected from deletion", "INACTIVE": "not protected from deletion"})
}

// channels are attributes and ways of recovery in the fewest words.
var channels = map[string]string{
	"email": "email", "phone_number": "phone", "preferred_username": "preferred username",
	"verified_email": "email", "verified_phone_number": "phone",
}

func channelWords(names []string) []string {
	words := make([]string, len(names))
	for i, name := range names {
		if words[i] = channels[name]; words[i] == "" {
			words[i] = shortText(name)
		}
	}
	return words
}

func (l *proseLine) signIn() {
	if names := l.list(atUsernames); names != nil {
		l.say("%s as username", OneOf(channelWords(names)))
	}
	if names := l.list(atAliases); names != nil {
		l.say("username, also %s", OneOf(channelWords(names)))
	}
	l.choose(atCase, map[any]string{true: "case-sensitive", false: "case-insensitive"})
	if factors := l.list(atFirstFactors); factors != nil {
		l.say("%s", OneOf(optionWords(byPath[atFirstFactors], factors)))
	}
}

// optionWords are the titles of values as words in a sentence.
func optionWords(s *Setting, values []string) []string {
	words := make([]string, len(values))
	for i, value := range values {
		words[i] = shortText(value)
		if o := s.Option(value); o != nil {
			words[i] = lowerFirst(o.Title)
		}
	}
	return words
}

// lowerFirst begins a title in lower case, unless it begins with an abbreviation or a
// name.
func lowerFirst(title string) string {
	if len(title) < 2 || title[1] < 'a' || 'z' < title[1] || strings.HasPrefix(title, "Cognito") {
		return title
	}
	return strings.ToLower(title[:1]) + title[1:]
}

func (l *proseLine) password() {
	policy := passwordPaths[:5]
	if !slices.ContainsFunc(passwordPaths, l.has) {
		return
	}
	l.say("%s", l.PasswordRules())
	l.take(policy...)
	if history := atPassword + "PasswordHistorySize"; l.has(history) {
		n := deref(l.effectivePassword().PasswordHistorySize)
		l.take(history)
		if n == 0 {
			l.say("none remembered")
		} else {
			l.say("last %d remembered", n)
		}
	}
	l.validDays(atPassword + "TemporaryPasswordValidityDays")
}

// validDays says for how long an invitation is valid. 0 is the default.
func (l *proseLine) validDays(path string) {
	if !l.has(path) {
		return
	}
	days, _ := l.left[path].Value().(int)
	if days == 0 {
		days = Implied[int](atPassword + "TemporaryPasswordValidityDays")
	}
	l.take(path)
	l.say("invitations valid %s", Plural(days, "day"))
}

// mfaWords are the modes of MFA.
var mfaWords = map[string]string{On: "required", Optional: "optional", Off: "off"}

// SecondFactorRules says whether users need a second factor, and which ones there
// are: required: authenticator app or SMS.
func (p *Pool) SecondFactorRules() string {
	mode := p.MfaMode()
	text := mfaWords[mode]
	if text == "" {
		text = shortText(mode)
	}
	var factors []string
	for _, factor := range p.SecondFactors() {
		factors = append(factors, factorNouns[factor])
	}
	if factors != nil {
		text += ": " + OneOf(factors)
	}
	return text
}

var factorNouns = map[string]string{appFactorName: "authenticator app", SmsFactor: "SMS", emailFactorName: "email"}

func (l *proseLine) mfa() {
	own, other := l.has(atCreateMode), l.has(atMode)
	if own || other {
		l.say("%s", l.SecondFactorRules())
		l.take(atMode)
		if !other || deref(l.CreateUserPool.MfaConfiguration) == l.MfaMode() {
			l.take(atCreateMode)
		}
		if factors := l.SecondFactors(); factors != nil {
			for factor, path := range map[string]string{appFactorName: atApp, SmsFactor: atSmsMfa, emailFactorName: atEmailMfa} {
				if slices.Contains(factors, factor) {
					l.take(path)
				}
			}
		}
	}
	l.named("passkeys for", atPasskey+"RelyingPartyId")
	l.choose(atPasskey+"UserVerification", map[any]string{"preferred": "passkeys verify the user where possible", "required": "passkeys always verify the user"})
}

func (l *proseLine) recovery() {
	if names := l.list(atVerified); names != nil {
		l.say("verifies %s", listed(channelWords(names)))
	}
	if names := l.list(atUpdates); names != nil {
		l.say("a new %s counts once verified", OneOf(channelWords(names)))
	}
	l.mechanisms()
}

// mechanisms says the ways of recovery in their order, where each has a priority of
// its own.
func (l *proseLine) mechanisms() {
	if !l.has(atRecovery) {
		return
	}
	all := l.CreateUserPool.AccountRecoverySetting.RecoveryMechanisms
	names := make([]string, len(all))
	for _, m := range all {
		place := deref(m.Priority) - 1
		if m.Name == nil || place < 0 || place >= len(all) || names[place] != "" {
			return
		}
		names[place] = *m.Name
	}
	if len(names) == 0 || slices.Contains(names, "admin_only") && len(names) > 1 {
		return
	}
	l.take(atRecovery)
	for i := range all {
		l.take(at(atRecovery, i, "Name"), at(atRecovery, i, "Priority"))
	}
	if names[0] == "admin_only" {
		l.say("only administrators reset passwords")
		return
	}
	l.say("recovery by %s", strings.Join(channelWords(names), ", then "))
}

func (l *proseLine) emailSender() {
	l.choose(atEmail+"EmailSendingAccount", map[any]string{"COGNITO_DEFAULT": "Cognito's default sender", "DEVELOPER": "through Amazon SES"})
	l.named("identity", atEmail+"SourceArn")
	l.named("from", atEmail+"From")
	l.named("replies to", atEmail+"ReplyToEmailAddress")
}

func (l *proseLine) smsSender() {
	l.named("through Amazon SNS with the role", atSms+"SnsCallerArn")
	l.named("in", atSms+"SnsRegion")
	l.named("through AWS End User Messaging with the role", atSms+"EumsSms.CallerArn")
	l.named("from", atSms+"EumsSms.OriginationIdentity")
	l.named("in", atSms+"EumsSms.Region")
}

// triggers says which function each trigger invokes, and for which version of the
// event.
func (l *proseLine) triggers() {
	for _, path := range l.order {
		rest, isTrigger := strings.CutPrefix(path, atLambda)
		if !isTrigger || path == atKmsKey || l.left[path].Setting == nil || l.left[path].Setting.Kind != ARN {
			continue
		}
		name, isVersioned := strings.CutSuffix(rest, ".LambdaArn")
		function := l.text(path)
		if version := l.text(atLambda + name + ".LambdaVersion"); isVersioned && version != "" {
			version, _, _ = strings.Cut(version, ":")
			l.say("%s → %s (%s)", name, function, version)
			continue
		}
		l.say("%s → %s", name, function)
	}
}

func (l *proseLine) signUp() {
	l.choose(atSignUp+"AllowAdminCreateUserOnly", map[any]string{true: "only administrators create users", false: "users sign up themselves"})
	l.message("invitation email", atInvite+"EmailSubject", atInvite+"EmailMessage")
	l.message("invitation SMS", "", atInvite+"SMSMessage")
	l.validDays(atSignUp + "UnusedAccountValidityDays")
}

// messages says what users receive to verify an address.
func (l *proseLine) messages() {
	l.choose(atTemplate+"DefaultEmailOption", map[any]string{"CONFIRM_WITH_CODE": "a code verifies the email address", "CONFIRM_WITH_LINK": "a link verifies the email address"})
	l.message("email with the code", atTemplate+"EmailSubject", atTemplate+"EmailMessage")
	l.message("email with the link", atTemplate+"EmailSubjectByLink", atTemplate+"EmailMessageByLink")
	l.message("SMS with the code", "", atTemplate+"SmsMessage")
}

// message says how a message begins: invitation email "Welcome": Sign in as …
func (l *proseLine) message(name, subject, text string) {
	about, body := l.text(subject), l.text(text)
	if about != "" {
		name += ` "` + about + `"`
	}
	switch {
	case body != "":
		l.say("%s: %s", name, body)
	case about != "":
		l.say("%s", name)
	}
}

func (l *proseLine) devices() {
	l.choose(atDevices+"ChallengeRequiredOnNewDevice", map[any]string{true: "no MFA on remembered devices", false: "MFA also on remembered devices"})
	l.choose(atDevices+"DeviceOnlyRememberedOnUserPrompt", map[any]string{true: "devices remembered if the user agrees", false: "every device remembered"})
}

func (l *proseLine) security() {
	l.choose(atThreats, map[any]string{"ENFORCED": "threat protection blocks risky sign-ins", "AUDIT": "threat protection records risks", Off: "no threat protection"})
	l.choose(atKeyType, map[any]string{"AWS_OWNED_KEY": "encrypted with a key that AWS owns", "CUSTOMER_MANAGED_KEY": "encrypted with your KMS key"})
	l.named("key", atPoolKey)
}

// itemSentences say the words about one item of a list, of which the first is its
// name.
var itemSentences = map[string]func(l *proseLine, i int){
	atSchema:    (*proseLine).attribute,
	atClients:   (*proseLine).app,
	atDomains:   (*proseLine).domain,
	atBranding:  (*proseLine).style,
	atProviders: (*proseLine).provider,
	atServers:   (*proseLine).server,
	atGroups:    (*proseLine).group,
}

// items says what each item of the list at path is.
func (l *proseLine) items(path string) {
	leaf, found := l.left[path]
	if !found || leaf.Setting.Kind != List || leaf.Len() == 0 {
		return
	}
	l.take(path)
	parts := l.parts
	for i := range leaf.Len() {
		l.parts = nil
		if write := itemSentences[path]; write != nil {
			write(l, i)
		}
		l.rest(path + "[" + strconv.Itoa(i) + "]")
		parts = append(parts, l.item(path))
	}
	l.parts = parts
}

// item joins the words about an item.
func (l *proseLine) item(path string) string {
	switch {
	case len(l.parts) == 0:
		return "(empty)"
	case itemSentences[path] == nil:
		return OperationOf(path).Noun + " (" + strings.Join(l.parts, ", ") + ")"
	case len(l.parts) == 1:
		return l.parts[0]
	case path == atSchema:
		return l.parts[0] + " (" + strings.Join(l.parts[1:], ", ") + ")"
	default:
		return l.parts[0] + ": " + strings.Join(l.parts[1:], ", ")
	}
}

// name begins an item with the text of the setting that names it.
func (l *proseLine) name(path string) {
	name := l.text(path)
	if name == "" {
		name = "(no name)"
	}
	l.say("%s", name)
}

var typeWords = map[any]string{"String": "text", "Number": "number", "DateTime": "date and time", "Boolean": "true or false"}

func (l *proseLine) attribute(i int) {
	path := at(atSchema, i, "")
	a := l.CreateUserPool.Schema[i]
	l.name(path + "Name")
	if own, isStandard := StandardType(deref(a.Name)); isStandard && deref(a.AttributeDataType) == own {
		l.take(path + "AttributeDataType")
	}
	l.choose(path+"AttributeDataType", typeWords)
	for _, limits := range [][2]string{{"StringAttributeConstraints.MinLength", "StringAttributeConstraints.MaxLength"}, {"NumberAttributeConstraints.MinValue", "NumberAttributeConstraints.MaxValue"}} {
		switch low, high := l.text(path+limits[0]), l.text(path+limits[1]); {
		case low != "" && high != "":
			l.say("%s–%s", low, high)
		case low != "":
			l.say("at least %s", low)
		case high != "":
			l.say("at most %s", high)
		}
	}
	l.choose(path+"Required", map[any]string{true: "required"})
	l.choose(path+"Mutable", map[any]string{false: "never changes"})
	l.choose(path+"DeveloperOnlyAttribute", map[any]string{true: "only for administrators"})
	if parts := l.parts; len(parts) == 2 && parts[1] == "required" && !l.leftIn(path) {
		l.parts = []string{parts[0] + " required"}
	}
}

// leftIn reports whether a setting below a prefix is left that is no default.
func (l *proseLine) leftIn(prefix string) bool {
	for path, leaf := range l.left {
		if strings.HasPrefix(path, prefix) && !isOptionalItem(leaf) {
			return true
		}
	}
	return false
}

// flowWords are the OAuth flows. PKCE is for apps without a secret.
var flowWords = map[string]string{"code": "code", "implicit": "implicit flow", "client_credentials": "client credentials"}

func (l *proseLine) app(i int) {
	c := client{&l.CreateUserPoolClient[i], i}
	path := c.at
	l.name(path(atClient + "ClientName"))
	l.oauth(c)
	l.choose(path(atSecret), map[any]string{true: "generated secret"})
	l.named("secret in", path(atOwnSecret))
	if flows := l.list(path(atFlows)); flows != nil {
		l.say("SDK sign-in with %s", listed(optionWords(byPath[atFlows], flows)))
	}
	if providers := printable(l.list(path(atOffered))); len(providers) > 0 {
		if i := slices.Index(providers, poolProvider); i >= 0 {
			providers[i] = "the pool"
		}
		l.say("users of %s", listed(providers))
	}
	if scopes := l.list(path(atScopes)); scopes != nil {
		l.say("%s %s", plural(len(scopes), "scope"), some(printable(scopes)))
	}
	if urls := l.list(path(atCallbacks)); urls != nil {
		l.say("returns to %s", some(printable(urls)))
	}
	if urls := l.list(path(atLogouts)); urls != nil {
		l.say("after sign-out to %s", some(printable(urls)))
	}
	l.lifetimes(c)
	l.choose(path(atRotation+"Feature"), map[any]string{"ENABLED": "refresh tokens rotate"})
	l.choose(path(atClient+"PreventUserExistenceErrors"), map[any]string{"ENABLED": "errors hide who has an account"})
}

// oauth says how users or machines get tokens through the OAuth endpoints.
func (l *proseLine) oauth(c client) {
	flowsPath := c.at(atOAuthFlows)
	if !isTrue(c.AllowedOAuthFlowsUserPoolClient) || len(c.AllowedOAuthFlows) == 0 {
		return
	}
	words := make([]string, len(c.AllowedOAuthFlows))
	for i, flow := range c.AllowedOAuthFlows {
		if words[i] = flowWords[flow]; words[i] == "" {
			words[i] = shortText(flow)
		}
		if flow == "code" && !c.isConfidential() {
			words[i] = "code with PKCE"
		}
	}
	l.say("%s", listed(words))
	l.take(flowsPath, c.at(atOAuthOn))
	if l.hasPages(c) {
		l.say("sign-in pages")
	}
}

var tokenWords = [...]string{"access token", "ID token", "refresh token"}

func (l *proseLine) lifetimes(c client) {
	for i, token := range c.tokens() {
		path := c.at(token.path())
		seconds, known := token.seconds()
		if !l.has(path) || !known {
			continue
		}
		l.take(path, c.at(atUnits+token.name))
		l.say("%s %s", tokenWords[i], duration(seconds))
	}
	if path := c.at(atSession); l.has(path) {
		l.say("%s for each challenge", Plural(deref(c.AuthSessionValidity), "minute"))
		l.take(path)
	}
}

func (l *proseLine) domain(i int) {
	d := l.CreateUserPoolDomain[i]
	path := at(atDomains, i, "")
	l.name(path + "Domain")
	if d.CustomDomainConfig == nil {
		l.say("prefix")
	}
	l.named("own domain with the certificate", path+"CustomDomainConfig.CertificateArn")
	switch version := deref(d.ManagedLoginVersion); version {
	case 0, 1:
		l.say("classic pages")
		l.take(path + "ManagedLoginVersion")
	case 2:
		l.say("managed login")
		l.take(path + "ManagedLoginVersion")
	}
}

func (l *proseLine) style(i int) {
	path := at(atBranding, i, "")
	l.name(path + "ClientId")
	l.choose(path+"UseCognitoProvidedValues", map[any]string{true: "default style"})
	for j := range l.CreateManagedLoginBranding[i].Assets {
		image := at(path+"Assets", j, "")
		words := []string{}
		for _, name := range []string{"Category", "ColorMode", "Extension", "Bytes", "ResourceId"} {
			if text := l.text(image + name); text != "" {
				words = append(words, text)
			}
		}
		l.say("image %s", strings.Join(words, " "))
	}
}

func (l *proseLine) provider(i int) {
	path := at(atProviders, i, "")
	l.name(path + "ProviderName")
	if kind := l.text(path + "ProviderType"); kind != "" && kind != l.parts[0] {
		l.say("%s", kind)
	}
}

func (l *proseLine) server(i int) {
	path := at(atServers, i, "")
	l.name(path + "Identifier")
	var scopes []string
	for j := range l.CreateResourceServer[i].Scopes {
		scope := at(path+"Scopes", j, "")
		text := l.text(scope + "ScopeName")
		if about := l.text(scope + "ScopeDescription"); about != "" {
			text += " (" + about + ")"
		}
		scopes = append(scopes, text)
	}
	if scopes != nil {
		l.take(path + "Scopes")
		l.say("%s %s", plural(len(scopes), "scope"), listed(scopes))
	}
}

func (l *proseLine) group(i int) {
	path := at(atGroups, i, "")
	l.name(path + "GroupName")
	l.named("precedence", path+"Precedence")
	l.named("role", path+"RoleArn")
}

// words are the value of a leaf in a sentence: the title of an option, the name in an
// ARN, and of a secret only where it comes from.
func (l Leaf) words() string {
	s := l.Setting
	switch v := l.Value().(type) {
	case bool:
		return map[bool]string{true: "Yes", false: "No"}[v]
	case int:
		return strconv.Itoa(v)
	case string:
		return s.words(v)
	case []string:
		if len(v) == 0 {
			return "none"
		}
		if s.Choices == nil {
			return some(printable(v))
		}
		return strings.Join(optionWords(s, v), ", ")
	case map[string]string:
		var entries []string
		for _, key := range sortedKeys(v) {
			text := shortText(v[key])
			if slices.Contains(s.SecretKeys, key) {
				text, _ = SecretVariable(v[key])
			}
			entries = append(entries, shortText(key)+" = "+text)
		}
		if entries == nil {
			return "none"
		}
		return strings.Join(entries, ", ")
	case JSONObject:
		return shortText(string(v))
	default:
		if s.Kind == List {
			return Plural(l.Len(), "item")
		}
		return "On"
	}
}

// words are a text as the value of the setting.
func (s *Setting) words(text string) string {
	if s.Secret {
		name, _ := SecretVariable(text)
		return name
	}
	if o := s.Option(text); o != nil {
		return o.Title
	}
	switch s.Kind {
	case ARN:
		return shortText(resourceName(text))
	case Base64:
		return Plural(len(text)*3/4, "byte")
	default:
		return shortText(text)
	}
}

// resourceName is the name in an ARN, or the text itself if it has none.
func resourceName(text string) string {
	if name := functionName(text); name != text {
		return name
	}
	a, ok := splitARN(&text)
	if !ok {
		return text
	}
	kind, name, found := strings.Cut(a.resource, "/")
	if found && name != "" && kind != "" {
		return name
	}
	return text
}

func printable(texts []string) []string {
	words := make([]string, len(texts))
	for i, text := range texts {
		words[i] = shortText(text)
	}
	return words
}

// maxWords is how many characters of a text from outside a line has at most.
const maxWords = 60

// shortText is a text from outside on one line: words up to the limit, or the start and
// the end of a word, such as a URL.
func shortText(text string) string {
	runes := []rune(Printable(strings.ReplaceAll(text, "\n", " ⏎ ")))
	if len(runes) <= maxWords {
		return string(runes)
	}
	cut := string(runes[:maxWords-1])
	if i := strings.LastIndexByte(cut, ' '); i > maxWords/2 {
		return strings.TrimRight(cut[:i], " ,;:") + " …"
	}
	return string(runes[:maxWords/2]) + "…" + string(runes[len(runes)-maxWords/2+1:])
}

// joinParts joins the parts of a line with commas, or with semicolons where a part
// has a comma of its own.
func joinParts(parts []string) string {
	for _, part := range parts {
		if strings.ContainsAny(inParentheses.ReplaceAllString(part, ""), ",:") || strings.Contains(part, " and ") {
			return strings.Join(parts, "; ")
		}
	}
	return strings.Join(parts, ", ")
}

var inParentheses = regexp.MustCompile(`\([^()]*\)`)
