package cognito

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials/ssocreds"
	"github.com/aws/smithy-go"
	"github.com/poolsmith/poolsmith/model"
)

// Error is why a call failed or could not be sent.
type Error struct {
	Operation string   // empty when no call was sent
	Code      string   // the service's exception; empty without a response
	Message   string   // the service's message, or ours when it has none
	RequestID string   // for AWS support
	Settings  []string // paths of the settings that the message is about
	Rule      string   // the rule that reports the same before the call, if any
	Hint      string   // what to do
	MayExist  bool     // a pool may have been created although the call failed
	Unsent    bool     // CreateUserPool was not sent: it is certain that no pool was created
	Err       error    // the SDK's error; must not be shown, it can contain credentials
}

// Error names the settings if they are known, otherwise the operation.
func (e *Error) Error() string {
	text := e.Message
	switch {
	case len(e.Settings) > 0:
		text = strings.Join(e.Settings, ", ") + ": " + text
	case e.Operation != "":
		text = e.Operation + ": " + text
	}
	if e.Code == "" {
		return text
	}
	if e.RequestID == "" {
		return text + " (" + e.Code + ")"
	}
	return text + " (" + e.Code + ", request " + e.RequestID + ")"
}

func (e *Error) Unwrap() error { return e.Err }

// explain converts an error of the SDK to an Error.
func (c *Client) explain(err error, operation string, pool *model.Pool) *Error {
	e := &Error{Operation: operation, Err: err}
	if pool == nil {
		pool = &model.Pool{}
	}
	answer, answered := errors.AsType[smithy.APIError](err)
	switch {
	case errors.Is(err, errLarge):
		e.Message, e.Hint = errLarge.Error(), largeHint
	case isUnconnected(err):
		c.explainConnection(e, c.target())
	case isUnsent(err) && errors.Is(err, context.DeadlineExceeded):
		e.Message, e.Hint = "timed out", "check the network"
	case isUnsent(err):
		c.options.explainCredentials(e)
	case redirects(statusOf(err)):
		e.explainRedirect(statusOf(err))
	case answered:
		e.fromService(err, answer, model.Facts{Pool: pool, Region: c.options.Region})
		c.options.explainAccess(e)
	case isTimeout(err):
		e.Message = "no response in time"
		e.Hint = "check the network and the endpoint, and try again"
	default:
		e.Message = "the response cannot be read"
		e.Hint = "check the network and the endpoint, and try again"
	}
	if uncertain, ok := errors.AsType[*uncertainError](err); ok {
		uncertain.explain(c, e)
	}
	e.Code, e.Message, e.RequestID = c.redact(e.Code), c.redact(e.Message), c.redact(e.RequestID)
	return e
}

func isTimeout(err error) bool {
	slow, ok := errors.AsType[net.Error](err)
	return ok && slow.Timeout()
}

// fromService sets code and message from the response, and the settings that the
// message is about.
func (e *Error) fromService(err error, answer smithy.APIError, facts model.Facts) {
	e.Code = answer.ErrorCode()
	e.Message = strings.TrimSpace(answer.ErrorMessage())
	if e.Message == "" {
		e.Message = "rejected without a reason"
	}
	if response, ok := errors.AsType[*awshttp.ResponseError](err); ok {
		e.RequestID = response.ServiceRequestID()
	}
	if e.fromConstraints(facts.Pool) {
		return
	}
	if !e.fromRules(facts) {
		e.fromKnownErrors(facts.Pool)
	}
}

// explainAccess adds hints for errors about the caller's credentials and
// permissions.
func (o Options) explainAccess(e *Error) {
	switch e.Code {
	case "InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignatureException", "IncompleteSignature":
		// The service's message contains the whole request, including the session token.
		e.Message = "the signature does not match the credentials"
		e.Hint = "check the secret access key and the clock of this machine; `" + o.aws("configure") + "` sets the key"
	case "ExpiredTokenException", "ExpiredToken":
		e.Hint = o.renew()
	case "UnrecognizedClientException", "InvalidClientTokenId", "MissingAuthenticationTokenException":
		e.Hint = "check the access key with `" + o.aws("sts get-caller-identity") + "`; `" + o.aws("configure") + "` sets a new one"
	case "AccessDeniedException", "AccessDenied":
		e.Hint = "grant the caller the IAM permission cognito-idp:" + e.Operation
	}
}

func (o Options) renew() string {
	return "renew the credentials with `" + o.aws("sso login") + "` or `" + o.aws("login") + "`, depending on their source"
}

// explainCredentials explains why a call could not be signed. The SDK's message
// is not shown: for a credential_process it contains the output of the process.
func (o Options) explainCredentials(e *Error) {
	text := e.Err.Error()
	_, stale := errors.AsType[*ssocreds.InvalidTokenError](e.Err)
	switch {
	case stale || strings.Contains(text, "failed to refresh cached SSO") || strings.Contains(text, "cached SSO token"):
		e.Message = "the SSO session has expired or does not exist"
		e.Hint = "sign in with `" + o.aws("sso login") + "`"
	case strings.Contains(text, "login token") || strings.Contains(text, "please reauthenticate"):
		e.Message = "the AWS sign-in session has expired"
		e.Hint = "sign in with `" + o.aws("login") + "`"
	case strings.Contains(text, "AssumeRoleTokenProvider"):
		e.Message = "the profile requires a code from an MFA device"
		e.Hint = "enter it in the AWS CLI: `eval \"$(" + o.aws("configure export-credentials --format env") + ")\"`"
	case strings.Contains(text, "no EC2 IMDS role found") || strings.Contains(text, "static credentials are empty"):
		e.Message = "no AWS credentials found"
		e.Hint = "set them with `" + o.aws("configure") + "`, or sign in with `" + o.aws("sso login") + "`"
	default:
		e.Message = "the AWS credentials cannot be retrieved"
		e.Hint = "`" + o.aws("sts get-caller-identity") + "` shows the reason"
	}
}

// largeHint is the hint for a response or a list that is too large.
const largeHint = "AWS sends no response of that size; check the endpoint"

// explainRedirect explains a redirect. The target is not shown: the URL can
// contain credentials.
func (e *Error) explainRedirect(status int) {
	e.Message = fmt.Sprintf("the endpoint redirects (status %d)", status)
	e.Hint = "redirects are not followed; check --endpoint-url and the proxy"
}

// target is the endpoint of the calls, without credentials.
func (c *Client) target() string {
	if endpoint := c.Endpoint(); endpoint != "" {
		return endpoint
	}
	return "the Cognito endpoint in " + c.options.Region
}

// explainConnection explains why no connection to target was possible.
func (c *Client) explainConnection(e *Error, target string) {
	e.Message = "cannot connect to " + target
	e.Hint = "check the network"
	if c.options.EndpointURL != "" {
		e.Hint = "check that the emulator is running and that --endpoint-url is its address"
	}
	if unknown, ok := errors.AsType[*net.DNSError](e.Err); ok {
		e.Message += ": no such host " + unknown.Name
		if c.options.EndpointURL == "" {
			e.Hint = "check the network, and that the Region " + c.options.Region + " exists"
		}
		return
	}
	if _, untrusted := errors.AsType[*tls.CertificateVerificationError](e.Err); untrusted {
		e.Message += ": its certificate is not trusted"
		return
	}
	if proxy, ok := errors.AsType[*proxyError](e.Err); ok {
		e.Message += ": " + proxy.Error()
		e.Hint = "check HTTPS_PROXY, including its user name and password, and NO_PROXY"
		return
	}
	_, noTLS := errors.AsType[tls.RecordHeaderError](e.Err)
	if noTLS || errors.Is(e.Err, http.ErrSchemeMismatch) {
		e.Message += ": the server does not use TLS"
		e.Hint = "start the endpoint with http:// if it is an emulator on this machine"
		return
	}
	if failed, ok := errors.AsType[*net.OpError](e.Err); ok && failed.Op == "proxyconnect" {
		e.Message += ": no connection to the proxy"
		e.Hint = "check HTTPS_PROXY and NO_PROXY"
		return
	}
	if isTimeout(e.Err) {
		e.Message += ": the connection timed out"
		return
	}
	if dial, ok := errors.AsType[*net.OpError](e.Err); ok && dial.Op == "dial" {
		e.Message += ": " + lastError(dial).Error()
	}
}

// lastError is the innermost error, which contains only the reason.
func lastError(err error) error {
	for next := err; next != nil; next = errors.Unwrap(next) {
		err = next
	}
	return err
}
