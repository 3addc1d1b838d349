package sandbox

import "github.com/poolsmith/poolsmith/model"

// domainHook is what is special about domains: the responses to calls that make
// and change one have only the CloudFront distribution and the version.
var domainHook = hook{
	add: func(p *StoredPool, description map[string]any) {
		description["UserPoolId"] = p.ID
		description["AWSAccountId"] = account
		description["CloudFrontDistribution"] = "d0000000000000.cloudfront.net"
		description["Status"] = "ACTIVE"
		if description["ManagedLoginVersion"] == nil {
			description["ManagedLoginVersion"] = 1
		}
	},
	made: func(description map[string]any) any {
		response := map[string]any{"ManagedLoginVersion": description["ManagedLoginVersion"]}
		if description["CustomDomainConfig"] != nil {
			response["CloudFrontDomain"] = description["CloudFrontDistribution"]
		}
		return response
	},
	update: func(old, sent, _ any) error {
		was, is := old.(*model.CreateUserPoolDomain).CustomDomainConfig, sent.(*model.CreateUserPoolDomain).CustomDomainConfig
		switch {
		case was != nil && is == nil: // observed in 2025
			return invalid("Cannot convert custom domain to prefix domain.")
		case was == nil && is != nil: // observed through CloudFormation
			return invalid("User pool should have a custom domain associated, failed to update the certificate.")
		}
		return nil
	},
}

// domains are the prefix and the custom domain of a pool, empty for none.
func (p *StoredPool) domains() (prefix, custom string) {
	for _, d := range p.Settings.CreateUserPoolDomain {
		if d.CustomDomainConfig != nil {
			custom = *d.Domain
		} else {
			prefix = *d.Domain
		}
	}
	return prefix, custom
}
