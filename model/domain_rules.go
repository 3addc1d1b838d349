package model

import (
	"fmt"
	"slices"
	"strings"
)

// Paths of domains that the rules are about.
const (
	atDomains      = "CreateUserPoolDomain"
	atDomain       = atDomains + "[].Domain"
	atLoginVersion = atDomains + "[].ManagedLoginVersion"
	atCustomDomain = atDomains + "[].CustomDomainConfig."
	atRouting      = atDomains + "[].Routing.Failover.SecondaryRegion"
)

// certificateText is the service's message for a certificate that it cannot use.
const certificateText = "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain."

// domainText is the service's message for a prefix that is none, and domainTextPart
// what finds it in an answer.
const (
	domainText     = `The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this format: ^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$`
	domainTextPart = "The domain name contains an invalid character"
)

var domainRules = []Rule{
	{
		ID: "domain-needs-certificate", Severity: Error,
		Settings:   []string{atDomain, atCustomDomain + "CertificateArn"},
		Summary:    "A whole domain name, with dots, needs CustomDomainConfig with a certificate. A prefix has only lowercase letters, digits and hyphens.",
		Fix:        "set CertificateArn in CustomDomainConfig, or use a prefix without dots",
		Source:     "rejected in real deployments, 2026-09: The domain name contains an invalid character.",
		Rejections: []Rejection{{Text: domainText, Match: domainTextPart}},
		Check:      ofDomains(checkDomainCertificate),
	},
	{
		ID: "domain-reserved-word", Severity: Error,
		Settings:   []string{atDomain},
		Summary:    "The prefix of a domain cannot have aws, amazon or cognito as one of the words between its hyphens. As a part of a longer word they have been accepted and rejected.",
		Fix:        "choose a prefix without aws, amazon and cognito",
		Source:     "rejected in real deployments, 2026-09; awsome was accepted, newcognito was reported as rejected; the service's own message is reported at second hand",
		Rejections: []Rejection{{Text: "Domain cannot contain reserved word: %s", Values: reservedWordOf, Match: "Domain cannot contain reserved word"}},
		Check:      ofDomains(checkReservedWord),
	},
	{
		ID: "domain-prefix-free", Severity: ToDo,
		Settings: []string{atDomain},
		Summary:  "The prefix of a domain must be free in the whole Region, in all accounts. Only the request shows whether it is.",
		Fix:      "choose a prefix that is unlikely to be used, such as one with random digits at its end",
		Source:   "AWS knowledge center, errors of domains: Domain already associated with another user pool.",
		Rejections: []Rejection{{
			Match: "Domain already associated with another user pool",
			Hint:  "choose another prefix: this one belongs to another pool, of any account in the Region",
		}},
		Check: ofDomains(checkPrefixFree),
	},
	{
		ID: "custom-domain-name", Severity: Error,
		Settings:   []string{atDomain, atCustomDomain + "CertificateArn"},
		Summary:    "A domain with CustomDomainConfig is a whole domain name, such as auth.example.com, in lowercase.",
		Fix:        "set Domain to a whole domain name, or remove CustomDomainConfig for a prefix",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Custom domain is not a valid subdomain"}},
		Check:      ofDomains(checkCustomName),
	},
	{
		ID: "domains-of-one-kind", Severity: Error,
		Settings: []string{atDomain},
		Summary:  "A pool has at most one prefix domain and one custom domain.",
		Fix:      "remove one of the two domains",
		Source:   "developer guide, domains of user pools",
		Check:    checkDomainKinds,
	},
	{
		ID: "certificate-region", Severity: Error,
		Settings:   []string{atCustomDomain + "CertificateArn"},
		Summary:    "The certificate of a custom domain is in us-east-1, also if the pool is in another Region.",
		Fix:        "request the certificate in us-east-1 and set its ARN",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: certificateText, Match: "The specified SSL certificate doesn't exist"}},
		Check:      ofDomains(checkCertificateRegion),
	},
	{
		ID: "custom-domain-to-prepare", Severity: ToDo,
		Settings: []string{atDomain, atCustomDomain + "CertificateArn"},
		Summary:  "Before you create a custom domain, its parent domain must have an A record, its certificate must be issued and contain its name, no CloudFront distribution may use the name, and you need cloudfront:UpdateDistribution.",
		Fix:      "check the DNS record, the certificate and your permissions",
		Source:   "AWS knowledge center, errors of custom domains; developer guide, custom domains",
		Rejections: []Rejection{
			{Match: "Was not able to resolve the root domain", Hint: "create an A record for the parent of the domain; for auth.example.com that is example.com"},
			{Match: "CNAMEs you provided are already associated", Hint: "remove the name from the other CloudFront distribution, or choose another name"},
			{Match: "The specified SSL certificate doesn't exist", Settings: []string{atCustomDomain + "CertificateArn"}, Hint: "use an issued certificate in us-east-1 that contains the name of the domain"},
		},
		Check: ofDomains(checkCustomReady),
	},
	{
		ID: "custom-domain-dns", Severity: ToDo,
		Settings: []string{atDomain},
		Summary:  "A custom domain works only after its DNS name is an alias of the CloudFront name in the response.",
		Fix:      "create an alias record for the domain after the pool exists",
		Source:   "developer guide, custom domains",
		Check:    ofDomains(checkCustomDNS),
	},
	{
		ID: "managed-login-tier", Severity: Error,
		Settings:   []string{atLoginVersion, atTier},
		Summary:    "Managed login, version 2 of the sign-in pages, requires the plan ESSENTIALS.",
		Fix:        "set UserPoolTier to ESSENTIALS or PLUS, or ManagedLoginVersion to 1",
		Source:     "rejected in real deployments, 2026-09: Managed Login Version 2",
		Rejections: []Rejection{{Code: FeatureUnavailable, Text: "The following feature is not available for the %s pricing tier configured: Managed Login Version 2", Values: tierOf, Match: "Managed Login Version 2"}},
		Check:      ofDomains(checkManagedTier),
		Edits:      settingTo(1),
	},
	{
		ID: "passkey-custom-domain", Severity: Warning,
		Settings: []string{atPasskey + "RelyingPartyId", atDomain},
		Summary:  "Without RelyingPartyId, passkeys belong to the domain of the pool, which is the custom domain once there is one: passkeys of the prefix domain then stop working. With RelyingPartyId, managed login can use passkeys only if its domain is that domain or below it.",
		Fix:      "set RelyingPartyId to the custom domain before the first user creates a passkey",
		Source:   "API reference, CreateUserPoolDomain; developer guide, passkey sign-in",
		Check:    checkPasskeyCustomDomain,
		Edits:    editPasskeyCustomDomain,
	},
	{
		ID: "tls-outdated", Severity: Warning,
		Settings: []string{atCustomDomain + "SecurityPolicy"},
		Summary:  "TLS_V1 lets browsers connect with TLS 1.0, which is no longer considered safe.",
		Fix:      "set SecurityPolicy to TLS_V1_2_2021",
		Source:   "API reference, CustomDomainConfigType",
		Check:    ofDomains(checkTLS),
		Edits:    settingTo("TLS_V1_2_2021"),
	},
	{
		ID: "routing-needs-custom-domain", Severity: Error,
		Settings: []string{atRouting, atCustomDomain + "CertificateArn"},
		Summary:  "Only custom domains have Routing to a replica.",
		Fix:      "remove Routing, or set CustomDomainConfig",
		Source:   "API reference of 2026, CreateUserPoolDomain",
		Check:    ofDomains(checkRouting),
		Edits:    editRouting,
	},
}

// domain is a domain of a draft and its place in the list.
type domain struct {
	*CreateUserPoolDomain
	index int
}

// ofDomains turns a check of one domain into that of a rule.
func ofDomains(check func(f Facts, d domain) []Match) func(Facts) []Match {
	return func(f Facts) []Match {
		var matches []Match
		for i := range f.CreateUserPoolDomain {
			matches = append(matches, check(f, domain{&f.CreateUserPoolDomain[i], i})...)
		}
		return matches
	}
}

// at is the path of a setting of the domain, which is given as its general path.
func (d domain) at(setting string) string {
	return at(atDomains, d.index, strings.TrimPrefix(setting, atDomains+"[]."))
}

func (d domain) isCustom() bool { return d.CustomDomainConfig != nil }

// isManaged reports whether the sign-in pages are managed login.
func (d *CreateUserPoolDomain) isManaged() bool { return deref(d.ManagedLoginVersion) == 2 }

// tierOf is the plan of the pool, for rejections that name it.
func tierOf(f Facts, _ []Finding) []string { return []string{f.Tier()} }

func checkDomainCertificate(_ Facts, d domain) []Match {
	name := deref(d.Domain)
	if d.isCustom() || !strings.Contains(name, ".") || Lookup(atDomain).breaks(name) {
		return nil
	}
	return found(fmt.Sprintf("the domain %q is a whole domain name, which needs CustomDomainConfig with a certificate", name), d.at(atDomain), d.at(atCustomDomain+"CertificateArn"))
}

var reservedWords = []string{"aws", "amazon", "cognito"}

// reservedWord returns the reserved word that a prefix contains, and whether it is
// a whole word between hyphens; both are zero if there is none.
func reservedWord(prefix string) (word string, whole bool) {
	for part := range strings.SplitSeq(prefix, "-") {
		if slices.Contains(reservedWords, part) {
			return part, true
		}
	}
	i := slices.IndexFunc(reservedWords, func(word string) bool { return strings.Contains(prefix, word) })
	if i < 0 {
		return "", false
	}
	return reservedWords[i], false
}

func reservedWordOf(f Facts, findings []Finding) []string {
	word, _ := reservedWord(deref(f.CreateUserPoolDomain[firstIndex(findings[0])].Domain))
	return []string{word}
}

func checkReservedWord(_ Facts, d domain) []Match {
	word, whole := reservedWord(deref(d.Domain))
	if word == "" || d.isCustom() {
		return nil
	}
	matches := found(fmt.Sprintf("the domain prefix %q contains the reserved word %s", *d.Domain, word), d.at(atDomain))
	if !whole {
		matches[0].Severity = new(Warning)
	}
	return matches
}

func checkPrefixFree(_ Facts, d domain) []Match {
	if d.isCustom() || d.Domain == nil {
		return nil
	}
	return found(fmt.Sprintf("the domain prefix %q must be free in the Region of the pool", *d.Domain), d.at(atDomain))
}

func checkCustomName(_ Facts, d domain) []Match {
	name := deref(d.Domain)
	if !d.isCustom() || strings.Contains(name, ".") && !strings.Contains(name, "..") || Lookup(atDomain).breaks(name) {
		return nil
	}
	return found(fmt.Sprintf("%q has CustomDomainConfig but is not a whole domain name", name), d.at(atDomain), d.at(atCustomDomain+"CertificateArn"))
}

func checkDomainKinds(f Facts) []Match {
	var matches []Match
	first := map[bool]int{}
	for i := range f.CreateUserPoolDomain {
		d := domain{&f.CreateUserPoolDomain[i], i}
		before, seen := first[d.isCustom()]
		if !seen {
			first[d.isCustom()] = i
			continue
		}
		kind := "prefix domains"
		if d.isCustom() {
			kind = "custom domains"
		}
		other := deref(f.CreateUserPoolDomain[before].Domain)
		matches = append(matches, found(fmt.Sprintf("the pool has two %s, %q and %q", kind, other, deref(d.Domain)), d.at(atDomain), at(atDomains, before, "Domain"))...)
	}
	return matches
}

func checkCertificateRegion(_ Facts, d domain) []Match {
	if !d.isCustom() {
		return nil
	}
	a, ok := splitARN(d.CustomDomainConfig.CertificateArn)
	if !ok || a.partition != "aws" || a.region == "us-east-1" {
		return nil
	}
	return found(fmt.Sprintf("%s is in %s; it must be in us-east-1", Name(atCustomDomain+"CertificateArn"), a.region), d.at(atCustomDomain+"CertificateArn"))
}

func checkCustomReady(_ Facts, d domain) []Match {
	if !d.isCustom() || d.Domain == nil {
		return nil
	}
	_, parent, _ := strings.Cut(*d.Domain, ".")
	return found(fmt.Sprintf("check that %s has an A record and that the certificate of %s is issued", parent, *d.Domain), d.at(atDomain), d.at(atCustomDomain+"CertificateArn"))
}

func checkCustomDNS(_ Facts, d domain) []Match {
	if !d.isCustom() || d.Domain == nil {
		return nil
	}
	return found(fmt.Sprintf("make %s an alias of the CloudFront name in the response", *d.Domain), d.at(atDomain))
}

func checkManagedTier(f Facts, d domain) []Match {
	if tier := tierIndex(f.Tier()); !d.isManaged() || tier < 0 || tier >= tierIndex("ESSENTIALS") {
		return nil
	}
	return found(fmt.Sprintf("%s is 2, which requires the plan ESSENTIALS; this pool has %s", Name(atLoginVersion), f.Tier()), d.at(atLoginVersion), atTier)
}

func checkPasskeyCustomDomain(f Facts) []Match {
	i := slices.IndexFunc(f.CreateUserPoolDomain, func(d CreateUserPoolDomain) bool { return d.CustomDomainConfig != nil && d.Domain != nil })
	if i < 0 || !slices.Contains(f.firstFactors(), "WEB_AUTHN") {
		return nil
	}
	d := domain{&f.CreateUserPoolDomain[i], i}
	id := f.passkeys().RelyingPartyId
	switch {
	case id == nil:
		return found(fmt.Sprintf("%s is not set, so passkeys belong to the custom domain %s, and those of another domain stop working", Name(atPasskey+"RelyingPartyId"), *d.Domain), atPasskey+"RelyingPartyId", d.at(atDomain))
	case *d.Domain != *id && !strings.HasSuffix(*d.Domain, "."+*id):
		return found(fmt.Sprintf("%s is %s, so passkeys do not work on the sign-in pages of %s", Name(atPasskey+"RelyingPartyId"), *id, *d.Domain), atPasskey+"RelyingPartyId", d.at(atDomain))
	}
	return nil
}

func checkTLS(_ Facts, d domain) []Match {
	if !d.isCustom() || !is(d.CustomDomainConfig.SecurityPolicy, "TLS_V1") {
		return nil
	}
	return found(Name(atCustomDomain+"SecurityPolicy")+" is TLS_V1, which allows TLS 1.0", d.at(atCustomDomain+"SecurityPolicy"))
}

func checkRouting(_ Facts, d domain) []Match {
	if d.Routing == nil || d.isCustom() {
		return nil
	}
	return found(fmt.Sprintf("the domain prefix %q has Routing, which only custom domains have", deref(d.Domain)), d.at(atRouting))
}

func editRouting(f Facts, finding Finding) []Edit {
	d := domain{index: firstIndex(finding)}
	path, _, _ := strings.Cut(atRouting, ".")
	return removed(d.at(path + ".Routing"))
}

// editPasskeyCustomDomain makes explicit which domain passkeys belong to.
func editPasskeyCustomDomain(f Facts, finding Finding) []Edit {
	if f.passkeys().RelyingPartyId != nil {
		return nil
	}
	i := slices.IndexFunc(f.CreateUserPoolDomain, func(d CreateUserPoolDomain) bool { return d.CustomDomainConfig != nil && d.Domain != nil })
	return setTo(finding.Settings[0], *f.CreateUserPoolDomain[i].Domain)
}
