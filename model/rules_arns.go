package model

import (
	"fmt"
	"slices"
	"strings"
)

// arnRules are about the parts that all ARNs have in common, and about the
// pool's own Region.
var arnRules = []Rule{
	{
		ID: "account-id", Severity: Error, OwnValue: true,
		Settings: arnPaths,
		Summary:  "The account ID in an ARN has 12 digits.",
		Fix:      "set the ARN with your 12-digit account ID",
		Source:   "IAM user guide, Amazon Resource Names; rejected in real deployments: Email arn does not belong to your account., Cross-account pass role is not allowed.",
		Check:    checkAccountID,
	},
	{
		ID: "accounts-differ", Severity: Warning,
		Settings: []string{atEmail + "SourceArn", atSms + "SnsCallerArn"},
		Summary:  "The SMS role, the roles of groups and the SES identity must be in the account that creates the pool, and functions usually are. ARNs of several accounts suggest a mistake.",
		Fix:      "use resources of the pool's own account",
		Source:   "rejected in real deployments: Cross-account pass role is not allowed, Email arn does not belong to your account; functions of other accounts are accepted",
		Rejections: []Rejection{
			{Text: foreignIdentity, Match: foreignIdentityPart, Settings: []string{atEmail + "SourceArn"}, Hint: "use an SES identity in the same account"},
			{Match: "Cross-account pass role", Settings: []string{atSms + "SnsCallerArn", atGroupRole}, Hint: "use a role in the account of the pool"},
		},
		Check: checkAccounts,
	},
	{
		ID: "partition-differs", Severity: Warning,
		Settings: arnPaths,
		Summary:  "The partition of an ARN (aws, aws-cn, aws-us-gov) must be the partition of its Region and of the pool's Region.",
		Fix:      "correct the partition at the start of the ARN",
		Source:   "IAM user guide, Amazon Resource Names; the service's own message is unverified",
		Check:    checkPartition,
	},
	{
		ID: "region-unknown", Severity: Warning,
		Summary: "The Region given for the pool is not one that Poolsmith knows. It may be new, or misspelled.",
		Fix:     "check the spelling of the Region, such as eu-west-1",
		Source:  "AWS general reference, Amazon Cognito endpoints",
		Check:   checkRegionKnown,
	},
}

// arnPaths are the settings that contain ARNs.
var arnPaths = func() []string {
	var paths []string
	for _, s := range Catalog {
		if s.Kind == ARN {
			paths = append(paths, s.Path)
		}
	}
	return paths
}()

// arns are the ARNs that a pool sets, functions first.
func (p *Pool) arns() []entry {
	entries := append(p.triggers(), onlySet(
		entry{atKmsKey, p.lambda().KMSKeyID},
		entry{atEmail + "SourceArn", p.email().SourceArn},
	)...)
	for _, s := range p.smsSettings() {
		entries = append(entries, s.roles()...)
	}
	entries = append(entries, onlySet(entry{atPoolKey, p.key().KmsKeyArn})...)
	for i := range p.CreateGroup {
		if role := p.CreateGroup[i].RoleArn; role != nil {
			entries = append(entries, entry{at(atGroups, i, "RoleArn"), role})
		}
	}
	for i := range p.SetRiskConfiguration {
		if notify := p.SetRiskConfiguration[i].notify(); notify.SourceArn != nil {
			entries = append(entries, entry{at(atRisks, i, strings.TrimPrefix(atNotify, atRisk)+"SourceArn"), notify.SourceArn})
		}
	}
	for i := range p.CreateUserPoolDomain {
		if c := p.CreateUserPoolDomain[i].CustomDomainConfig; c != nil && c.CertificateArn != nil {
			entries = append(entries, entry{at(atDomains, i, "CustomDomainConfig.CertificateArn"), c.CertificateArn})
		}
	}
	return append(entries, p.logArns()...)
}

func isDigits(s string) bool {
	return s != "" && all(s, func(r rune) bool { return '0' <= r && r <= '9' })
}

func checkAccountID(f Facts) []Match {
	var matches []Match
	for _, e := range f.arns() {
		a, ok := splitARN(e.value)
		if !ok || !isDigits(a.account) || len(a.account) == 12 {
			continue // the pattern of an ARN reports other characters
		}
		matches = append(matches, Match{
			Message:  fmt.Sprintf("the account ID in %s is %s; an account ID has 12 digits", triggerName(e.path), a.account),
			Settings: []string{e.path},
		})
	}
	return matches
}

func checkAccounts(f Facts) []Match {
	var first entry
	var account string
	for _, e := range f.arns() {
		a, ok := splitARN(e.value)
		if !ok || a.account == "" {
			continue
		}
		if account == "" {
			first, account = e, a.account
		}
		if a.account != account {
			return found(fmt.Sprintf("%s is in account %s, but %s is in account %s; a pool uses resources of its own account", triggerName(first.path), account, triggerName(e.path), a.account), e.path, first.path)
		}
	}
	return nil
}

func checkPartition(f Facts) []Match {
	var matches []Match
	poolRegion, _ := f.poolRegion()
	for _, e := range f.arns() {
		a, ok := splitARN(e.value)
		region := a.region
		if region == "" {
			region = poolRegion
		}
		if !ok || region == "" || a.partition == partitionOf(region) {
			continue
		}
		matches = append(matches, Match{
			Message:  fmt.Sprintf("the partition in %s is %s, but %s is in the partition %s", triggerName(e.path), a.partition, region, partitionOf(region)),
			Settings: []string{e.path},
		})
	}
	return matches
}

func checkRegionKnown(f Facts) []Match {
	if f.Region == "" || f.Assumed || slices.Contains(cognitoRegions, f.Region) {
		return nil
	}
	message := fmt.Sprintf("%q is not a Region that Poolsmith knows", f.Region)
	if near := Nearest(f.Region, cognitoRegions); near != "" {
		message += "; did you mean " + near + "?"
	}
	return found(message)
}
