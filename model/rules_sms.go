package model

import (
	"fmt"
	"slices"
	"strings"
)

var smsRules = []Rule{
	{
		ID: "sns-region", Severity: Error,
		Settings: []string{atSms + "SnsRegion", atSmsMfa + ".SmsConfiguration.SnsRegion"},
		Summary:  "SMS leave from the pool's own region; six older regions may or must use a neighbour.",
		Fix:      "set SnsRegion to an allowed region in the SMS step, or leave it out",
		Source:   "refused in real deployments, 2026-09: Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1; developer guide, SMS settings",
		Check:    checkSnsRegion,
	},
	{
		ID: "sms-role-arn", Severity: Warning,
		Settings: []string{atSms + "SnsCallerArn", atSmsMfa + ".SmsConfiguration.SnsCallerArn"},
		Summary:  "SnsCallerArn is the ARN of an IAM role that Cognito takes on to send SMS.",
		Fix:      "set an ARN such as arn:aws:iam::123456789012:role/cognito-sms in the SMS step",
		Source:   "API reference, SmsConfigurationType",
		Check:    checkSmsRole,
	},
	{
		ID: "sms-without-external-id", Severity: Advice,
		Settings: []string{atSms + "ExternalId"},
		Summary:  "Without an external id, another pool could be made to use the SMS role (the confused deputy); Terraform cannot say such a pool.",
		Fix:      "set ExternalId in the SMS step and demand it in the role's trust policy",
		Source:   "accepted by the API; security practice",
		Check:    checkExternalId,
	},
	{
		ID: "sms-text-without-sms", Severity: Warning,
		Settings: []string{atSmsAuth, atTemplate + "SmsMessage", atInvite + "SMSMessage"},
		Summary:  "Texts for SMS are accepted in a pool that cannot send any, and never used.",
		Fix:      "name a role for SMS in the SMS step, or clear the text",
		Source:   "accepted in real deployments, 2026-09",
		Check:    checkSmsTexts,
	},
	{
		ID: "sms-without-phone", Severity: Advice,
		Settings: []string{atSms + "SnsCallerArn"},
		Summary:  "A pool that can send SMS but nowhere asks for a phone number may find nobody to send one to.",
		Fix:      "make phone_number required in the attributes step, let Cognito verify it in the recovery step, or take the SMS settings away",
		Source:   "developer guide, SMS settings",
		Check:    checkSmsPhone,
	},
	{
		ID: "sms-to-prepare", Severity: Advice,
		Settings: []string{atSms + "SnsCallerArn"},
		Summary:  "Before the pool is made, the SMS role must be in your account, trust cognito-idp.amazonaws.com with the external id, and allow sns:Publish in an inline policy, and you need iam:PassRole on it; a trust condition on the pool's ARN cannot be met yet. New accounts send SMS only inside the sandbox and for one dollar a month.",
		Fix:      "check the role and the SMS sandbox before you submit",
		Source:   "refused in real deployments: Role does not have a trust relationship allowing Cognito to assume the role; developer guide, SMS settings",
		Check:    checkSmsReady,
	},
}

// smsSettings are the SMS settings of both requests that are there.
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

// snsRegions are the regions through which a pool sends SMS, by the pool's
// region, as the developer guide lists them (2023, the row of us-east-1 seen
// in 2026). Pools in other known regions use their own.
var snsRegions = map[string][]string{
	"ap-northeast-2": {"ap-northeast-1"},
	"us-east-2":      {"us-east-2", "us-east-1"},
	"ap-south-1":     {"ap-south-1", "ap-southeast-1"},
	"ca-central-1":   {"ca-central-1", "us-east-1"},
	"eu-central-1":   {"eu-central-1", "eu-west-1"},
	"eu-west-2":      {"eu-west-2", "eu-west-1"},
}

func checkSnsRegion(f Facts) []Hit {
	home, weight := f.home()
	if home == "" {
		return nil
	}
	allowed, listed := snsRegions[home]
	if !listed {
		allowed = []string{home}
	}
	if _, known := sesRegions[home]; !known {
		weight = Warning
	}
	var hits []Hit
	for _, s := range f.smsSettings() {
		if s.SnsRegion == nil || slices.Contains(allowed, *s.SnsRegion) {
			continue
		}
		hits = append(hits, Hit{
			Message:  fmt.Sprintf("%s is %s, but a pool in %s may use only %s", Name(s.path+"SnsRegion"), *s.SnsRegion, home, OneOf(allowed)),
			Settings: []string{s.path + "SnsRegion"},
			Severity: &weight,
		})
	}
	return hits
}

func checkSmsRole(f Facts) []Hit {
	var hits []Hit
	for _, s := range f.smsSettings() {
		a, ok := splitARN(s.SnsCallerArn)
		if ok && (a.service != "iam" || !strings.HasPrefix(a.resource, "role/")) {
			hits = append(hits, Hit{Message: Name(s.path+"SnsCallerArn") + " is not the ARN of an IAM role (arn:…:iam::…:role/…)", Settings: []string{s.path + "SnsCallerArn"}})
		}
	}
	return hits
}

func checkExternalId(f Facts) []Hit {
	var hits []Hit
	for _, s := range f.smsSettings() {
		if s.ExternalId == nil {
			hits = append(hits, Hit{Message: Name(s.path+"ExternalId") + " is not set, so the role cannot tell this pool from others", Settings: []string{s.path + "ExternalId"}})
		}
	}
	return hits
}

func checkSmsTexts(f Facts) []Hit {
	if len(f.smsSettings()) > 0 {
		return nil
	}
	texts := f.smsTexts()
	if len(texts) == 0 {
		return nil
	}
	return found("the pool has no SMS settings (SmsConfiguration), so no SMS is sent; not used: "+names(pathsOf(texts)), pathsOf(texts)...)
}

func checkSmsPhone(f Facts) []Hit {
	c := &f.CreateUserPool
	asks := f.verifies("phone_number") || slices.Contains(c.UsernameAttributes, "phone_number") || slices.Contains(c.AliasAttributes, "phone_number") ||
		slices.ContainsFunc(c.Schema, func(a Attribute) bool { return is(a.Name, "phone_number") })
	if !f.sendsSms() || asks {
		return nil
	}
	return found("the pool has SMS settings (SmsConfiguration), but nothing in it asks for a phone_number to send to")
}

func checkSmsReady(f Facts) []Hit {
	if len(f.smsSettings()) == 0 {
		return nil
	}
	return found("whether the role in " + Name(atSms+"SnsCallerArn") + " trusts Cognito and may publish shows only when the pool is made")
}
