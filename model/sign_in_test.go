package model

import "testing"

func TestSignInURL(t *testing.T) {
	const client = `"CreateUserPoolClient": [{"ClientName": "web", "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "a/b"], "CallbackURLs": ["https://example.com/c?x=1"]}]`
	const query = "/login?client_id=id1&response_type=code&scope=openid+a%2Fb&redirect_uri=https%3A%2F%2Fexample.com%2Fc%3Fx%3D1"
	tests := []struct{ domains, region, want string }{
		{`[{"Domain": "shop"}]`, "eu-west-1", "https://shop.auth.eu-west-1.amazoncognito.com" + query},
		{`[{"Domain": "shop"}]`, "us-gov-west-1", "https://shop.auth-fips.us-gov-west-1.amazoncognito.com" + query},
		{`[{"Domain": "shop"}, {"Domain": "auth.example.com", "CustomDomainConfig": {"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/x"}}]`, "eu-west-1", "https://auth.example.com" + query},
		{`[]`, "eu-west-1", ""},
	}
	for _, test := range tests {
		p := mustRead(t, `{"CreateUserPool": {"PoolName": "a"}, "CreateUserPoolDomain": `+test.domains+`, `+client+`}`)
		if got := p.SignInURL(test.region, &p.CreateUserPoolClient[0], "id1"); got != test.want {
			t.Errorf("%s: %s, want %s", test.domains, got, test.want)
		}
	}
	p := mustRead(t, `{"CreateUserPool": {"PoolName": "a"}, "CreateUserPoolDomain": [{"Domain": "shop"}], "CreateUserPoolClient": [{"ClientName": "machine", "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["client_credentials"]}]}`)
	if got := p.SignInURL("eu-west-1", &p.CreateUserPoolClient[0], "id1"); got != "" {
		t.Errorf("a client without pages has %s", got)
	}
}
