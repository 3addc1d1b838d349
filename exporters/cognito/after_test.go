package cognito

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
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
		after.Next[0].Command: "aws cognito-idp create-user-pool-client --user-pool-id=eu-west-1_Ab12 --client-name='My Shop' --explicit-auth-flows ALLOW_USER_AUTH ALLOW_USER_SRP_AUTH ALLOW_REFRESH_TOKEN_AUTH --region=eu-west-1 --profile=dev",
		after.Next[2].Command: "poolsmith export --for-pool=eu-west-1_Ab12 -f terraform -o main.tf --region=eu-west-1 --profile=dev",
		after.Next[1].Command: "aws cognito-idp create-user-pool-domain --user-pool-id=eu-west-1_Ab12 --domain=my-shop-ab12 --region=eu-west-1 --profile=dev",
	}
	for got, want := range want {
		if got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
	if len(after.Permissions) != 2 || !strings.Contains(after.Permissions[1].Command, "function:b:live --statement-id=cognito-eu-west-1_Ab12 ") {
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

// Credentials are recognized in every disguise that services and proxies put
// on a request they quote.
func TestRedactDisguised(t *testing.T) {
	const secret = "PLANTED/secret+key/of/forty/characters00"
	provider := credentials.NewStaticCredentialsProvider("AKIAPLANTEDPLANTED12", secret, "IQoJ//PLANTEDtoken+with/every=sign==")
	c := newClient(aws.Config{Region: "eu-west-1", Credentials: provider}, Options{Timing: shortTiming})
	entities := func(text string) string {
		var b strings.Builder
		for _, r := range text {
			fmt.Fprintf(&b, "&#%d;", r)
		}
		return b.String()
	}
	escapes := func(format string) func(string) string {
		return func(text string) string {
			var b strings.Builder
			for i := range len(text) {
				fmt.Fprintf(&b, format, text[i])
			}
			return b.String()
		}
	}
	split := func(width int, between string) func(string) string {
		return func(text string) string {
			var b strings.Builder
			for i, r := range text {
				if i > 0 && i%width == 0 {
					b.WriteString(between)
				}
				b.WriteRune(r)
			}
			return b.String()
		}
	}
	standard := base64.StdEncoding.EncodeToString
	disguises := map[string]func(string) string{
		"HTML": func(s string) string {
			return strings.NewReplacer("/", "&#x2F;", "+", "&plus;", "=", "&#61;").Replace(s)
		},
		"HTML, all of it":   entities,
		"HTML twice":        func(s string) string { return strings.ReplaceAll(entities(s), "&", "&amp;") },
		"percent":           url.QueryEscape,
		"percent twice":     func(s string) string { return url.QueryEscape(url.QueryEscape(s)) },
		"percent, all":      escapes("%%%02x"),
		"JSON":              func(s string) string { return strings.ReplaceAll(s, "/", `\/`) },
		"JSON, all":         escapes(`\u%04X`),
		"JSON in JSON":      escapes(`\\u%04x`),
		"hexadecimal":       func(s string) string { return hex.EncodeToString([]byte(s)) },
		"HEXADECIMAL":       func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) },
		"lines":             split(16, "\n"),
		"lines of a header": split(12, "\r\n\t "),
		"escaped lines":     split(10, `\n`),
		"quoted lines":      split(20, "\" +\n\""),
		"spaces":            split(1, " "),
		"hidden":            split(3, "\u200b"),
		"HTML lines":        split(8, "&#10;"),
		"base64":            func(s string) string { return standard([]byte(s)) },
		"base64, 1 before":  func(s string) string { return standard([]byte("a" + s + "bc")) },
		"base64, 2 before":  func(s string) string { return standard([]byte("ab" + s + "c")) },
		"base64 of URLs":    func(s string) string { return base64.URLEncoding.EncodeToString([]byte("<?>" + s)) },
		"base64 in lines":   func(s string) string { return split(19, "\n")(standard([]byte("user:" + s))) },
		"base64 in percent": func(s string) string { return url.QueryEscape(standard([]byte(s))) },
	}
	for name, disguise := range disguises {
		for _, planted := range c.secrets() {
			if planted == "" {
				continue
			}
			text := "the request was: " + disguise(planted) + ", and so on"
			if got := c.redact(text); got != unshowable && !strings.Contains(got, hidden) || strings.Contains(got, disguise(planted)) {
				t.Errorf("%s: %q becomes %q", name, text, got)
			}
		}
	}
	// The key of somebody else.
	for _, text := range []string{"&#65;KIAABCDEFGHIJKLMNOP", "Signature&#61;0123456789abcdef", "Signature%3D0123456789abcdef"} {
		if got := c.redact(text); got != unshowable {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	// What only looks so.
	for _, text := range []string{"100% of &amp; &lt;b&gt; \\u0041 \\d+ %zz %", "1 validation error detected: Value '%41' at 'poolName' failed", strings.Repeat("word ", 300)} {
		if got := c.redact(text); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

// A text that is too long is cut, and a secret across the cut is not shown in
// part.
func TestRedactLong(t *testing.T) {
	c := newService(t).client()
	for before := range 40 {
		for _, planted := range []string{"SECRETTEST", "&#83;ECRETTEST"} {
			got := c.redact(strings.Repeat("x", maxShown-before) + planted + strings.Repeat("y", 1<<20))
			if strings.Contains(got, "ECRE") || len(got) > maxShown+10 {
				t.Fatalf("%d bytes: …%s", len(got), got[max(0, len(got)-60):])
			}
		}
	}
}

// An endpoint URL is shown without what it may hold of credentials, and not at
// all when nobody can tell where they are.
func TestWithoutPassword(t *testing.T) {
	for address, want := range map[string]string{
		"":                                   "",
		"http://127.0.0.1:5000/x":            "http://127.0.0.1:5000/x",
		"http://user:PLANTED@host:1/":        "http://user:xxxxx@host:1/",
		"http://PLANTED@host":                "http://xxxxx@host",
		"http://host/?token=PLANTED#PLANTED": "http://host/?xxxxx",
		"http://user:PLANTED%zz@host":        hidden,
		"http://user:PLANTED@ho st":          hidden,
		"://user:PLANTED@host":               hidden,
		"http://user:PLANTED@host:port":      hidden,
		"http://user:PLANTED\x7f@host":       hidden,
	} {
		if got := withoutPassword(address); got != want {
			t.Errorf("%q becomes %q, want %q", address, got, want)
		}
	}
}

// An endpoint that cannot be called is refused at once, wherever it comes from.
func TestUnusableEndpoint(t *testing.T) {
	for _, address := range []string{"http://user:PLANTED%zz@host", "user:PLANTED@host:5000", "ftp://user:PLANTED@host", "http://", "PLANTED", "http://user:PLANTED@host:port"} {
		for source, use := range map[string]func() Options{
			"flag":        func() Options { return Options{Region: "eu-west-1", EndpointURL: address} },
			"environment": func() Options { t.Setenv("AWS_ENDPOINT_URL", address); return Options{Region: "eu-west-1"} },
			"service": func() Options {
				t.Setenv("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", address)
				return Options{Region: "eu-west-1"}
			},
		} {
			withoutConfiguration(t, "")
			t.Setenv("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "")
			_, err := NewClient(t.Context(), use())
			e, ok := errors.AsType[*Error](err)
			if !ok || e.Hint == "" || strings.Contains(e.Error()+e.Hint, "PLANTED") {
				t.Errorf("%s, %s: %v", address, source, err)
			}
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
