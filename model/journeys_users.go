package model

import (
	"fmt"
	"slices"
	"strings"
)

// smsBlock are the settings with which a pool sends SMS.
const smsBlock = "CreateUserPool.SmsConfiguration"

// signUp is how people create their own account.
func (t *teller) signUp() {
	t.reads(atSignUp+"AllowAdminCreateUserOnly", atSchema, atUsernames, atAliases, atVerified, atTemplate+"DefaultEmailOption", atWritable, smsBlock)
	if t.forMachines() {
		return
	}
	if c := t.CreateUserPool.AdminCreateUserConfig; c != nil && isTrue(c.AllowAdminCreateUserOnly) {
		t.off("administrators create the users", atSignUp+"AllowAdminCreateUserOnly")
		return
	}
	t.choose(offersPool, anyClient) // SignUp needs no flow (API reference, SignUp)
	rules := []string{"preferred-username-required", "phone-verification-needs-sms", "write-attribute-required"}
	if t.verifiesByLink() && !t.hasDomain() {
		rules = append(rules, "link-needs-domain")
	}
	if t.blocked(func(f Finding) bool { return f.Rule != "write-attribute-required" || ofClient(t.client)(f) }, rules...) {
		return
	}
	t.user("enters "+t.signUpFields(), "/signup", atUsernames, atAliases, atSchema)
	t.newPassword()
	t.app("sends the data", "SignUp")
	t.invoke(atLambda+"PreSignUp", t.lambda().PreSignUp, "PreSignUp_SignUp")
	t.confirm()
	t.invoke(atLambda+"PostConfirmation", t.lambda().PostConfirmation, "PostConfirmation_ConfirmSignUp")
}

// verifiesByLink reports whether sign-up sends a link. Phone numbers get codes.
func (t *teller) verifiesByLink() bool {
	return t.verifies("email") && !t.verifies("phone_number") && is(t.template().DefaultEmailOption, "CONFIRM_WITH_LINK")
}

// signUpFields lists what sign-up asks for. A pool with another first factor lets
// users sign up without a password (developer guide, passwordless sign-in).
func (t *teller) signUpFields() string {
	c := &t.CreateUserPool
	t.reads(atFirstFactors)
	asked := []string{withArticle("username")}
	var known []string
	if len(c.UsernameAttributes) > 0 {
		known = unique(c.UsernameAttributes)
		asked = []string{withArticle(attributeList(known, OneOf))}
	}
	password := "a password"
	if t.isPasswordless() {
		password = "optionally a password"
	}
	asked = append(asked, password)
	add := func(names []string, prefix string) {
		for _, name := range names {
			if !slices.Contains(known, name) {
				known = append(known, name)
				asked = append(asked, prefix+withArticle(attributeNoun(name)))
			}
		}
	}
	if len(c.UsernameAttributes) > 1 {
		known = nil // only one of them is there
	}
	add(t.requiredAttributes(), "")
	add(c.AutoVerifiedAttributes, "for verification ")
	return listed(asked)
}

func withArticle(noun string) string {
	if noun != "" && strings.ContainsRune("aeiou", rune(noun[0])) && !strings.HasPrefix(noun, "user") {
		return "an " + noun
	}
	return "a " + noun
}

// confirm is how a new account is confirmed. Where email and phone number are both
// verified, the code is sent to the phone (developer guide, email and phone
// verification).
func (t *teller) confirm() {
	switch {
	case t.verifies("phone_number"):
		t.message(t.occasion("SignUp"), SMS, "The code is valid for "+verificationCodeLife+".")
		t.enterCode("phone number")
	case t.verifiesByLink():
		t.message(t.occasion("SignUpLink"), Email, "The link is valid for "+verificationCodeLife+".")
		t.add(JourneyStep{Actor: User, To: Cognito, Does: "opens the link", Call: "/confirmUser", Settings: []string{atTemplate + "DefaultEmailOption"}})
		t.cognito("confirms the account and marks the email address as verified", atVerified)
	case t.verifies("email"):
		t.message(t.occasion("SignUp"), Email, "The code is valid for "+verificationCodeLife+".")
		t.enterCode("email address")
	default:
		t.cognito("stores the account as unconfirmed and verifies nothing", atVerified)
		t.add(JourneyStep{Actor: Administrator, To: Cognito, Does: "confirms the account, unless the PreSignUp function did", Call: "AdminConfirmSignUp", MayStop: true, Settings: []string{atVerified, atLambda + "PreSignUp"}})
	}
}

func (t *teller) enterCode(noun string) {
	t.user("enters the code", "/confirmUser")
	t.app("sends the code", "ConfirmSignUp")
	t.cognito("confirms the account and marks the "+noun+" as verified", atVerified)
}

// firstSignIn is the way of a user whom an administrator creates.
func (t *teller) firstSignIn() {
	t.reads(atVerified, atSchema, atUsernames, atAliases)
	if t.forMachines() {
		return
	}
	if !t.choose(offersPool, passwordBySDK) {
		t.noClient("no app client lets users sign in with a password")
		return
	}
	if t.factorsBlock() {
		return
	}
	medium, attribute := Email, "email"
	if t.invitesBySMS() {
		medium, attribute = SMS, "phone_number"
	}
	t.add(JourneyStep{
		Actor: Administrator, To: Cognito, Call: "AdminCreateUser", Settings: []string{atUsernames, atSchema},
		Does: fmt.Sprintf("creates the user with %s, and sets DesiredDeliveryMediums to %s", t.invitedFields(attribute), strings.ToUpper(medium)),
	})
	if !t.verifies(attribute) || t.recoversBy("verified_"+attribute) {
		t.note("Set "+attribute+"_verified to true as well, so that the user can recover the account.", atRecovery)
	}
	t.reads(atRecovery)
	t.invoke(atLambda+"PreSignUp", t.lambda().PreSignUp, "PreSignUp_AdminCreateUser")
	t.message(t.occasion("AdminCreateUser"), medium, "The temporary password is valid for "+Plural(t.temporaryDays(), "day")+".")
	t.note("", passwordPaths...)
	t.note("", atSignUp+"UnusedAccountValidityDays")
	t.beginPassword("the temporary password")
	t.checkSignIn()
	t.user("chooses a new password"+t.missingFields(attribute), "/login")
	t.newPassword()
	t.app("sends it", "RespondToAuthChallenge: NEW_PASSWORD_REQUIRED")
	t.requiredFactor()
	// Accounts of an administrator invoke no post confirmation function (developer
	// guide, post confirmation trigger).
	t.endSignIn("TokenGeneration_NewPasswordChallenge")
}

// invitesBySMS reports whether invitations are sent by SMS: where users have phone
// numbers and no email addresses.
func (t *teller) invitesBySMS() bool {
	t.reads(smsBlock)
	hasEmail := t.requires("email") || t.verifies("email") || slices.Contains(t.CreateUserPool.UsernameAttributes, "email") || slices.Contains(t.CreateUserPool.AliasAttributes, "email")
	hasPhone := t.requires("phone_number") || t.verifies("phone_number") || slices.Contains(t.CreateUserPool.UsernameAttributes, "phone_number")
	return t.SmsSettings() != nil && hasPhone && !hasEmail
}

// invitedFields are what an administrator enters: the username, and the address to
// which the invitation is sent.
func (t *teller) invitedFields(attribute string) string {
	if usernames := t.CreateUserPool.UsernameAttributes; len(usernames) > 0 {
		if slices.Contains(usernames, attribute) {
			return withArticle(attributeNoun(attribute)) + " as the username"
		}
		return withArticle(attributeNoun(usernames[0])) + " as the username and " + withArticle(attributeNoun(attribute))
	}
	return "a username and " + withArticle(attributeNoun(attribute))
}

// missingFields are the required attributes that the first sign-in asks for, where
// the administrator did not set them (developer guide, creating users as
// administrator).
func (t *teller) missingFields(given string) string {
	missing := slices.DeleteFunc(t.requiredAttributes(), func(name string) bool {
		return name == given || slices.Contains(t.CreateUserPool.UsernameAttributes, name)
	})
	if len(missing) == 0 {
		return ""
	}
	return ", and enters " + attributeList(missing, listed) + " unless the administrator did"
}

// forgottenPassword is how a user gets a new password.
func (t *teller) forgottenPassword() {
	t.reads(atRecovery, atVerified, smsBlock, atMode, atCreateMode, atSmsMfa, atEmailMfa)
	if t.forMachines() {
		return
	}
	if t.recoversByAdminOnly() {
		t.off("only an administrator sets a new password, with AdminSetUserPassword", atRecovery)
		return
	}
	ways := t.recoveryWays()
	rules := []string{"recovery-empty"}
	if len(ways) == 0 {
		rules = append(rules, "phone-recovery-needs-sms")
	}
	if t.blocked(nil, rules...) {
		return
	}
	if len(ways) == 0 {
		t.off("no recovery method is set", atRecovery)
		return
	}
	t.choose(offersPool, anyClient) // ForgotPassword needs no flow (API reference, ForgotPassword)
	t.user("enters the "+t.identifier()+" and asks for a new password", "/forgotPassword", atUsernames, atAliases)
	t.app("sends it", "ForgotPassword")
	t.invoke(atLambda+"UserMigration", t.lambda().UserMigration, "UserMigration_ForgotPassword")
	for i, way := range ways {
		if len(ways) > 1 {
			t.branch = "if the user has a verified " + attributeNoun(way)
			if i > 0 {
				t.branch = "otherwise, by the verified " + attributeNoun(way)
			}
		}
		medium := Email
		if way == "phone_number" {
			medium = SMS
		}
		t.message(t.occasion("ForgotPassword"), medium, "The code is valid for "+recoveryCodeLife+".")
		t.note("", atRecovery)
		if !t.verifies(way) {
			t.note("Only a verified "+attributeNoun(way)+" gets it, and sign-up verifies none.", atVerified)
		}
	}
	t.branch = ""
	t.user("enters the code and a new password", "/confirmForgotPassword")
	t.newPassword()
	t.app("sends them", "ConfirmForgotPassword")
	t.invoke(atLambda+"PostConfirmation", t.lambda().PostConfirmation, "PostConfirmation_ConfirmForgotPassword")
	t.cognito("stores the new password")
}

// recoveryWays are the attributes through which users recover, in the order in which
// Cognito tries them. A phone number counts only if the pool sends SMS.
func (t *teller) recoveryWays() []string {
	methods := t.recovery()
	if t.CreateUserPool.AccountRecoverySetting == nil {
		methods = DefaultRecovery()
	}
	methods = slices.Clone(methods)
	slices.SortStableFunc(methods, func(a, b RecoveryMechanism) int { return deref(a.Priority) - deref(b.Priority) })
	var ways []string
	for _, m := range methods {
		way, isAddress := strings.CutPrefix(deref(m.Name), "verified_")
		if _, known := attributeNouns[way]; !isAddress || !known || way == "phone_number" && t.SmsSettings() == nil {
			continue
		}
		ways = append(ways, way)
	}
	return unique(ways)
}

// changeAddress is how a user changes the email address or the phone number.
func (t *teller) changeAddress(attribute string) {
	c := &t.CreateUserPool
	noun := attributeNoun(attribute)
	t.reads(atSchema, atVerified, atUpdates, atUsernames, atAliases, atWritable, atScopes, atFlows, atOAuthFlows)
	if t.forMachines() {
		return
	}
	uses := t.requires(attribute) || t.verifies(attribute) || slices.Contains(c.UsernameAttributes, attribute) || slices.Contains(c.AliasAttributes, attribute)
	if !uses {
		t.off("the pool does not use the "+noun, atUsernames, atAliases, atVerified, atSchema)
		return
	}
	if isImmutable(t.schemaAttributes()[attribute]) {
		t.off("the attribute "+attribute+" is not mutable", atSchema)
		return
	}
	if t.blocked(func(f Finding) bool { return strings.Contains(f.Message, attribute) }, "update-needs-verification") {
		return
	}
	if attribute == "phone_number" && t.verifies(attribute) && t.blocked(nil, "phone-verification-needs-sms") {
		return
	}
	byUser := t.choose(nil, func(c client) bool {
		return c.callsUserAPIs() && (len(c.WriteAttributes) == 0 || slices.Contains(c.WriteAttributes, attribute))
	})
	t.user("enters a new "+noun, "")
	if byUser {
		t.app("sends it with the access token of the user", "UpdateUserAttributes", t.path(atWritable))
		t.userToken()
	} else {
		// Tokens of the sign-in pages without the scope of the user APIs cannot call
		// them (API reference, AllowedOAuthScopes).
		t.app("has its server send it, because no app client lets users change it", "AdminUpdateUserAttributes", atScopes, atWritable)
	}
	keeps := slices.Contains(c.updates(), attribute)
	if !t.verifies(attribute) {
		t.cognito("stores the "+noun+" as not verified, and sends no message", atVerified)
		return
	}
	if keeps {
		t.cognito("keeps the "+noun+" from before until the new one is verified", atUpdates)
	} else {
		t.cognito("stores the new "+noun+" at once, as not verified", atUpdates)
		if slices.Contains(c.UsernameAttributes, attribute) || slices.Contains(c.AliasAttributes, attribute) {
			t.note("Until it is verified, the user may be unable to sign in with it.", atUsernames, atAliases)
		}
	}
	medium := Email
	if attribute == "phone_number" {
		medium = SMS
	}
	t.message(t.occasion("UpdateUserAttribute"), medium, "The code is valid for "+verificationCodeLife+".")
	t.user("enters the code", "")
	t.app("sends the code with the access token of the user", "VerifyUserAttribute")
	t.cognito("marks the "+noun+" as verified", atVerified)
}

// callsUserAPIs reports whether the access tokens of a client are good for the
// operations on a user's own account. Those of an SDK always are.
func (c client) callsUserAPIs() bool {
	return c.firstFlow(userFlows...) != "" || c.signsIn() && slices.Contains(c.AllowedOAuthScopes, userAPIScope)
}

// userToken explains which access tokens are good for the last step, where a client has
// two kinds.
func (t *teller) userToken() {
	t.reads(atDomains)
	if t.client != nil && t.hasPages(*t.client) && !slices.Contains(t.client.AllowedOAuthScopes, userAPIScope) {
		t.note("Tokens of the sign-in pages lack the scope "+userAPIScope+", so this needs those of a sign-in through an SDK.", t.path(atScopes))
	}
}

// userAPIScope is the scope of the operations on a user's own account.
const userAPIScope = "aws.cognito.signin.user.admin"
