package cognito

import (
	"context"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"
)

// hidden stands where something was taken out of a text.
const hidden = "***"

// traces are what a service or a proxy may quote of a signed request, and the
// names of sessions in the ARNs of those who call: often an email address.
var traces = sync.OnceValue(func() []trace {
	return []trace{
		{regexp.MustCompile(`Signature=[0-9A-Za-z%+/=]+`), "Signature=" + hidden},
		{regexp.MustCompile(`(?i)(x-amz-security-token["']?\s*[:=]\s*["']?)[^\s"',;]+`), "${1}" + hidden},
		{regexp.MustCompile(`\b(?:AKIA|ASIA)[0-9A-Z]{12,}`), hidden},
		{regexp.MustCompile(`((?:assumed-role/[^/\s]+|federated-user)/)[^\s,;"'()]+`), "${1}" + hidden},
	}
})

type trace struct {
	expression *regexp.Regexp
	instead    string
}

// shortestSecret keeps the made-up credentials of emulators, such as test,
// from blotting out words.
const shortestSecret = 8

// redact takes the credentials and the session's name out of a text that came
// from the other side.
func (c *Client) redact(text string) string {
	for _, secret := range c.secrets() {
		if len(secret) < shortestSecret {
			continue
		}
		for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret)} {
			text = strings.ReplaceAll(text, form, hidden)
		}
	}
	for _, trace := range traces() {
		text = trace.expression.ReplaceAllString(text, trace.instead)
	}
	return text
}

// secrets are the credentials in use. They are at hand once a call was signed.
func (c *Client) secrets() []string {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	list := []string{os.Getenv("AWS_SECRET_ACCESS_KEY"), os.Getenv("AWS_SESSION_TOKEN"), os.Getenv("AWS_ROLE_SESSION_NAME")}
	if held, err := c.sdk.Options().Credentials.Retrieve(ctx); err == nil {
		list = append(list, held.SessionToken, held.SecretAccessKey, held.AccessKeyID)
	}
	return list
}
