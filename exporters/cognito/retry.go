package cognito

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Timing configures how long a Client waits. Zero fields have defaults that suit
// the service; tests use shorter times.
type Timing struct {
	Answer time.Duration // for the complete response to one attempt; 30 s
	Look   time.Duration // for each thing looked up before a submit; 2 s
	Pause  time.Duration // before the second attempt, doubled with each further attempt; 500 ms
	Role   time.Duration // between attempts while an IAM role propagates; 5 s
}

func (t Timing) withDefaults() Timing {
	for field, value := range map[*time.Duration]time.Duration{
		&t.Answer: 30 * time.Second,
		&t.Look:   2 * time.Second,
		&t.Pause:  500 * time.Millisecond,
		&t.Role:   5 * time.Second,
	} {
		if *field == 0 {
			*field = value
		}
	}
	return t
}

// How often a call is attempted. Throttling ends within seconds, an IAM role
// takes up to half a minute to propagate, and a network or service that fails
// three times is considered down.
const (
	triesIfThrottled = 6
	triesForRole     = 7
	triesIfFailed    = 3
)

var (
	throttled = []string{"TooManyRequestsException", "ThrottlingException", "Throttling", "ThrottledException", "RequestLimitExceeded", "RequestThrottled", "SlowDown"}
	roleCodes = []string{"InvalidSmsRoleTrustRelationshipException", "InvalidSmsRoleAccessPolicyException"}
)

// again returns why a call that failed with err is retried, and after what time;
// without a reason it is not retried. once marks a call that must not be
// repeated unless it is certain that it had no effect.
func (c *Client) again(err error, attempt int, once bool) (reason string, wait time.Duration) {
	code, tries := errorCode(err), triesIfFailed
	wait = c.pause(attempt)
	switch {
	case isUnresolved(err), isUnsent(err) && !isBriefly(err), errors.Is(err, errEndless), statusOf(err) == http.StatusNotImplemented:
		return "", 0
	case code == "ConcurrentModificationException":
		reason, tries = "another change to the pool is in progress", triesIfThrottled
	case slices.Contains(throttled, code):
		reason, tries = "too many requests", triesIfThrottled
	case slices.Contains(roleCodes, code):
		reason, tries, wait = "the SMS role may not be available yet", triesForRole, c.options.Timing.Role
	case statusOf(err) >= 500 && !isUnread(err):
		reason = fmt.Sprintf("internal error of the service, status %d", statusOf(err))
	case isBriefly(err):
		reason = "no connection"
	case isUnread(err) && !once:
		reason = "no response"
	}
	if attempt >= tries {
		return "", 0
	}
	return reason, wait
}

// pause is the wait after an attempt. Part of it is random, so that callers that
// failed together do not retry together.
func (c *Client) pause(attempt int) time.Duration {
	full := c.options.Timing.Pause << (attempt - 1)
	return full/2 + rand.N(full/2+1)
}

// sleep waits, and reports whether it was not interrupted.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

func errorCode(err error) string {
	if response, ok := errors.AsType[smithy.APIError](err); ok {
		return response.ErrorCode()
	}
	return ""
}

// statusOf is the HTTP status of the response, 0 without one.
func statusOf(err error) int {
	if response, ok := errors.AsType[*smithyhttp.ResponseError](err); ok {
		return response.HTTPStatusCode()
	}
	return 0
}

// isUnresolved reports whether the outcome of a call could not be determined.
// Nothing may be sent after that.
func isUnresolved(err error) bool {
	_, unresolved := errors.AsType[*uncertainError](err)
	return unresolved
}

func isUnsent(err error) bool {
	_, unsent := errors.AsType[*unsentError](err)
	return unsent
}

// isUnconnected reports whether a signed request got no connection.
func isUnconnected(err error) bool {
	unsent, ok := errors.AsType[*unsentError](err)
	return ok && unsent.signed
}

// isRefused reports whether it is certain that the call had no effect: the
// status says so. 303 redirects to the result of a call that took effect, and
// 408 comes from a server that waited for the service.
func isRefused(err error) bool {
	switch status := statusOf(err); status {
	case http.StatusSeeOther, http.StatusRequestTimeout:
		return false
	default:
		return status >= 300 && status < 500
	}
}

// isUncertain reports whether a call may have taken effect although it failed.
// That is every error that is not certain.
func isUncertain(err error) bool { return !isUnsent(err) && !isRefused(err) }

// isUnread reports whether a call may have taken effect and has no readable
// response.
func isUnread(err error) bool { return isUncertain(err) && statusOf(err) < 500 }

// isBriefly reports whether the connection failed for a temporary reason.
func isBriefly(err error) bool {
	if name, ok := errors.AsType[*net.DNSError](err); ok && name.IsNotFound {
		return false
	}
	dial, ok := errors.AsType[*net.OpError](err)
	return ok && dial.Op == "dial" && isUnconnected(err)
}
