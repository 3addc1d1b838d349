package model

import "testing"

// What describe-user-pool-client and others print is read by itself, and together
// with the description of the pool.
func TestContentsAlone(t *testing.T) {
	const client = `{"UserPoolClient": {"UserPoolId": "eu-west-1_A", "ClientId": "id1", "ClientName": "web", "ClientSecret": "PLANTED", "CreationDate": 1, "RefreshTokenValidity": 10}}`
	const group = `{"Group": {"UserPoolId": "eu-west-1_A", "GroupName": "admins", "Precedence": 1, "CreationDate": "2026"}}`
	const domain = `{"DomainDescription": {"UserPoolId": "eu-west-1_A", "Domain": "shop", "Version": "1", "Status": "ACTIVE", "S3Bucket": "b", "AWSAccountId": "1", "CloudFrontDistribution": "d", "ManagedLoginVersion": 2}}`
	for text, want := range map[string]string{
		client: `{ "CreateUserPool": {}, "CreateUserPoolClient": [ { "ClientName": "web", "GenerateSecret": true, "RefreshTokenValidity": 10 } ] }`,
		group:  `{ "CreateUserPool": {}, "CreateGroup": [ { "GroupName": "admins", "Precedence": 1 } ] }`,
		domain: `{ "CreateUserPool": {}, "CreateUserPoolDomain": [ { "Domain": "shop", "ManagedLoginVersion": 2 } ] }`,
		client + `{"UserPoolClient": {"ClientName": "b"}}` + `{"UserPool": {"Name": "shop"}}`: `{ "CreateUserPool": { "PoolName": "shop" }, "CreateUserPoolClient": [ { "ClientName": "web", "GenerateSecret": true, "RefreshTokenValidity": 10 }, { "ClientName": "b" } ] }`,
	} {
		d, err := Read("description", []byte(text))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := compact(d.Pool.JSON()); got != want {
			t.Errorf("%s\nis read as %s\nwant %s", text, got, want)
		}
		for _, dropped := range d.Dropped {
			if dropped.Kind == Unknown {
				t.Errorf("%s is unknown", dropped.Setting)
			}
		}
	}
	if d, err := Read("description", []byte(client)); err != nil || d.Operation != "CreateUserPoolClient" {
		t.Errorf("%v, %v", d, err)
	}
}
