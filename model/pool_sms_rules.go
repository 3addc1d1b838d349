package model

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

var smsRules = []Rule{
	{
		ID: "sns-region", Severity: Error,
		Settings:   []string{atSms + "SnsRegion", atSmsMfa + ".SmsConfiguration.SnsRegion"},
		Summary:    "SMS is sent from the pool's own Region. Six older Regions can use another Region, or must.",
		Fix:        "set SnsRegion to an allowed Region, or remove it",
		Source:     "rejected in real deployments, 2026-09: Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1; developer guide, SMS settings",
		Rejections: []Rejection{{Text: "Invalid snsRegion. %s", Match: "Invalid snsRegion", Values: messageOf}},
		Check:      checkSnsRegion,
		Edits:      editSnsRegion,
	},
	{
		ID: "sms-one-sender", Severity: Error,
		Settings: []string{atSms + "SnsCallerArn", atSms + "EumsSms.CallerArn"},
		Summary:  "A pool sends SMS through Amazon SNS (SnsCallerArn) or through AWS End User Messaging (EumsSms): one of the two, never both.",
		Fix:      "set SnsCallerArn or EumsSms, and remove the other",
		Source:   "API reference of July 2026, SmsConfigurationType",
		Check:    checkSmsSender,
	},
	{
		ID: "sns-settings-beside-eums", Severity: Warning,
		Settings: []string{atSms + "SnsRegion", atSms + "ExternalId", atSms + "EumsSms.CallerArn"},
		Summary:  "SnsRegion and the ExternalId beside SnsCallerArn apply to Amazon SNS. AWS End User Messaging has its own Region and ExternalId.",
		Fix:      "move the values into EumsSms",
		Source:   "API reference of July 2026, SmsConfigurationType; the service's own message is unverified",
		Check:    checkSnsBesideEums,
		Edits:    editSnsBesideEums,
	},
	{
		ID: "india-ids-incomplete", Severity: Warning,
		Settings: []string{atSms + "EumsSms.InEntityId", atSms + "EumsSms.InTemplateId"},
		Summary:  "Indian carriers require an entity ID and a template ID (DLT); one without the other does not help.",
		Fix:      "set both InEntityId and InTemplateId, or neither",
		Source:   "AWS End User Messaging user guide, India sender IDs",
		Check:    checkIndia,
	},
	{
		ID: "mfa-sms-differs", Severity: Warning,
		Settings: []string{atSmsMfa + ".SmsConfiguration.SnsCallerArn", atSmsMfa + ".SmsAuthenticationMessage"},
		Summary:  "A pool has one set of SMS settings and one sign-in text. What SetUserPoolMfaConfig sends replaces what CreateUserPool sent.",
		Fix:      "remove the values from SmsMfaConfiguration; they are then taken from the pool's SMS settings",
		Source:   "API reference, SetUserPoolMfaConfig",
		Check:    checkMfaSmsDiffers,
	},
	{
		ID: "sms-role-arn", Severity: Warning,
		Settings: []string{atSms + "SnsCallerArn", atSms + "EumsSms.CallerArn", atSmsMfa + ".SmsConfiguration.SnsCallerArn", atSmsMfa + ".SmsConfiguration.EumsSms.CallerArn"},
		Summary:  "The SMS role is the ARN of an IAM role that Cognito assumes to send SMS.",
		Fix:      "set the role to an ARN such as arn:aws:iam::123456789012:role/cognito-sms",
		Source:   "API reference, SmsConfigurationType",
		Check:    checkSmsRole,
	},
	{
		ID: "sms-without-external-id", Severity: Advice,
		Settings: []string{atSms + "ExternalId", atSms + "EumsSms.ExternalId"},
		Summary:  "Without an external ID, another pool could use the SMS role (the confused deputy problem). Terraform requires one.",
		Fix:      "set ExternalId, and require it in the role's trust policy",
		Source:   "accepted by the API; security practice",
		Check:    checkExternalId,
	},
	{
		ID: "sms-text-without-sms", Severity: Advice,
		Settings: []string{atSmsAuth, atTemplate + "SmsMessage", atInvite + "SMSMessage"},
		Summary:  "A pool without SMS settings accepts SMS texts but never uses them.",
		Fix:      "set SnsCallerArn, or remove the text",
		Source:   "accepted in real deployments, 2026-09",
		Check:    checkSmsTexts,
	},
	{
		ID: "sms-without-phone", Severity: Advice,
		Settings: []string{atSms + "SnsCallerArn"},
		Summary:  "A pool that can send SMS but does not ask for a phone number may have nobody to send to.",
		Fix:      "make phone_number required, add it to AutoVerifiedAttributes, or remove the SMS settings",
		Source:   "developer guide, SMS settings",
		Check:    checkSmsPhone,
	},
	{
		ID: "sms-to-prepare", Severity: ToDo,
		Settings: []string{atSms + "SnsCallerArn"},
		Summary:  "Before you create the pool, the SMS role must be in your account, trust cognito-idp.amazonaws.com with the external ID, and allow sns:Publish (sms-voice:SendTextMessage with EumsSms) in an inline policy. You need iam:PassRole on it. A trust condition on the pool's ARN cannot be met yet. New accounts send SMS only inside the SMS sandbox and for up to one dollar a month.",
		Fix:      "check the role and the SMS sandbox",
		Source:   "rejected in real deployments: Role does not have a trust relationship allowing Cognito to assume the role; developer guide, SMS settings",
		Rejections: []Rejection{
			{Match: "trust relationship", Settings: smsRoleSettings, Hint: smsTrustHint},
			{Match: "permission to publish with SNS", Hint: "give the role an inline policy that allows sns:Publish on *"},
			{Code: "InvalidSmsRoleTrustRelationshipException", Match: AnyMessage, Settings: smsRoleSettings, Hint: smsTrustHint},
			{
				Code:     "InvalidSmsRoleAccessPolicyException",
				Match:    AnyMessage,
				Settings: smsRoleSettings[:2],
				Hint:     "give the role an inline policy that allows sns:Publish on * (with EumsSms: sms-voice:SendTextMessage)",
			},
		},
		Check: checkSmsReady,
	},
}

// smsRoleSettings are the roles that send SMS, and their external IDs.
var smsRoleSettings = []string{
	atSms + "SnsCallerArn", atSms + "EumsSms.CallerArn",
	atSms + "ExternalId", atSms + "EumsSms.ExternalId",
}

const smsTrustHint = "allow cognito-idp.amazonaws.com to assume the role, with the same external ID; a new role can take some minutes to become available"

// smsSettings are the SMS settings that the two requests have.
func (p *Pool) smsSettings() []smsAt {
	var all []smsAt
	if s := p.CreateUserPool.SmsConfiguration; s != nil {
		all = append(all, smsAt{atSms, s})
	}
	if m := p.SetUserPoolMfaConfig.SmsMfaConfiguration; m != nil && m.SmsConfiguration != nil {
		all = append(all, smsAt{atSmsMfa + ".SmsConfiguration.", m.SmsConfiguration})
	}
	return all
}

type smsAt struct {
	path string
	*SmsConfiguration
}

// roles are the roles that Cognito assumes to send SMS, normally one.
func (s smsAt) roles() []entry {
	roles := onlySet(entry{s.path + "SnsCallerArn", s.SnsCallerArn})
	if s.EumsSms != nil {
		roles = append(roles, onlySet(entry{s.path + "EumsSms.CallerArn", s.EumsSms.CallerArn})...)
	}
	return roles
}

// externalID is the external ID of the role that sends, with its path.
func (s smsAt) externalID() entry {
	if s.EumsSms != nil {
		return entry{s.path + "EumsSms.ExternalId", s.EumsSms.ExternalId}
	}
	return entry{s.path + "ExternalId", s.SmsConfiguration.ExternalId}
}

func checkSmsSender(f Facts) []Match {
	var matches []Match
	for _, s := range f.smsSettings() {
		sns, eums := s.path+"SnsCallerArn", s.path+"EumsSms.CallerArn"
		switch {
		case s.SnsCallerArn == nil && s.EumsSms == nil:
			matches = append(matches, Match{Message: Name(sns) + " is missing; SMS settings need it, or EumsSms instead", Settings: []string{sns}})
		case s.SnsCallerArn != nil && s.EumsSms != nil:
			matches = append(matches, Match{Message: Name(sns) + " and EumsSms are both set; Cognito accepts only one of them", Settings: []string{sns, eums}})
		}
	}
	return matches
}

func checkSnsBesideEums(f Facts) []Match {
	var matches []Match
	for _, s := range f.smsSettings() {
		unused := onlySet(entry{s.path + "ExternalId", s.SmsConfiguration.ExternalId}, entry{s.path + "SnsRegion", s.SnsRegion})
		if s.EumsSms == nil || s.SnsCallerArn != nil || len(unused) == 0 {
			continue
		}
		paths := pathsOf(unused)
		matches = append(matches, Match{Message: names(paths) + ": set for Amazon SNS, but the pool sends SMS through EumsSms", Settings: append(paths, s.path+"EumsSms.CallerArn")})
	}
	return matches
}

func checkIndia(f Facts) []Match {
	var matches []Match
	for _, s := range f.smsSettings() {
		if s.EumsSms == nil || (s.EumsSms.InEntityId == nil) == (s.EumsSms.InTemplateId == nil) {
			continue
		}
		set, missing := s.path+"EumsSms.InEntityId", s.path+"EumsSms.InTemplateId"
		if s.EumsSms.InEntityId == nil {
			set, missing = missing, set
		}
		matches = append(matches, Match{Message: Name(set) + " is set, but " + Name(missing) + " is not", Settings: []string{missing, set}})
	}
	return matches
}

func checkMfaSmsDiffers(f Facts) []Match {
	create, factor := &f.CreateUserPool, f.SetUserPoolMfaConfig.SmsMfaConfiguration
	if factor == nil {
		return nil
	}
	var matches []Match
	if own, other := create.SmsConfiguration, factor.SmsConfiguration; own != nil && other != nil && !reflect.DeepEqual(own, other) {
		path := atSmsMfa + ".SmsConfiguration."
		matches = append(matches, Match{
			Message:  "the SMS settings in SmsMfaConfiguration differ from those of the pool (SmsConfiguration) and replace them",
			Settings: []string{path + "SnsCallerArn", atSms + "SnsCallerArn"},
		})
	}
	if own, other := create.SmsAuthenticationMessage, factor.SmsAuthenticationMessage; own != nil && other != nil && *own != *other {
		path := atSmsMfa + ".SmsAuthenticationMessage"
		matches = append(matches, Match{
			Message:  both(path, atSmsAuth) + " differ; the first replaces the second",
			Settings: []string{path, atSmsAuth},
		})
	}
	return matches
}

// snsRegions are the Regions through which a pool sends SMS, by the pool's
// Region, as the developer guide lists them (2023, the row of us-east-1 observed
// in 2026). Pools in other known Regions use their own.
var snsRegions = map[string][]string{
	"ap-northeast-2": {"ap-northeast-1"},
	"us-east-2":      {"us-east-2", "us-east-1"},
	"ap-south-1":     {"ap-south-1", "ap-southeast-1"},
	"ca-central-1":   {"ca-central-1", "us-east-1"},
	"eu-central-1":   {"eu-central-1", "eu-west-1"},
	"eu-west-2":      {"eu-west-2", "eu-west-1"},
}

func checkSnsRegion(f Facts) []Match {
	poolRegion, severity := f.poolRegion()
	if poolRegion == "" {
		return nil
	}
	allowed, listed := snsRegions[poolRegion]
	if !listed {
		allowed = []string{poolRegion}
	}
	if _, known := sesRegions[poolRegion]; !known {
		severity = Warning
	}
	var matches []Match
	for _, s := range f.smsSettings() {
		if s.SnsRegion == nil || s.EumsSms != nil || slices.Contains(allowed, *s.SnsRegion) {
			continue
		}
		matches = append(matches, Match{
			Message:  fmt.Sprintf("%s is %s, but a pool in %s can use only %s", Name(s.path+"SnsRegion"), *s.SnsRegion, poolRegion, OneOf(allowed)),
			Settings: []string{s.path + "SnsRegion"},
			Severity: &severity,
		})
	}
	return matches
}

func checkSmsRole(f Facts) []Match {
	var matches []Match
	for _, s := range f.smsSettings() {
		for _, role := range s.roles() {
			a, ok := splitARN(role.value)
			if ok && (a.service != "iam" || a.region != "" || !isNamed(a.resource, "role/")) {
				matches = append(matches, Match{Message: Name(role.path) + " is not the ARN of an IAM role (arn:aws:iam::ACCOUNT:role/NAME)", Settings: []string{role.path}})
			}
		}
	}
	return matches
}

func checkExternalId(f Facts) []Match {
	var matches []Match
	for _, s := range f.smsSettings() {
		if id := s.externalID(); id.value == nil {
			matches = append(matches, Match{Message: Name(id.path) + " is not set, so the role cannot tell this pool from others", Settings: []string{id.path}})
		}
	}
	return matches
}

func checkSmsTexts(f Facts) []Match {
	if len(f.smsSettings()) > 0 {
		return nil
	}
	texts := f.smsTexts()
	if len(texts) == 0 {
		return nil
	}
	return found("the pool has no SMS settings (SmsConfiguration), so no SMS is sent; unused: "+names(pathsOf(texts)), pathsOf(texts)...)
}

func checkSmsPhone(f Facts) []Match {
	if !f.sendsSms() || f.collects("phone_number") {
		return nil
	}
	return found("the pool has SMS settings (SmsConfiguration), but does not ask for a phone_number to send to")
}

func checkSmsReady(f Facts) []Match {
	var matches []Match
	for _, s := range f.smsSettings() {
		for _, role := range s.roles() {
			action := "sns:Publish"
			if strings.Contains(role.path, ".EumsSms.") {
				action = "sms-voice:SendTextMessage"
			}
			matches = append(matches, Match{
				Message:  fmt.Sprintf("make sure that the %s trusts Cognito and allows %s", Name(role.path), action),
				Settings: []string{role.path},
			})
		}
	}
	return matches
}

// editSnsRegion removes a Region where the pool's own is the default, and sets the
// only one that is allowed elsewhere.
func editSnsRegion(f Facts, finding Finding) []Edit {
	poolRegion, _ := f.poolRegion()
	allowed, listed := snsRegions[poolRegion]
	if !listed || slices.Contains(allowed, poolRegion) {
		return removed(finding.Settings[0])
	}
	return setTo(finding.Settings[0], allowed[0])
}

// editSnsBesideEums moves the values to the sender that is used, where it lacks
// them.
func editSnsBesideEums(f Facts, finding Finding) []Edit {
	var edits []Edit
	for _, s := range f.smsSettings() {
		if finding.Settings[len(finding.Settings)-1] != s.path+"EumsSms.CallerArn" {
			continue
		}
		if id := s.SmsConfiguration.ExternalId; id != nil && s.EumsSms.ExternalId == nil {
			edits = append(edits, setTo(s.path+"EumsSms.ExternalId", *id)...)
		}
		if region := s.SnsRegion; region != nil && s.EumsSms.Region == nil {
			edits = append(edits, setTo(s.path+"EumsSms.Region", *region)...)
		}
		edits = append(edits, removed(finding.Settings[:len(finding.Settings)-1]...)...)
	}
	return edits
}
