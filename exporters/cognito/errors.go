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

// Error is why a call did not succeed, or could not even be made.
type Error struct {
	Operation string   // empty when no call was made yet
	Code      string   // the service's exception; empty when it gave no answer
	Message   string   // the service's own words, or ours when it said none
	RequestID string   // for AWS support
	Settings  []string // paths that the message is about
	Rule      string   // the rule that says the same before the call, if one does
	Hint      string   // what to do
	MayExist  bool     // a pool may have been made although the call failed
	Unsent    bool     // nothing of CreateUserPool left this machine: it is certain that no pool was made
	Err       error    // what the SDK returned; never to be shown, it may quote credentials
}

// Error names the settings where they are known, and the operation where not.
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

// explain turns what the SDK returned into an Error.
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
		e.Message, e.Hint = "out of time", "check the network"
	case isUnsent(err):
		c.options.explainCredentials(e)
	case redirects(statusOf(err)):
		e.explainRedirect(statusOf(err))
	case answered:
		e.fromService(err, answer, pool)
		c.options.explainAccess(e)
	case isTimeout(err):
		e.Message = "no answer in time"
		e.Hint = "check the network and the endpoint, and try again"
	default:
		e.Message = "no answer that could be read"
		e.Hint = "check the network and the endpoint, and try again"
	}
	if lost, ok := errors.AsType[*lostError](err); ok {
		lost.explain(c, e)
	}
	e.Code, e.Message, e.RequestID = c.redact(e.Code), c.redact(e.Message), c.redact(e.RequestID)
	return e
}

func isTimeout(err error) bool {
	slow, ok := errors.AsType[net.Error](err)
	return ok && slow.Timeout()
}

// fromService takes over what the service said and finds the settings in it.
func (e *Error) fromService(err error, answer smithy.APIError, pool *model.Pool) {
	e.Code = answer.ErrorCode()
	e.Message = strings.TrimSpace(answer.ErrorMessage())
	if e.Message == "" {
		e.Message = "refused without a reason"
	}
	if response, ok := errors.AsType[*awshttp.ResponseError](err); ok {
		e.RequestID = response.ServiceRequestID()
	}
	if e.fromConstraints(pool) {
		return
	}
	for _, s := range sayings() {
		if match := s.match(e); match != nil {
			e.Settings, e.Rule, e.Hint = s.about(match, pool), s.rule, s.hint
			if s.rule != "" {
				e.Hint += "; `poolsmith explain " + s.rule + "` says more"
			}
			return
		}
	}
}

// explainAccess adds what to do about refusals that concern who calls, and not
// what is called for.
func (o Options) explainAccess(e *Error) {
	switch e.Code {
	case "InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignatureException", "IncompleteSignature":
		// The service quotes the whole request here, session token included.
		e.Message = "the signature does not fit the credentials"
		e.Hint = "check the secret key and the clock of this machine; `" + o.aws("configure") + "` sets the key"
	case "ExpiredTokenException", "ExpiredToken":
		e.Hint = o.renew()
	case "UnrecognizedClientException", "InvalidClientTokenId", "MissingAuthenticationTokenException":
		e.Hint = "check the access key with `" + o.aws("sts get-caller-identity") + "`; `" + o.aws("configure") + "` sets another"
	case "AccessDeniedException", "AccessDenied":
		e.Hint = "let the caller have the IAM permission cognito-idp:" + e.Operation
	}
}

func (o Options) renew() string {
	return "renew the credentials with `" + o.aws("sso login") + "`, or `" + o.aws("login") + "` where they come from there"
}

// explainCredentials says why a call could not be signed. The SDK's own text
// stays hidden: that of a credential_process quotes what the process printed.
func (o Options) explainCredentials(e *Error) {
	text := e.Err.Error()
	_, stale := errors.AsType[*ssocreds.InvalidTokenError](e.Err)
	switch {
	case stale || strings.Contains(text, "failed to refresh cached SSO") || strings.Contains(text, "cached SSO token"):
		e.Message = "the SSO session has expired or was never begun"
		e.Hint = "sign in with `" + o.aws("sso login") + "`"
	case strings.Contains(text, "login token") || strings.Contains(text, "please reauthenticate"):
		e.Message = "the AWS sign-in session has expired"
		e.Hint = "sign in with `" + o.aws("login") + "`"
	case strings.Contains(text, "AssumeRoleTokenProvider"):
		e.Message = "the profile asks for a code of an MFA device"
		e.Hint = "let the AWS CLI ask for it: `eval \"$(" + o.aws("configure export-credentials --format env") + ")\"`"
	case strings.Contains(text, "no EC2 IMDS role found") || strings.Contains(text, "static credentials are empty"):
		e.Message = "no AWS credentials found"
		e.Hint = "set them with `" + o.aws("configure") + "`, or sign in with `" + o.aws("sso login") + "`"
	default:
		e.Message = "the AWS credentials cannot be had"
		e.Hint = "`" + o.aws("sts get-caller-identity") + "` says why"
	}
}

// largeHint is what to do about an answer or a list that is too large.
const largeHint = "no answer of AWS is that large; check the endpoint"

// explainRedirect is about an answer that sends the caller elsewhere. Where to
// is not shown: the address may carry credentials.
func (e *Error) explainRedirect(status int) {
	e.Message = fmt.Sprintf("the endpoint redirects (status %d)", status)
	e.Hint = "redirects are not followed; check --endpoint-url and the proxy"
}

// target is what the calls are sent to, without credentials.
func (c *Client) target() string {
	if endpoint := c.Endpoint(); endpoint != "" {
		return endpoint
	}
	return "the Cognito endpoint of " + c.options.Region
}

// explainConnection says why no connection to target came about.
func (c *Client) explainConnection(e *Error, target string) {
	e.Message = "cannot connect to " + target
	e.Hint = "check the network"
	if c.options.EndpointURL != "" {
		e.Hint = "check that it runs and that --endpoint-url names it"
	}
	if unknown, ok := errors.AsType[*net.DNSError](e.Err); ok {
		e.Message += ": no such host " + unknown.Name
		if c.options.EndpointURL == "" {
			e.Hint = "check the network, and that the region " + c.options.Region + " exists"
		}
		return
	}
	if _, untrusted := errors.AsType[*tls.CertificateVerificationError](e.Err); untrusted {
		e.Message += ": its certificate is not trusted"
		return
	}
	if proxy, ok := errors.AsType[*proxyError](e.Err); ok {
		e.Message += ": " + proxy.Error()
		e.Hint = "check HTTPS_PROXY with its user name and password, and NO_PROXY"
		return
	}
	_, noTLS := errors.AsType[tls.RecordHeaderError](e.Err)
	if noTLS || errors.Is(e.Err, http.ErrSchemeMismatch) {
		e.Message += ": no TLS there"
		e.Hint = "write the endpoint as http:// if it is an emulator on this machine"
		return
	}
	if failed, ok := errors.AsType[*net.OpError](e.Err); ok && failed.Op == "proxyconnect" {
		e.Message += ": no connection to the proxy"
		e.Hint = "check HTTPS_PROXY and NO_PROXY"
		return
	}
	if isTimeout(e.Err) {
		e.Message += ": no connection in time"
		return
	}
	if dial, ok := errors.AsType[*net.OpError](e.Err); ok && dial.Op == "dial" {
		e.Message += ": " + lastError(dial).Error()
	}
}

// lastError is the innermost error, which says the reason alone.
func lastError(err error) error {
	for next := err; next != nil; next = errors.Unwrap(next) {
		err = next
	}
	return err
}
