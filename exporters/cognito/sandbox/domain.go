package sandbox

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
