package cognito

import (
	"bytes"
	"strings"
	"testing"
)

func TestAfter(t *testing.T) {
	made := Result{ID: "eu-west-1_Ab12", ARN: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12", Name: "My Shop"}
	c := &Client{options: Options{Region: "eu-west-1", Profile: "dev"}}
	after := c.After(made, pool(t, `{"PoolName": "My Shop", "IssuerConfiguration": {"Type": "UPDATED"}, "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}},
		"LambdaConfig": {"PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:a", "PostConfirmation": "arn:aws:lambda:eu-west-1:123456789012:function:a",
		"KMSKeyID": "arn:aws:kms:eu-west-1:123456789012:key/k", "CustomEmailSender": {"LambdaArn": "arn:aws:lambda:eu-west-1:123456789012:function:b:live", "LambdaVersion": "V1_0"}}}`))
	want := map[string]string{
		after.Issuer:          "https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab12",
		after.Console:         "https://eu-west-1.console.aws.amazon.com/cognito/v2/idp/user-pools/eu-west-1_Ab12/users?region=eu-west-1",
		after.Next[0].Command: "aws cognito-idp create-user-pool-client --user-pool-id eu-west-1_Ab12 --client-name 'My Shop' --explicit-auth-flows ALLOW_USER_AUTH ALLOW_USER_SRP_AUTH ALLOW_REFRESH_TOKEN_AUTH --region eu-west-1 --profile dev",
		after.Next[1].Command: "aws cognito-idp create-user-pool-domain --user-pool-id eu-west-1_Ab12 --domain my-shop-ab12 --region eu-west-1 --profile dev",
	}
	for got, want := range want {
		if got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
	if len(after.Permissions) != 2 || !strings.Contains(after.Permissions[1].Command, "function:b:live --statement-id cognito-eu-west-1_Ab12 ") {
		t.Errorf("permissions %v", after.Permissions)
	}
	c.options.Region, c.options.EndpointURL = "cn-north-1", "http://127.0.0.1:5000"
	after = c.After(made, pool(t, `{"PoolName": "shop"}`))
	if after.Issuer != "https://cognito-idp.cn-north-1.amazonaws.com.cn/eu-west-1_Ab12" || after.Console != "" || strings.Contains(after.Next[0].Command, "USER_AUTH ") && strings.Contains(after.Next[0].Command, "ALLOW_USER_AUTH") {
		t.Errorf("%+v", after)
	}
}

func TestDomainPrefix(t *testing.T) {
	for name, want := range map[string]string{"shop": "shop-ab12", "Größe!": "gr-e-ab12", "my-aws-pool": "sign-in-ab12", "": "sign-in-ab12", strings.Repeat("x", 90): strings.Repeat("x", 40) + "-ab12"} {
		if got := domainPrefix(Result{ID: "eu-west-1_Ab12", Name: name}); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

func TestRegionOf(t *testing.T) {
	for id, want := range map[string]string{"eu-west-1_Ab12": "eu-west-1", "us-gov-west-1_x": "us-gov-west-1", "shop": "", "eu-west-1": "", "eu-west-1_a b": ""} {
		if got := RegionOf(id); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

func TestRedact(t *testing.T) {
	c := newService(t).client()
	for text, want := range map[string]string{
		"Credential=AKIDTEST/20260101/eu-west-1, Signature=0123abcdef":             "Credential=***/20260101/eu-west-1, Signature=***",
		"x-amz-security-token:abc123 and more":                                     "x-amz-security-token:*** and more",
		"User: arn:aws:sts::123456789012:assumed-role/dev/ann@example.com may not": "User: arn:aws:sts::123456789012:assumed-role/dev/*** may not",
		"key AKIAABCDEFGHIJKLMNOP":                                                 "key ***",
		"secret SECRETTEST token TOKENTEST":                                        "secret *** token ***",
		"nothing to hide":                                                          "nothing to hide",
	} {
		if got := c.redact(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// The call that takes the protection away says the whole pool again, but for
// what it does not take.
func TestUnprotect(t *testing.T) {
	s := newService(t)
	p := pool(t, `{"PoolName": "shop", "UserPoolTier": "LITE", "DeletionProtection": "ACTIVE", "UsernameAttributes": ["email"], "UsernameConfiguration": {"CaseSensitive": false},
		"AutoVerifiedAttributes": ["email"], "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]}, "Schema": [{"Name": "plan", "AttributeDataType": "String"}]}`)
	if err := s.client().Delete(t.Context(), Result{ID: testPoolID}, p, nil); err != nil {
		t.Fatal(err)
	}
	if len(s.got) != 2 || s.got[0].operation != "UpdateUserPool" || s.got[1].operation != "DeleteUserPool" {
		t.Fatalf("calls %v", s.got)
	}
	body := s.got[0].body
	for _, has := range []string{`"UserPoolId": "` + testPoolID, `"DeletionProtection": "INACTIVE"`, `"AutoVerifiedAttributes"`, `"AttributesRequireVerificationBeforeUpdate"`, `"UserPoolTier": "LITE"`} {
		if !bytes.Contains(body, []byte(has)) {
			t.Errorf("%s is missing in %s", has, body)
		}
	}
	for _, lacks := range []string{"UsernameAttributes", "UsernameConfiguration", "Schema"} {
		if bytes.Contains(body, []byte(`"`+lacks+`"`)) {
			t.Errorf("%s is in %s", lacks, body)
		}
	}
}
