package model

import (
	"net/url"
	"slices"
	"strings"
)

// DomainHost is the host name of the sign-in pages of a pool in a Region: its
// custom domain, or else its prefix domain. It is empty for a pool without a domain.
func (p *Pool) DomainHost(region string) string {
	host := ""
	for _, d := range p.CreateUserPoolDomain {
		switch {
		case d.Domain == nil:
		case d.CustomDomainConfig != nil:
			return *d.Domain
		case PartitionFor(region).Name == "aws-us-gov":
			host = *d.Domain + ".auth-fips." + region + ".amazoncognito.com"
		default:
			host = *d.Domain + ".auth." + region + ".amazoncognito.com"
		}
	}
	return host
}

// SignInURL is the address at which a browser signs in to an app client. It is empty
// for a pool without a domain and for a client that cannot use the pages.
func (p *Pool) SignInURL(region string, client *CreateUserPoolClient, clientID string) string {
	host := p.DomainHost(region)
	flow := "code"
	if !slices.Contains(client.AllowedOAuthFlows, flow) {
		flow = "implicit"
	}
	enabled := client.AllowedOAuthFlowsUserPoolClient
	if host == "" || enabled == nil || !*enabled || len(client.CallbackURLs) == 0 || !slices.Contains(client.AllowedOAuthFlows, flow) {
		return ""
	}
	responseType := flow
	if flow == "implicit" {
		responseType = "token"
	}
	address := "https://" + host + "/login?client_id=" + url.QueryEscape(clientID) + "&response_type=" + responseType
	if len(client.AllowedOAuthScopes) > 0 {
		address += "&scope=" + url.QueryEscape(strings.Join(client.AllowedOAuthScopes, " "))
	}
	return address + "&redirect_uri=" + url.QueryEscape(client.CallbackURLs[0])
}

// HasSecret reports whether the app client has a secret.
func (c *CreateUserPoolClient) HasSecret() bool {
	return c.ClientSecret != nil || c.GenerateSecret != nil && *c.GenerateSecret
}
