package model

// Pool is a draft: what the user wants, as the API requests that make it, and
// the draft file as well. Calls turns it into the requests that are sent.
//
// Every optional scalar is a pointer and every list can be nil, because unset,
// false and zero are three different things to Cognito: a DeviceConfiguration
// with two members that are false turns on device remembering.
//
// Members are in the order of the wizard, and everything that is written
// follows it.
type Pool struct {
	CreateUserPool              CreateUserPool
	SetUserPoolMfaConfig        SetUserPoolMfaConfig         `json:",omitzero"`
	CreateResourceServer        []CreateResourceServer       `json:",omitzero"`
	CreateIdentityProvider      []CreateIdentityProvider     `json:",omitzero"`
	CreateUserPoolDomain        []CreateUserPoolDomain       `json:",omitzero"`
	CreateUserPoolClient        []CreateUserPoolClient       `json:",omitzero"`
	CreateManagedLoginBranding  []CreateManagedLoginBranding `json:",omitzero"`
	CreateTerms                 []CreateTerms                `json:",omitzero"`
	SetUICustomization          []SetUICustomization         `json:",omitzero"`
	CreateGroup                 []CreateGroup                `json:",omitzero"`
	SetRiskConfiguration        []SetRiskConfiguration       `json:",omitzero"`
	SetLogDeliveryConfiguration SetLogDeliveryConfiguration  `json:",omitzero"`
	TestRequests
}

// CreateUserPool is the request of the same name, with all its members.
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

// SetUserPoolMfaConfig is the request of the same name without UserPoolId, which
// the response to CreateUserPool gives.
type SetUserPoolMfaConfig struct {
	MfaConfiguration              *string                `json:",omitzero"`
	SoftwareTokenMfaConfiguration *SoftwareTokenMfa      `json:",omitzero"`
	SmsMfaConfiguration           *SmsMfa                `json:",omitzero"`
	EmailMfaConfiguration         *EmailMfa              `json:",omitzero"`
	WebAuthnConfiguration         *WebAuthnConfiguration `json:",omitzero"`
}

// UsernameConfiguration is permanent. Unset usernames are case sensitive, while
// the console turns that off.
type UsernameConfiguration struct {
	CaseSensitive *bool `json:",omitzero"`
}

// Policies holds the rules for sign-in and passwords. Without a password policy,
// passwords need 8 characters and all four kinds of them.
type Policies struct {
	SignInPolicy   *SignInPolicy   `json:",omitzero"`
	PasswordPolicy *PasswordPolicy `json:",omitzero"`
}

// SignInPolicy lists the factors that a sign-in can begin with: PASSWORD,
// EMAIL_OTP, SMS_OTP and WEB_AUTHN. The plan LITE has only PASSWORD.
type SignInPolicy struct {
	AllowedFirstAuthFactors []string `json:",omitzero"`
}

// PasswordPolicy has a MinimumLength of 6 to 99 characters, a PasswordHistorySize
// of 0 to 24 passwords, and a validity of 0 to 365 days for temporary passwords.
// In a policy, kinds of characters that are unset are not required.
type PasswordPolicy struct {
	MinimumLength                 *int  `json:",omitzero"`
	RequireUppercase              *bool `json:",omitzero"`
	RequireLowercase              *bool `json:",omitzero"`
	RequireNumbers                *bool `json:",omitzero"`
	RequireSymbols                *bool `json:",omitzero"`
	PasswordHistorySize           *int  `json:",omitzero"`
	TemporaryPasswordValidityDays *int  `json:",omitzero"`
}

// UserAttributeUpdateSettings lists attributes that keep their old value until
// the new one is verified. Cognito must verify each of them at sign-up too.
type UserAttributeUpdateSettings struct {
	AttributesRequireVerificationBeforeUpdate []string `json:",omitzero"`
}

// AccountRecoverySetting has one or two mechanisms.
type AccountRecoverySetting struct {
	RecoveryMechanisms []RecoveryMechanism `json:",omitzero"`
}

// RecoveryMechanism is a way to reset a forgotten password. Priority 1 is tried
// before priority 2.
type RecoveryMechanism struct {
	Name     *string `json:",omitzero"`
	Priority *int    `json:",omitzero"`
}

// EmailConfiguration sends email through Cognito (COGNITO_DEFAULT, at most 50
// messages a day) or through the SES identity with SourceArn (DEVELOPER).
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

// VerificationMessageTemplate holds the messages with a code ({####}) or a link
// ({##text##}): subjects of up to 140 characters, email messages of up to 20,000
// and SMS messages of up to 140.
type VerificationMessageTemplate struct {
	DefaultEmailOption *string `json:",omitzero"`
	EmailSubject       *string `json:",omitzero"`
	EmailMessage       *string `json:",omitzero"`
	EmailSubjectByLink *string `json:",omitzero"`
	EmailMessageByLink *string `json:",omitzero"`
	SmsMessage         *string `json:",omitzero"`
}

// LambdaConfig holds the ARNs of the functions that Cognito invokes, which must be
// in the pool's Region, and of the KMS key for the custom senders.
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

// VersionedLambda is a function and the version of the event that it receives.
type VersionedLambda struct {
	LambdaArn     *string `json:",omitzero"`
	LambdaVersion *string `json:",omitzero"`
}

// Attribute is an entry of Schema: a custom attribute, of which a pool has at most
// 50, or a change to a standard attribute. Names have up to 20 characters.
type Attribute struct {
	Name                       *string            `json:",omitzero"`
	AttributeDataType          *string            `json:",omitzero"`
	Mutable                    *bool              `json:",omitzero"`
	Required                   *bool              `json:",omitzero"`
	StringAttributeConstraints *StringConstraints `json:",omitzero"`
	NumberAttributeConstraints *NumberConstraints `json:",omitzero"`
	DeveloperOnlyAttribute     *bool              `json:",omitzero"`
}

// StringConstraints has lengths in characters, at most 2048, as whole numbers in
// strings.
type StringConstraints struct {
	MinLength *string `json:",omitzero"`
	MaxLength *string `json:",omitzero"`
}

// NumberConstraints has bounds as whole numbers in strings.
type NumberConstraints struct {
	MinValue *string `json:",omitzero"`
	MaxValue *string `json:",omitzero"`
}

// AdminCreateUserConfig is about users that administrators create.
// UnusedAccountValidityDays is the old name of TemporaryPasswordValidityDays; the
// API rejects both together.
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

// DeviceConfiguration turns on device remembering when it has a member, even one
// that is false.
type DeviceConfiguration struct {
	ChallengeRequiredOnNewDevice     *bool `json:",omitzero"`
	DeviceOnlyRememberedOnUserPrompt *bool `json:",omitzero"`
}

// UserPoolAddOns configures threat protection, which the plan PLUS has.
type UserPoolAddOns struct {
	AdvancedSecurityMode            *string                          `json:",omitzero"`
	AdvancedSecurityAdditionalFlows *AdvancedSecurityAdditionalFlows `json:",omitzero"`
}

// AdvancedSecurityAdditionalFlows extends threat protection to custom
// authentication.
type AdvancedSecurityAdditionalFlows struct {
	CustomAuthMode *string `json:",omitzero"`
}

// KeyConfiguration selects the key that encrypts the pool's data: one of AWS, or
// the symmetric KMS key with KmsKeyArn.
type KeyConfiguration struct {
	KeyType   *string `json:",omitzero"`
	KmsKeyArn *string `json:",omitzero"`
}

// IssuerConfiguration selects the form of the issuer URL in tokens.
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

// AcrLevel is the name of one level, a URI.
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

// SoftwareTokenMfa turns on codes of authenticator apps (TOTP).
type SoftwareTokenMfa struct {
	Enabled *bool `json:",omitzero"`
}

// SmsMfa turns on codes by SMS when it is present. Calls adds the settings of
// CreateUserPool that it leaves unset.
type SmsMfa struct {
	SmsAuthenticationMessage *string           `json:",omitzero"`
	SmsConfiguration         *SmsConfiguration `json:",omitzero"`
}

// EmailMfa turns on codes by email when it is present, even when it is empty.
type EmailMfa struct {
	Subject *string `json:",omitzero"`
	Message *string `json:",omitzero"`
}

// WebAuthnConfiguration is about passkeys. They are bound to RelyingPartyId, a
// domain: a change invalidates all of them.
type WebAuthnConfiguration struct {
	RelyingPartyId      *string `json:",omitzero"`
	UserVerification    *string `json:",omitzero"`
	FactorConfiguration *string `json:",omitzero"`
}
