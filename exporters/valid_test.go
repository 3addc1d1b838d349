package exporters

import (
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// surroundings are parts of a draft without which Cognito rejects a setting, or with
// * all that begin so, the nearest first. What a draft has already stays.
var surroundings = []struct{ of, draft string }{
	{"CreateUserPool.MfaConfiguration", appFactor},
	{"SetUserPoolMfaConfig.SmsMfaConfiguration", `{"CreateUserPool":{"SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::123456789012:role/sms"}}}`},
	{"SetUserPoolMfaConfig.EmailMfaConfiguration*", `{"CreateUserPool":{"EmailConfiguration":` + ownSender + `,"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_phone_number","Priority":1}]}}}`},
	{"SetUserPoolMfaConfig.*", appFactor},
	{"CreateUserPool.UserAttributeUpdateSettings.*", `{"CreateUserPool":{"AutoVerifiedAttributes":["email"]}}`},
	{"CreateUserPool.EmailConfiguration.EmailSendingAccount", `{"CreateUserPool":{"EmailConfiguration":` + ownSender + `}}`},
	{"CreateUserPool.EmailConfiguration.From", `{"CreateUserPool":{"EmailConfiguration":` + ownSender + `}}`},
	{"CreateUserPool.LambdaConfig.Custom*", `{"CreateUserPool":{"LambdaConfig":{"KMSKeyID":"arn:aws:kms:us-east-1:123456789012:key/k"}}}`},
	{"CreateIdentityProvider[].AcrMapping*", `{"CreateIdentityProvider":[{"ProviderType":"OIDC","ProviderDetails":{"client_id":"app","client_secret":"${env:CLIENT_SECRET}","authorize_scopes":"openid","oidc_issuer":"https://example.com","attributes_request_method":"GET"}}]}`},
	{"CreateIdentityProvider[].*", aProvider},
	{"CreateUserPoolClient[].SupportedIdentityProviders", aProvider},
	{"CreateUserPoolDomain[].CustomDomainConfig.*", ownDomain},
	{"CreateUserPoolDomain[].Routing.*", ownDomain},
	{"CreateUserPoolClient[].AllowedOAuthFlowsUserPoolClient*", `{"CreateUserPoolClient":[{"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid"],"CallbackURLs":["https://example.com"]}]}`},
	{"CreateUserPoolClient[].AllowedOAuthFlows*", `{"CreateUserPoolClient":[{"CallbackURLs":["https://example.com"]}]}`},
	{"CreateUserPoolClient[].DefaultRedirectURI*", `{"CreateUserPoolClient":[{"CallbackURLs":["https://example.com"]}]}`},
	{"CreateUserPoolClient[].EnablePropagate*", `{"CreateUserPoolClient":[{"GenerateSecret":true}]}`},
	{"CreateUserPoolClient[].AnalyticsConfiguration.ApplicationId*", analytics},
	{"CreateUserPoolClient[].AnalyticsConfiguration.RoleArn*", analytics},
	{"CreateUserPoolClient[].AnalyticsConfiguration.ExternalId*", analytics},
	{"CreateUserPoolClient[].AnalyticsConfiguration.UserDataShared*", analytics},
	{"CreateManagedLoginBranding[].ClientId*", aStyle},
	{"CreateManagedLoginBranding[].Assets*", aStyle},
	{"SetUICustomization[].*", `{"CreateUserPoolDomain":[{"Domain":"shop"}]}`},
	{"SetRiskConfiguration[].CompromisedCredentialsRiskConfiguration*", `{"SetRiskConfiguration":[{"CompromisedCredentialsRiskConfiguration":{"Actions":{"EventAction":"BLOCK"}}}]}`},
	{"SetRiskConfiguration[].*", `{"CreateUserPool":{"UserPoolTier":"PLUS","UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}}}`},
	{"SetLogDeliveryConfiguration.*", `{"CreateUserPool":{"UserPoolTier":"PLUS"}}`},
}

const (
	appFactor = `{"SetUserPoolMfaConfig":{"SoftwareTokenMfaConfiguration":{"Enabled":true}}}`
	ownSender = `{"EmailSendingAccount":"DEVELOPER","SourceArn":"arn:aws:ses:us-east-1:123456789012:identity/example.com"}`
	aProvider = `{"CreateIdentityProvider":[{"ProviderName":"staff","ProviderType":"SAML","ProviderDetails":{"MetadataURL":"https://example.com"}}]}`
	ownDomain = `{"CreateUserPoolDomain":[{"Domain":"auth.example.com","CustomDomainConfig":{"CertificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/c"}}]}`
	analytics = `{"CreateUserPoolClient":[{"AnalyticsConfiguration":{"ApplicationId":"0123456789abcdef0123456789abcdef","RoleArn":"arn:aws:iam::123456789012:role/analytics","ExternalId":"x"}}]}`
	aStyle    = `{"CreateManagedLoginBranding":[{"UseCognitoProvidedValues":true}]}`
)

// values are those of settings that a rule limits more than their limits do.
var values = map[string]any{
	"CreateIdentityProvider[].ProviderName":                                "staff",
	"CreateUserPool.EmailConfiguration.SourceArn":                          "arn:aws:ses:us-east-1:123456789012:identity/example.com",
	"CreateUserPool.EmailConfiguration.From":                               "help@example.com",
	"CreateUserPool.VerificationMessageTemplate.EmailMessageByLink":        "Press {##here##}",
	"CreateIdentityProvider[].AttributeMapping":                            map[string]string{"email": "mail"},
	"CreateIdentityProvider[].ProviderDetails":                             map[string]string{"MetadataURL": "https://example.com"},
	"CreateUserPoolClient[].AllowedOAuthScopes":                            []string{"openid"},
	"CreateUserPoolClient[].CallbackURLs":                                  []string{"https://example.com"},
	"CreateUserPoolClient[].LogoutURLs":                                    []string{"https://example.com"},
	"CreateUserPoolClient[].DefaultRedirectURI":                            "https://example.com",
	"CreateUserPoolClient[].ReadAttributes":                                []string{"email"},
	"CreateUserPoolClient[].WriteAttributes":                               []string{"email"},
	"SetRiskConfiguration[].RiskExceptionConfiguration.BlockedIPRangeList": []string{"203.0.113.0/24"},
	"SetRiskConfiguration[].RiskExceptionConfiguration.SkippedIPRangeList": []string{"203.0.113.0/24"},
}

// covers reports whether surroundings are those of a setting.
func covers(of, path string) bool {
	prefix, isPrefix := strings.CutSuffix(of, "*")
	return path == of || isPrefix && strings.HasPrefix(path, prefix)
}

// withMissing adds to a JSON value the members that only another has, and to the
// first item of a list those of the other's first item.
func withMissing(value, other any) any {
	switch other := other.(type) {
	case map[string]any:
		object, isObject := value.(map[string]any)
		if !isObject {
			return value
		}
		for name, member := range other {
			if own, there := object[name]; there {
				object[name] = withMissing(own, member)
			} else {
				object[name] = member
			}
		}
	case []any:
		list, isList := value.([]any)
		if isList && len(list) > 0 && len(other) > 0 {
			list[0] = withMissing(list[0], other[0])
		}
	}
	return value
}

// Law: each setting is exported within a draft that Cognito accepts.
func TestSinglePoolsAreValid(t *testing.T) {
	for i := range model.Catalog {
		s := &model.Catalog[i]
		if s.Kind == model.List {
			continue
		}
		for _, f := range model.Check(singlePool(t, s)) {
			if f.Severity == model.Error {
				t.Errorf("%s: %s: %s", s.Path, f.Rule, f.Message)
			}
		}
	}
}
