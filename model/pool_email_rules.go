package model

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

var emailRules = []Rule{
	{
		ID: "ses-needs-source-arn", Severity: Error,
		Settings:   []string{atEmail + "SourceArn", atEmail + "EmailSendingAccount"},
		Summary:    "Sending through SES requires the ARN of the identity to send from.",
		Fix:        "set SourceArn to the ARN of your SES identity, or set EmailSendingAccount to COGNITO_DEFAULT",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Source ARN is required to use DEVELOPER email sending owner", Match: "Source ARN is required", Settings: []string{atEmail + "SourceArn"}}},
		Check:      checkSourceArn,
	},
	{
		ID: "from-needs-ses", Severity: Error,
		Settings:   []string{atEmail + "From", atEmail + "EmailSendingAccount"},
		Summary:    "Your own From address requires SES. Cognito's default sender uses its own address.",
		Fix:        "set EmailSendingAccount to DEVELOPER, or remove From",
		Source:     "rejected in real deployments: %s",
		Rejections: []Rejection{{Text: "Cannot configure From email address for default email configuration", Match: "Cannot configure From email address", Settings: []string{atEmail + "From"}}},
		Check:      checkFromSender,
		Edits:      editSender,
	},
	{
		ID: "from-invalid", Severity: Error,
		Settings:   []string{atEmail + "From"},
		Summary:    "From is an email address, or a display name with the address in angle brackets.",
		Fix:        "write an address such as no-reply@example.com or Shop <no-reply@example.com>",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Provided From email address is invalid"}},
		Check:      checkFromAddress,
	},
	{
		ID: "from-not-portable", Severity: Warning,
		Settings: []string{atEmail + "From"},
		Summary:  "A display name with a comma must be in quotation marks, and SES sends only from ASCII addresses: a domain with other characters is written in Punycode.",
		Fix:      "put the display name in quotation marks, and write the address in ASCII, such as \"Shop, Inc.\" <no-reply@xn--bcher-kva.example>",
		Source:   "RFC 5322; Amazon SES developer guide, email format",
		Check:    checkFromFormat,
	},
	{
		ID: "from-outside-identity", Severity: Warning,
		Settings: []string{atEmail + "From", atEmail + "SourceArn"},
		Summary:  "SES sends only from addresses of the identity in SourceArn, so From should belong to it.",
		Fix:      "use an address that belongs to the identity, or the identity that the address belongs to",
		Source:   "behavior at creation unverified",
		Check:    checkFromIdentity,
	},
	{
		ID: "domain-identity-needs-from", Severity: Warning,
		Settings: []string{atEmail + "From", atEmail + "SourceArn"},
		Summary:  "An SES identity that is a whole domain has no address to send from unless From sets one.",
		Fix:      "set From to an address of the domain",
		Source:   "behavior at creation unverified; the CDK always sends one",
		Check:    checkDomainFrom,
	},
	{
		ID: "source-arn-default-sender", Severity: Warning,
		Settings: []string{atEmail + "SourceArn", atEmail + "EmailSendingAccount"},
		Summary:  "Cognito's default sender accepts an SES identity only if that identity's policy lets email.cognito-idp.amazonaws.com send.",
		Fix:      "set EmailSendingAccount to DEVELOPER, or add such a policy to the identity",
		Source:   "API reference, EmailConfigurationType; rejected otherwise: Cognito is not allowed to use your email identity",
		Check:    checkSourceDefault,
	},
	{
		ID: "source-arn-not-ses", Severity: Error,
		Settings:   []string{atEmail + "SourceArn"},
		Summary:    "SourceArn is the ARN of an SES identity: a domain or an address.",
		Fix:        "set SourceArn to an ARN such as arn:aws:ses:us-east-1:123456789012:identity/example.com",
		Source:     "rejected in real deployments: %s",
		Rejections: []Rejection{{Code: "NotAuthorizedException", Text: foreignIdentity, Match: foreignIdentityPart}},
		Check:      checkSourceService,
	},
	{
		ID: "ses-region", Severity: Error,
		Settings:   []string{atEmail + "SourceArn"},
		Summary:    "The SES identity must be in a Region that the pool can send through: usually its own, and often us-east-1, us-west-2 and eu-west-1.",
		Fix:        "use an identity in one of these Regions",
		Source:     "rejected in real deployments, 2026-09: Invalid EmailConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions; developer guide, email settings",
		Rejections: []Rejection{{Text: "Invalid EmailConfiguration.SourceArn. %s", Match: `Invalid EmailConfiguration\.SourceArn`, Values: messageOf}},
		Check:      checkSesRegion,
	},
	{
		ID: "configuration-set-needs-ses", Severity: Warning,
		Settings: []string{atEmail + "ConfigurationSet", atEmail + "EmailSendingAccount"},
		Summary:  "A configuration set belongs to SES. Its effect with Cognito's default sender is untested.",
		Fix:      "set EmailSendingAccount to DEVELOPER, or remove ConfigurationSet",
		Source:   "developer guide, email settings; behavior unverified",
		Check:    checkConfigurationSet,
	},
	{
		ID: "ses-to-prepare", Severity: ToDo,
		Settings: []string{atEmail + "SourceArn"},
		Summary:  "Before you create the pool, the SES identity must be verified, in your account and out of the SES sandbox, and you need iam:CreateServiceLinkedRole.",
		Fix:      "check the identity in Amazon SES",
		Source:   "rejected in real deployments: Email address is not verified; developer guide, email settings",
		Rejections: []Rejection{
			{
				Match: "Email address is not verified",
				Hint:  "verify the identity in SES, in the Region of its ARN",
			},
			{
				Match: "Cognito is not allowed to use your email identity",
				Hint:  "allow email.cognito-idp.amazonaws.com to send from the identity, in its sending authorization policy",
			},
			{
				Code:  "InvalidEmailRoleAccessPolicyException",
				Match: AnyMessage,
				Hint:  "allow Cognito to send from the SES identity",
			},
		},
		Check: checkSesReady,
	},
}

// foreignIdentity is the service's message for an SES identity that it does not
// find in the account of the pool.
const foreignIdentity = "Email arn does not belong to your account."

// foreignIdentityPart finds foreignIdentity in an answer.
const foreignIdentityPart = "Email arn does not belong"

// email is how the pool sends email, empty when it is not set.
func (p *Pool) email() EmailConfiguration {
	if e := p.CreateUserPool.EmailConfiguration; e != nil {
		return *e
	}
	return EmailConfiguration{}
}

func checkSourceArn(f Facts) []Match {
	if !f.usesSes() || f.email().SourceArn != nil {
		return nil
	}
	return found(Name(atEmail+"EmailSendingAccount") + " is DEVELOPER, which requires " + Name(atEmail+"SourceArn") + ", the ARN of an SES identity")
}

func checkFromSender(f Facts) []Match {
	if f.usesSes() || deref(f.email().From) == "" {
		return nil
	}
	return found(Name(atEmail+"From") + " is set, but email is sent by Cognito's default sender (COGNITO_DEFAULT), which uses its own address")
}

func checkFromAddress(f Facts) []Match {
	from := deref(f.email().From)
	if from == "" || isAddress(fromAddress(from)) {
		return nil
	}
	return found(fmt.Sprintf("%s is %q, which is not a valid email address", Name(atEmail+"From"), from))
}

func checkFromFormat(f Facts) []Match {
	from := deref(f.email().From)
	address := fromAddress(from)
	if from == "" || !isAddress(address) {
		return nil // that is an error
	}
	var matches []Match
	if name := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(from), "<"+address+">")); name != address && hasUnquotedComma(name) {
		matches = found(fmt.Sprintf("%s has a comma outside quotation marks, which separates two addresses", Name(atEmail+"From")))
	}
	if !all(address, func(r rune) bool { return r < utf8.RuneSelf }) {
		matches = append(matches, found(fmt.Sprintf("%s has characters outside ASCII in its address; SES rejects them", Name(atEmail+"From")))...)
	}
	return matches
}

func hasUnquotedComma(s string) bool {
	quoted := false
	for _, r := range s {
		switch {
		case r == '"':
			quoted = !quoted
		case r == ',' && !quoted:
			return true
		}
	}
	return false
}

// fromAddress is the address in a sender: all of it, or what is in angle
// brackets after a name.
func fromAddress(from string) string {
	from = strings.TrimSpace(from)
	if open := strings.LastIndexByte(from, '<'); open >= 0 && strings.HasSuffix(from, ">") {
		return from[open+1 : len(from)-1]
	}
	return from
}

// isAddress is lenient: what it rejects is not an address by any standard.
func isAddress(s string) bool {
	at := strings.LastIndexByte(s, '@')
	return at > 0 && at < len(s)-1 && !strings.ContainsAny(s, " \t\r\n<>") && !strings.Contains(s[at:], "..")
}

// identity is the domain or address that an SES ARN names, empty for others.
func identity(sourceArn *string) string {
	a, ok := splitARN(sourceArn)
	if !ok || a.service != "ses" {
		return ""
	}
	name, ok := strings.CutPrefix(a.resource, "identity/")
	if !ok {
		return ""
	}
	return name
}

func checkFromIdentity(f Facts) []Match {
	e := f.email()
	from, owner := fromAddress(deref(e.From)), identity(e.SourceArn)
	if from == "" || owner == "" || !isAddress(from) || covers(owner, from) {
		return nil
	}
	return found(fmt.Sprintf("%s is %s, which does not belong to the identity %s in %s", Name(atEmail+"From"), from, owner, Name(atEmail+"SourceArn")))
}

// covers reports whether an SES identity may send from an address: its own,
// or any of its domain and the domains below.
func covers(owner, address string) bool {
	owner, address = strings.ToLower(owner), strings.ToLower(address)
	if strings.Contains(owner, "@") {
		user, domain, _ := strings.Cut(address, "@")
		user, _, _ = strings.Cut(user, "+")
		return owner == address || owner == user+"@"+domain
	}
	domain := address[strings.LastIndexByte(address, '@')+1:]
	return domain == owner || strings.HasSuffix(domain, "."+owner)
}

func checkDomainFrom(f Facts) []Match {
	e := f.email()
	owner := identity(e.SourceArn)
	if !f.usesSes() || owner == "" || strings.Contains(owner, "@") || deref(e.From) != "" {
		return nil
	}
	return found(fmt.Sprintf("%s is the domain %s, but %s is not set", Name(atEmail+"SourceArn"), owner, Name(atEmail+"From")))
}

func checkSourceDefault(f Facts) []Match {
	if f.usesSes() || f.email().SourceArn == nil {
		return nil
	}
	return found(Name(atEmail+"SourceArn") + " is set, but email is sent by Cognito's default sender (COGNITO_DEFAULT), which requires a policy on the identity")
}

func checkSourceService(f Facts) []Match {
	a, ok := splitARN(f.email().SourceArn)
	if !ok || a.service == "ses" && isNamed(a.resource, "identity/") {
		return nil
	}
	return found(Name(atEmail+"SourceArn") + " is not the ARN of an SES identity (arn:aws:ses:REGION:ACCOUNT:identity/DOMAIN_OR_ADDRESS)")
}

// anySes are the Regions through which most pools can send email.
var anySes = []string{"us-east-1", "us-west-2", "eu-west-1"}

// sesRegions are the Regions other than its own through which a pool can send
// email, by the pool's Region, as the developer guide lists them (2023, the row
// of us-east-1 observed in 2026). Other Regions are undocumented.
var sesRegions = map[string][]string{
	"us-east-1": anySes, "us-west-2": anySes, "eu-west-1": anySes,
	"us-east-2": anySes, "ca-central-1": anySes, "ap-northeast-1": anySes, "ap-northeast-2": anySes,
	"ap-south-1": anySes, "ap-southeast-1": anySes, "ap-southeast-2": anySes, "eu-west-2": anySes, "eu-central-1": anySes,
	"us-west-1": nil, "eu-west-3": nil, "eu-north-1": nil, "eu-south-1": nil, "me-south-1": nil, "sa-east-1": nil,
}

func checkSesRegion(f Facts) []Match {
	return f.findSesRegion(atEmail+"SourceArn", f.email().SourceArn)
}

// findSesRegion returns a violation if the SES identity at path is in a Region
// through which the pool cannot send email.
func (f Facts) findSesRegion(path string, source *string) []Match {
	a, ok := splitARN(source)
	if ok && a.region == "" {
		return []Match{{
			Message:  Name(path) + " has no Region; Cognito must know which SES Region to use",
			Settings: []string{path},
			Fix:      "set SourceArn to the ARN of the identity with its Region",
		}}
	}
	poolRegion, severity := f.poolRegion()
	if !ok || poolRegion == "" || a.region == poolRegion {
		return nil
	}
	others, known := sesRegions[poolRegion]
	if slices.Contains(others, a.region) {
		return nil
	}
	if !known {
		severity = Warning
	}
	allowed := slices.Concat([]string{poolRegion}, others)
	slices.Sort(allowed)
	matches := found(fmt.Sprintf("%s is in %s, but a pool in %s can use SES only in %s", Name(path), a.region, poolRegion, OneOf(slices.Compact(allowed))), path)
	matches[0].Severity = &severity
	return matches
}

func checkConfigurationSet(f Facts) []Match {
	if f.usesSes() || f.email().ConfigurationSet == nil {
		return nil
	}
	return found(Name(atEmail+"ConfigurationSet") + " is set, but email is sent by Cognito's default sender (COGNITO_DEFAULT), not by SES")
}

func checkSesReady(f Facts) []Match {
	if !f.usesSes() || f.email().SourceArn == nil {
		return nil
	}
	return found("make sure that the " + Name(atEmail+"SourceArn") + " is verified, belongs to your account and is out of the SES sandbox")
}

// editSender sends email through the SES identity that the pool already names.
func editSender(f Facts, _ Finding) []Edit {
	if identity(f.email().SourceArn) == "" {
		return nil
	}
	return setTo(atEmail+"EmailSendingAccount", "DEVELOPER")
}
