package model

// Pool is what the user wants: one user pool, in the words of the two API
// requests that make it. It is the draft file as well. Calls turns it into the
// requests that are really sent.
//
// Every optional scalar is a pointer and every list may be nil, because unset,
// false and zero are three different things to Cognito: a DeviceConfiguration
// that says false twice switches device remembering on.
//
// Fields are in the order in which the wizard asks for them, and everything
// that is written follows that order.
type Pool struct {
	CreateUserPool       CreateUserPool
	SetUserPoolMfaConfig SetUserPoolMfaConfig `json:",omitzero"`
	TestRequests
}

// CreateUserPool holds the members of the CreateUserPool request.
type CreateUserPool struct {
	PoolName                    *string                      `json:",omitzero"`
	UserPoolTier                *string                      `json:",omitzero"`
	UsernameAttributes          []string                     `json:",omitzero"`
	AliasAttributes             []string                     `json:",omitzero"`
	UsernameConfiguration       *UsernameConfiguration       `json:",omitzero"`
	Policies                    *Policies                    `json:",omitzero"`
	MfaConfiguration            *string                      `json:",omitzero"`
	AutoVerifiedAttributes      []string                     `json:",omitzero"`
	UserAttributeUpdateSettings *UserAttributeUpdateSettings `json:",omitzero"`
	AccountRecoverySetting      *AccountRecoverySetting      `json:",omitzero"`
	EmailConfiguration          *EmailConfiguration          `json:",omitzero"`
	SmsConfiguration            *SmsConfiguration            `json:",omitzero"`
	SmsAuthenticationMessage    *string                      `json:",omitzero"`
	VerificationMessageTemplate *VerificationMessageTemplate `json:",omitzero"`
	EmailVerificationMessage    *string                      `json:",omitzero"`
	EmailVerificationSubject    *string                      `json:",omitzero"`
	SmsVerificationMessage      *string                      `json:",omitzero"`
	LambdaConfig                *LambdaConfig                `json:",omitzero"`
	Schema                      []Attribute                  `json:",omitzero"`
	AdminCreateUserConfig       *AdminCreateUserConfig       `json:",omitzero"`
	DeviceConfiguration         *DeviceConfiguration         `json:",omitzero"`
	UserPoolAddOns              *UserPoolAddOns              `json:",omitzero"`
	KeyConfiguration            *KeyConfiguration            `json:",omitzero"`
	IssuerConfiguration         *IssuerConfiguration         `json:",omitzero"`
	AcrConfiguration            *AcrConfiguration            `json:",omitzero"`
	DcrConfiguration            *DcrConfiguration            `json:",omitzero"`
	UserPoolTags                map[string]string            `json:",omitzero"`
	DeletionProtection          *string                      `json:",omitzero"`
}

// SetUserPoolMfaConfig holds the members of the SetUserPoolMfaConfig request
// but the pool id, which exists only once the pool does.
type SetUserPoolMfaConfig struct {
	MfaConfiguration              *string                `json:",omitzero"`
	SoftwareTokenMfaConfiguration *SoftwareTokenMfa      `json:",omitzero"`
	SmsMfaConfiguration           *SmsMfa                `json:",omitzero"`
	EmailMfaConfiguration         *EmailMfa              `json:",omitzero"`
	WebAuthnConfiguration         *WebAuthnConfiguration `json:",omitzero"`
}

type UsernameConfiguration struct {
	CaseSensitive *bool `json:",omitzero"`
}

type Policies struct {
	SignInPolicy   *SignInPolicy   `json:",omitzero"`
	PasswordPolicy *PasswordPolicy `json:",omitzero"`
}

type SignInPolicy struct {
	AllowedFirstAuthFactors []string `json:",omitzero"`
}

type PasswordPolicy struct {
	MinimumLength                 *int  `json:",omitzero"`
	RequireUppercase              *bool `json:",omitzero"`
	RequireLowercase              *bool `json:",omitzero"`
	RequireNumbers                *bool `json:",omitzero"`
	RequireSymbols                *bool `json:",omitzero"`
	PasswordHistorySize           *int  `json:",omitzero"`
	TemporaryPasswordValidityDays *int  `json:",omitzero"`
}

type UserAttributeUpdateSettings struct {
	AttributesRequireVerificationBeforeUpdate []string `json:",omitzero"`
}

type AccountRecoverySetting struct {
	RecoveryMechanisms []RecoveryMechanism `json:",omitzero"`
}

// RecoveryMechanism is one way to get back into an account; priority 1 is
// tried before priority 2.
type RecoveryMechanism struct {
	Name     *string `json:",omitzero"`
	Priority *int    `json:",omitzero"`
}

type EmailConfiguration struct {
	EmailSendingAccount *string `json:",omitzero"`
	SourceArn           *string `json:",omitzero"`
	From                *string `json:",omitzero"`
	ReplyToEmailAddress *string `json:",omitzero"`
	ConfigurationSet    *string `json:",omitzero"`
}

// SmsConfiguration sends SMS either through Amazon SNS, with SnsCallerArn, or
// through AWS End User Messaging, with EumsSms. It has exactly one of the two.
type SmsConfiguration struct {
	SnsCallerArn *string  `json:",omitzero"`
	ExternalId   *string  `json:",omitzero"`
	SnsRegion    *string  `json:",omitzero"`
	EumsSms      *EumsSms `json:",omitzero"`
}

// EumsSms sends SMS through AWS End User Messaging.
type EumsSms struct {
	CallerArn            *string `json:",omitzero"`
	ExternalId           *string `json:",omitzero"`
	OriginationIdentity  *string `json:",omitzero"`
	ConfigurationSetName *string `json:",omitzero"`
	InEntityId           *string `json:",omitzero"`
	InTemplateId         *string `json:",omitzero"`
	Region               *string `json:",omitzero"`
}

type VerificationMessageTemplate struct {
	DefaultEmailOption *string `json:",omitzero"`
	EmailSubject       *string `json:",omitzero"`
	EmailMessage       *string `json:",omitzero"`
	EmailSubjectByLink *string `json:",omitzero"`
	EmailMessageByLink *string `json:",omitzero"`
	SmsMessage         *string `json:",omitzero"`
}

type LambdaConfig struct {
	PreSignUp                   *string          `json:",omitzero"`
	PostConfirmation            *string          `json:",omitzero"`
	PreAuthentication           *string          `json:",omitzero"`
	PostAuthentication          *string          `json:",omitzero"`
	DefineAuthChallenge         *string          `json:",omitzero"`
	CreateAuthChallenge         *string          `json:",omitzero"`
	VerifyAuthChallengeResponse *string          `json:",omitzero"`
	PreTokenGeneration          *string          `json:",omitzero"`
	PreTokenGenerationConfig    *VersionedLambda `json:",omitzero"`
	UserMigration               *string          `json:",omitzero"`
	InboundFederation           *VersionedLambda `json:",omitzero"`
	CustomMessage               *string          `json:",omitzero"`
	CustomEmailSender           *VersionedLambda `json:",omitzero"`
	CustomSMSSender             *VersionedLambda `json:",omitzero"`
	KMSKeyID                    *string          `json:",omitzero"`
}

// VersionedLambda is a function and the version of the event it is sent.
type VersionedLambda struct {
	LambdaArn     *string `json:",omitzero"`
	LambdaVersion *string `json:",omitzero"`
}

// Attribute is one entry of Schema: a custom attribute, or a change to a
// standard one.
type Attribute struct {
	Name                       *string            `json:",omitzero"`
	AttributeDataType          *string            `json:",omitzero"`
	Mutable                    *bool              `json:",omitzero"`
	Required                   *bool              `json:",omitzero"`
	StringAttributeConstraints *StringConstraints `json:",omitzero"`
	NumberAttributeConstraints *NumberConstraints `json:",omitzero"`
	DeveloperOnlyAttribute     *bool              `json:",omitzero"`
}

// StringConstraints holds lengths as the API has them: whole numbers in strings.
type StringConstraints struct {
	MinLength *string `json:",omitzero"`
	MaxLength *string `json:",omitzero"`
}

// NumberConstraints holds bounds as the API has them: whole numbers in strings.
type NumberConstraints struct {
	MinValue *string `json:",omitzero"`
	MaxValue *string `json:",omitzero"`
}

type AdminCreateUserConfig struct {
	AllowAdminCreateUserOnly  *bool                  `json:",omitzero"`
	InviteMessageTemplate     *InviteMessageTemplate `json:",omitzero"`
	UnusedAccountValidityDays *int                   `json:",omitzero"`
}

// InviteMessageTemplate spells SMSMessage in capitals, as the API does here
// and nowhere else.
type InviteMessageTemplate struct {
	EmailSubject *string `json:",omitzero"`
	EmailMessage *string `json:",omitzero"`
	SMSMessage   *string `json:",omitzero"`
}

type DeviceConfiguration struct {
	ChallengeRequiredOnNewDevice     *bool `json:",omitzero"`
	DeviceOnlyRememberedOnUserPrompt *bool `json:",omitzero"`
}

type UserPoolAddOns struct {
	AdvancedSecurityMode            *string                          `json:",omitzero"`
	AdvancedSecurityAdditionalFlows *AdvancedSecurityAdditionalFlows `json:",omitzero"`
}

type AdvancedSecurityAdditionalFlows struct {
	CustomAuthMode *string `json:",omitzero"`
}

type KeyConfiguration struct {
	KeyType   *string `json:",omitzero"`
	KmsKeyArn *string `json:",omitzero"`
}

type IssuerConfiguration struct {
	Type *string `json:",omitzero"`
}

// AcrConfiguration names the four levels of authentication in acr claims. The
// API has a map with these four keys.
type AcrConfiguration struct {
	Level1 *AcrLevel `json:",omitzero"`
	Level2 *AcrLevel `json:",omitzero"`
	Level3 *AcrLevel `json:",omitzero"`
	Level4 *AcrLevel `json:",omitzero"`
}

type AcrLevel struct {
	AcrValue *string `json:",omitzero"`
}

// DcrConfiguration enables dynamic client registration when it is present,
// even when empty.
type DcrConfiguration struct {
	EnableStatus            *string  `json:",omitzero"`
	OpenDcrEnabled          *bool    `json:",omitzero"`
	AuthenticatedGrantTypes []string `json:",omitzero"`
	OpenGrantTypes          []string `json:",omitzero"`
}

type SoftwareTokenMfa struct {
	Enabled *bool `json:",omitzero"`
}

// SmsMfa switches SMS codes on by being there; Calls fills in what it leaves
// out from CreateUserPool.
type SmsMfa struct {
	SmsAuthenticationMessage *string           `json:",omitzero"`
	SmsConfiguration         *SmsConfiguration `json:",omitzero"`
}

// EmailMfa switches email codes on by being there, even when empty.
type EmailMfa struct {
	Subject *string `json:",omitzero"`
	Message *string `json:",omitzero"`
}

type WebAuthnConfiguration struct {
	RelyingPartyId      *string `json:",omitzero"`
	UserVerification    *string `json:",omitzero"`
	FactorConfiguration *string `json:",omitzero"`
}
