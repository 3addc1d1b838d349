package model

import (
	"slices"
	"strings"
)

// Effect is what a change of a live pool does to the people who use it.
type Effect struct {
	Setting string // that changes
	Text    string
}

// effect is what the change of some settings means for users. At is the path of the
// settings, without indices and keys; it includes those below it.
type effect struct {
	at   string
	when func(d Difference) bool // nil: any change
	text string
}

// effects are what the API reference and the developer guide say about changes of a
// pool that is in use, and what follows from how sign-in works.
var effects = []effect{
	{atPasskey + "RelyingPartyId", hadValue, "passkeys are bound to the relying party: users have to register theirs again"},
	{atPasskey + "UserVerification", isNow("required"), "passkeys that do not verify the user can no longer sign in"},
	{atMode, isNow(On), "users without a second factor have to set one up at their next sign-in"},
	{atMode, isNow(Off), "users are no longer asked for a second factor"},
	{atApp, isOff, "users whose only second factor is an authenticator app have to set up another one"},
	{atEmailMfa, isRemoved, "users whose only second factor is email have to set up another one"},
	{atSmsMfa, isRemoved, "users whose only second factor is SMS have to set up another one"},
	{atFirstFactors, nil, "users can sign in only with what is listed now; a way that is removed stops working at the next sign-in"},
	{strings.TrimSuffix(atPassword, "."), nil, "the policy is checked when a password is set; passwords that users have stay valid"},
	{"CreateUserPool.UserPoolTier", isNow("PLUS"), "the plan PLUS costs more for every monthly active user, and none are free"},
	{"CreateUserPool.UserPoolTier", isNow("ESSENTIALS"), "the price of a monthly active user changes to that of ESSENTIALS"},
	{"CreateUserPool.UserPoolTier", isNow("LITE"), "sign-in without a password, access token customization and managed login end with the plan"},
	{"CreateUserPool.AutoVerifiedAttributes", nil, "codes for new sign-ups go to the attributes that are listed now"},
	{strings.TrimSuffix(atRecovery, ".RecoveryMechanisms"), nil, "codes for a forgotten password go elsewhere from now on"},
	{"CreateUserPool.EmailConfiguration", nil, "email comes from another sender or in another way: replies and spam filters can notice"},
	{"CreateUserPool.SmsConfiguration", nil, "SMS is sent with another role or Region"},
	{"CreateUserPool.IssuerConfiguration", nil, "the issuer of tokens changes: everything that verifies tokens has to accept the new one"},
	{"CreateUserPool.DeviceConfiguration", nil, "devices are remembered in another way from the next sign-in on"},
	{"CreateUserPool.AdminCreateUserConfig.AllowAdminCreateUserOnly", isTrueNow, "people can no longer sign up by themselves"},
	{"CreateUserPool.DeletionProtection", isNow("INACTIVE"), "the pool can be deleted with one call"},
	{"CreateUserPool.LambdaConfig", nil, "other functions run, or none, from the next sign-up or sign-in on"},
	{"CreateUserPool.UserPoolAddOns.AdvancedSecurityMode", isNow("ENFORCED"), "sign-in attempts with a risk can be blocked or asked for a second factor"},
	{"CreateUserPoolClient", isRemoved, "apps with the ID of this client can no longer sign anybody in, and its sessions end; a new client has another ID"},
	{"CreateUserPoolClient[].ClientName", nil, "apps notice nothing of the new name: the ID of the client and its sessions stay"},
	{"CreateUserPoolClient[].ExplicitAuthFlows", nil, "apps that use a flow that is not listed now can no longer sign anybody in"},
	{"CreateUserPoolClient[].CallbackURLs", nil, "sign-in from an app with a URL that is not listed now fails"},
	{"CreateUserPoolClient[].LogoutURLs", nil, "sign-out to a URL that is not listed now fails"},
	{"CreateUserPoolClient[].AllowedOAuthFlows", nil, "apps that use a grant that is not listed now can no longer sign anybody in"},
	{"CreateUserPoolClient[].AllowedOAuthScopes", nil, "a request for a scope that is not listed now fails"},
	{"CreateUserPoolClient[].SupportedIdentityProviders", nil, "users of a provider that is not listed now can no longer sign in to the app"},
	{"CreateUserPoolClient[].RefreshTokenRotation", nil, "apps have to store the new refresh token after each use while rotation is on"},
	{"CreateUserPoolDomain", isRemoved, "the sign-in pages and OAuth endpoints at this domain stop working"},
	{"CreateIdentityProvider", isRemoved, "users of this provider can no longer sign in"},
	{"CreateIdentityProvider[].AttributeMapping", nil, "attributes of users of this provider change at their next sign-in"},
	{"CreateResourceServer", isRemoved, "clients can no longer request the scopes of this API"},
	{"CreateResourceServer[].Scopes", nil, "clients can no longer request a scope that is removed"},
	{"CreateGroup", isRemoved, "users lose the group, and tokens no longer contain it"},
	{"CreateGroup[].RoleArn", nil, "members of the group get another role at their next sign-in"},
}

func isNow(value string) func(Difference) bool {
	return func(d Difference) bool { return d.To == value }
}

func hadValue(d Difference) bool  { return d.From != nil }
func isRemoved(d Difference) bool { return d.To == nil }
func isTrueNow(d Difference) bool { return d.To == true }
func isOff(d Difference) bool     { return d.To != true }

// Effects are the effects of the steps on users, in the order of the steps.
func (p *Plan) Effects() []Effect {
	var list []Effect
	for _, step := range p.Steps {
		for _, d := range step.Differences {
			for _, text := range p.effectsOf(d) {
				if !slices.ContainsFunc(list, func(other Effect) bool { return other.Text == text && sameThing(other.Setting, d.Setting) }) {
					list = append(list, Effect{d.Setting, text})
				}
			}
		}
	}
	return list
}

func (p *Plan) effectsOf(d Difference) []string {
	var texts []string
	for _, e := range effects {
		if e.isOf(d) {
			texts = append(texts, e.text)
		}
	}
	if text := p.validityEffect(d); text != "" {
		texts = append(texts, text)
	}
	return texts
}

// validityEffect says how long tokens are valid after a change of the number or of its
// unit, which have a meaning only together; nothing for other changes.
func (p *Plan) validityEffect(d Difference) string {
	item, rest := splitItem(d.Setting)
	if !strings.HasSuffix(rest, "TokenValidity") && !strings.HasPrefix(rest, "TokenValidityUnits.") {
		return ""
	}
	was, is := p.Live.Pool.Renamed(p.Renamings).clientAt(item), p.Target.clientAt(item)
	if was == nil || is == nil {
		return ""
	}
	before := client{CreateUserPoolClient: was}.tokens()
	for i, t := range (client{CreateUserPoolClient: is}).tokens() {
		if rest != t.name+"Validity" && rest != "TokenValidityUnits."+t.name || t.lastsAsLongAs(before[i]) {
			continue
		}
		return tokenTitles[t.name] + "s that are issued from now on are valid for " + t.text() + ", no longer for " + before[i].text()
	}
	return ""
}

var tokenTitles = map[string]string{"AccessToken": "access token", "IdToken": "ID token", "RefreshToken": "refresh token"}

// lastsAsLongAs reports whether two tokens are known to have the same validity.
func (t token) lastsAsLongAs(other token) bool {
	own, known := t.seconds()
	others, othersKnown := other.seconds()
	return known && othersKnown && own == others
}

// text is the validity with its unit.
func (t token) text() string {
	switch {
	case !t.isDefault():
		return Plural(*t.validity, strings.TrimSuffix(t.unitName(), "s"))
	case t.unit != nil:
		return "the default number of " + *t.unit
	case t.usual == hour:
		return "1 hour"
	default:
		return Plural(t.usual/day, "day")
	}
}

// clientAt is the app client that a difference is in, nil if it is in none.
func (p *Pool) clientAt(item string) *CreateUserPoolClient {
	for i := range p.CreateUserPoolClient {
		c := &p.CreateUserPoolClient[i]
		if WithKey(createUserPoolClient.Name, deref(c.ClientName)) == item {
			return c
		}
	}
	return nil
}

// isOf reports whether the change has the effect. What is about a whole thing, such
// as a client, is not about its settings, and what is new has no effect on people.
func (e effect) isOf(d Difference) bool {
	path := strings.TrimSuffix(generalize(d.Setting), "[]")
	_, rest := cutPath(d.Setting)
	isThing := LookupOperation(e.at) != nil
	switch {
	case isThing && (path != e.at || rest != ""), !isThing && path != e.at && !strings.HasPrefix(path, e.at+".") && !strings.HasPrefix(path, e.at+"["):
		return false
	}
	return e.when == nil || e.when(d)
}

// sameThing reports whether two settings are of the same request.
func sameThing(a, b string) bool {
	first, _ := cutPath(a)
	second, _ := cutPath(b)
	return first == second
}
