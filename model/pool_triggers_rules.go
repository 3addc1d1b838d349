package model

import (
	"fmt"
	"strings"
)

var triggerRules = []Rule{
	{
		ID: "sender-needs-kms-key", Severity: Error,
		Settings:   []string{atKmsKey, atLambda + "CustomEmailSender.LambdaArn", atLambda + "CustomSMSSender.LambdaArn"},
		Summary:    "A custom email or SMS sender receives encrypted codes, which requires a KMS key.",
		Fix:        "set KMSKeyID to the ARN of a symmetric KMS key",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.", Match: "KMSKeyId parameter is required", Settings: []string{atKmsKey}}},
		Check:      checkSenderKey,
	},
	{
		ID: "kms-key-unused", Severity: Warning,
		Settings: []string{atKmsKey},
		Summary:  "The KMS key of the triggers is used only by the custom senders.",
		Fix:      "add a custom sender, or remove KMSKeyID",
		Source:   "accepted in the acceptance tests of the Terraform provider",
		Check:    checkKeyUnused,
		Edits:    removeFirst,
	},
	{
		ID: "kms-key-arn", Severity: Warning,
		Settings: []string{atKmsKey, atPoolKey},
		Summary:  "A KMS key is set by the full ARN of the key, with its Region, not by an alias or an ID.",
		Fix:      "set an ARN such as arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
		Source:   "developer guide, custom sender triggers",
		Check:    checkKeyArn,
	},
	{
		ID: "kms-key-to-prepare", Severity: ToDo,
		Settings: []string{atKmsKey, atPoolKey},
		Summary:  "The KMS key of the custom senders must be symmetric, and its policy must let you call kms:CreateGrant for Cognito. The policy of the pool's own key must let Cognito use it.",
		Fix:      "check the key and its policy",
		Source:   "developer guide, custom sender triggers; rejected in real deployments, 2026-09: Encountered error when CreateGrant was attempted on the input KMS key",
		Rejections: []Rejection{{
			Match:    "CreateGrant",
			Settings: []string{atKmsKey},
			Hint:     "use a symmetric key in the pool's Region on which the caller can create grants",
		}},
		Check: checkKeyReady,
	},
	{
		ID: "kms-cross-region", Severity: Error,
		Settings:   []string{atKmsKey},
		Summary:    "The KMS key of the custom senders must be in the pool's Region.",
		Fix:        "use a key in the pool's Region",
		Source:     "rejected in real deployments, 2026-09: Encountered error when CreateGrant was attempted on the input KMS key - Invalid arn ap-northeast-1",
		Rejections: []Rejection{{Text: "Encountered error when CreateGrant was attempted on the input KMS key - Invalid arn %s", Values: keyRegion}},
		Check:      checkKeyRegion,
	},
	{
		ID: "pool-key-region", Severity: Warning,
		Settings: []string{atPoolKey},
		Summary:  "The KMS key that encrypts the pool's data must be in the pool's Region.",
		Fix:      "use a key in the pool's Region",
		Source:   "API reference, KeyConfigurationType; the service's own message is unverified",
		Check:    checkPoolKeyRegion,
	},
	{
		ID: "trigger-cross-region", Severity: Error, OwnValue: true,
		Settings: []string{atLambda + "PreSignUp"},
		Summary:  "Trigger functions must be in the pool's Region.",
		Fix:      "use a function in the pool's Region",
		Source:   "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{
			Text:     "Cross-region lambda functions are not supported",
			Match:    "Cross-region lambda",
			Settings: []string{strings.TrimSuffix(atLambda, ".")},
		}},
		Check: checkTriggerRegion,
	},
	{
		ID: "trigger-not-a-function", Severity: Warning,
		Settings: []string{atLambda + "PreSignUp"},
		Summary:  "A trigger is the ARN of a Lambda function, with its Region.",
		Fix:      "set an ARN such as arn:aws:lambda:us-east-1:123456789012:function:my-function",
		Source:   "API reference, LambdaConfigType",
		Check:    checkTriggerService,
	},
	{
		ID: "pre-token-arns-differ", Severity: Error,
		Settings:   []string{atLambda + "PreTokenGeneration", atLambda + "PreTokenGenerationConfig.LambdaArn"},
		Summary:    "The token trigger can be set in two places, the second with a version. Both must have the same function.",
		Fix:        "remove PreTokenGeneration and keep PreTokenGenerationConfig",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's", Match: "Cannot use PreTokenGenerationLambda and PreTokenGeneration"}},
		Check:      checkPreToken,
		Edits:      removeFirst,
	},
	{
		ID: "challenge-set-incomplete", Severity: Warning,
		Settings: []string{atLambda + "DefineAuthChallenge", atLambda + "CreateAuthChallenge", atLambda + "VerifyAuthChallengeResponse"},
		Summary:  "Custom authentication works only with all three challenge triggers: define, create and verify.",
		Fix:      "set all three triggers, or none",
		Source:   "developer guide, custom authentication challenges",
		Check:    checkChallenges,
	},
	{
		ID: "trigger-to-permit", Severity: ToDo,
		Settings: []string{atLambda + "PreSignUp"},
		Summary:  "Cognito can invoke a function only if the function's policy allows cognito-idp.amazonaws.com to do so. The pool is created without that permission, and sign-in fails.",
		Fix:      "add the permission lambda:InvokeFunction to each function after the pool exists",
		Source:   "developer guide, Lambda triggers",
		Check:    checkTriggerPermit,
	},
}

// hasSender reports whether a custom sender replaces one of Cognito's own.
func (l LambdaConfig) hasSender() bool { return l.CustomEmailSender != nil || l.CustomSMSSender != nil }

// isNamed reports whether an ARN's resource is prefix and a name.
func isNamed(resource, prefix string) bool {
	name, found := strings.CutPrefix(resource, prefix)
	return found && name != ""
}

// functions are the triggers that are set, in the order of the wizard.
func (l *LambdaConfig) functions() []entry {
	versioned := func(v *VersionedLambda) *string {
		if v == nil {
			return nil
		}
		return v.LambdaArn
	}
	return onlySet(
		entry{atLambda + "PreSignUp", l.PreSignUp},
		entry{atLambda + "PostConfirmation", l.PostConfirmation},
		entry{atLambda + "PreAuthentication", l.PreAuthentication},
		entry{atLambda + "PostAuthentication", l.PostAuthentication},
		entry{atLambda + "DefineAuthChallenge", l.DefineAuthChallenge},
		entry{atLambda + "CreateAuthChallenge", l.CreateAuthChallenge},
		entry{atLambda + "VerifyAuthChallengeResponse", l.VerifyAuthChallengeResponse},
		entry{atLambda + "PreTokenGeneration", l.PreTokenGeneration},
		entry{atLambda + "PreTokenGenerationConfig.LambdaArn", versioned(l.PreTokenGenerationConfig)},
		entry{atLambda + "UserMigration", l.UserMigration},
		entry{atLambda + "InboundFederation.LambdaArn", versioned(l.InboundFederation)},
		entry{atLambda + "CustomMessage", l.CustomMessage},
		entry{atLambda + "CustomEmailSender.LambdaArn", versioned(l.CustomEmailSender)},
		entry{atLambda + "CustomSMSSender.LambdaArn", versioned(l.CustomSMSSender)},
	)
}

// triggers are the pool's functions, empty without any.
func (p *Pool) triggers() []entry {
	if l := p.CreateUserPool.LambdaConfig; l != nil {
		return l.functions()
	}
	return nil
}

// lambda is the pool's trigger settings, empty when they are not set.
func (p *Pool) lambda() LambdaConfig {
	if l := p.CreateUserPool.LambdaConfig; l != nil {
		return *l
	}
	return LambdaConfig{}
}

func checkSenderKey(f Facts) []Match {
	l := f.lambda()
	if l.KMSKeyID != nil || !l.hasSender() {
		return nil
	}
	settings := []string{atKmsKey}
	if l.CustomEmailSender != nil {
		settings = append(settings, atLambda+"CustomEmailSender.LambdaArn")
	}
	if l.CustomSMSSender != nil {
		settings = append(settings, atLambda+"CustomSMSSender.LambdaArn")
	}
	return found("a custom sender (CustomEmailSender, CustomSMSSender) is set, which requires "+Name(atKmsKey), settings...)
}

func checkKeyUnused(f Facts) []Match {
	l := f.lambda()
	if l.KMSKeyID == nil || l.hasSender() {
		return nil
	}
	return found(Name(atKmsKey) + " is set, but no custom sender uses it")
}

func checkKeyArn(f Facts) []Match {
	keys := onlySet(entry{atKmsKey, f.lambda().KMSKeyID}, entry{atPoolKey, f.key().KmsKeyArn})
	var matches []Match
	for _, key := range keys {
		a, ok := splitARN(key.value)
		if ok && (a.service != "kms" || a.region == "" || !isNamed(a.resource, "key/")) {
			matches = append(matches, Match{Message: Name(key.path) + " is not the ARN of a KMS key (arn:aws:kms:REGION:ACCOUNT:key/ID)", Settings: []string{key.path}})
		}
	}
	return matches
}

func checkKeyReady(f Facts) []Match {
	var matches []Match
	if l := f.lambda(); l.KMSKeyID != nil && l.hasSender() {
		matches = found("make sure that the "+Name(atKmsKey)+" is symmetric and that its policy lets you call kms:CreateGrant", atKmsKey)
	}
	if f.key().KmsKeyArn != nil {
		matches = append(matches, found("make sure that the policy of the "+Name(atPoolKey)+" lets Cognito use it", atPoolKey)...)
	}
	return matches
}

func checkKeyRegion(f Facts) []Match {
	a, ok := splitARN(f.lambda().KMSKeyID)
	if !ok || a.region == "" {
		return nil
	}
	differs := func(region string, severity Severity) []Match {
		matches := found(fmt.Sprintf("%s is in %s, but the pool is in %s; Cognito cannot use a key in another Region", Name(atKmsKey), a.region, region))
		matches[0].Severity = &severity
		return matches
	}
	if f.Region != "" && !f.Assumed {
		if a.region != f.Region {
			return differs(f.Region, Error)
		}
		return nil
	}
	if functions := regionsOf(f.triggers()); len(functions) == 1 && functions[0].region != a.region {
		return differs(functions[0].region, Error)
	}
	if f.Region != "" && a.region != f.Region {
		return differs(f.Region, Warning)
	}
	return nil
}

// keyRegion is the Region of the key of the custom senders.
func keyRegion(f Facts, _ []Finding) []string {
	key, _ := splitARN(f.lambda().KMSKeyID)
	return []string{key.region}
}

func checkPoolKeyRegion(f Facts) []Match {
	a, ok := splitARN(f.key().KmsKeyArn)
	poolRegion, _ := f.poolRegion()
	if !ok || a.region == "" || poolRegion == "" || a.region == poolRegion {
		return nil
	}
	return found(fmt.Sprintf("%s is in %s, but the pool is in %s", Name(atPoolKey), a.region, poolRegion))
}

// regionOf is a Region and the first setting whose resource is in it.
type regionOf struct {
	region string
	entry
}

// regionsOf are the Regions of the resources of the entries, each once.
func regionsOf(entries []entry) []regionOf {
	var regions []regionOf
next:
	for _, e := range entries {
		a, ok := splitARN(e.value)
		if !ok || a.region == "" {
			continue
		}
		for _, r := range regions {
			if r.region == a.region {
				continue next
			}
		}
		regions = append(regions, regionOf{a.region, e})
	}
	return regions
}

func checkTriggerRegion(f Facts) []Match {
	if f.Region != "" && !f.Assumed {
		return f.outside(f.Region, "the pool is in "+f.Region, Error)
	}
	if regions := regionsOf(f.triggers()); len(regions) > 1 {
		first := regions[0]
		return f.outside(first.region, Name(first.path)+" is in "+first.region+", and all functions must be in the pool's Region", Error)
	}
	if f.Region != "" {
		return f.outside(f.Region, "the pool is in "+f.Region, Warning)
	}
	return nil
}

// outside reports each function that is not in the Region.
func (f Facts) outside(region, because string, severity Severity) []Match {
	var matches []Match
	for _, t := range f.triggers() {
		a, ok := splitARN(t.value)
		if !ok || a.region == region || a.region == "" {
			continue
		}
		matches = append(matches, Match{
			Message:  fmt.Sprintf("the function in %s is in %s, but %s; Cognito does not call functions across Regions", triggerName(t.path), a.region, because),
			Settings: []string{t.path},
			Severity: &severity,
		})
	}
	return matches
}

// triggerName is the name of a trigger, also where the setting is LambdaArn.
func triggerName(path string) string {
	if block, found := strings.CutSuffix(strings.TrimPrefix(path, atLambda), ".LambdaArn"); found {
		return block
	}
	return Name(path)
}

func checkTriggerService(f Facts) []Match {
	var matches []Match
	for _, t := range f.triggers() {
		a, ok := splitARN(t.value)
		if ok && (a.service != "lambda" || a.region == "" || !isNamed(a.resource, "function:")) {
			matches = append(matches, Match{Message: triggerName(t.path) + " is not the ARN of a Lambda function (arn:aws:lambda:REGION:ACCOUNT:function:NAME)", Settings: []string{t.path}})
		}
	}
	return matches
}

func checkPreToken(f Facts) []Match {
	l := f.lambda()
	if l.PreTokenGeneration == nil || l.PreTokenGenerationConfig == nil || l.PreTokenGenerationConfig.LambdaArn == nil || *l.PreTokenGeneration == *l.PreTokenGenerationConfig.LambdaArn {
		return nil
	}
	return found(Name(atLambda+"PreTokenGeneration") + " and PreTokenGenerationConfig have different functions; Cognito accepts both only with the same ARN")
}

func checkChallenges(f Facts) []Match {
	l := f.lambda()
	all := []entry{
		{atLambda + "DefineAuthChallenge", l.DefineAuthChallenge},
		{atLambda + "CreateAuthChallenge", l.CreateAuthChallenge},
		{atLambda + "VerifyAuthChallengeResponse", l.VerifyAuthChallengeResponse},
	}
	var missing []string
	for _, e := range all {
		if e.value == nil {
			missing = append(missing, e.path)
		}
	}
	if len(missing) == 0 || len(missing) == len(all) {
		return nil
	}
	return found("custom authentication lacks "+names(missing)+"; it needs all three challenge triggers", missing...)
}

func checkTriggerPermit(f Facts) []Match {
	triggers := f.triggers()
	if len(triggers) == 0 {
		return nil
	}
	return found("let Cognito invoke the trigger functions; until then, the operations that call them fail", triggers[0].path)
}
