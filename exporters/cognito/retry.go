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

// Timing says how long a Client waits. A field that is zero takes the time
// that suits the service; tests take shorter ones.
type Timing struct {
	Answer time.Duration // for the whole answer to one attempt; 30 s
	Look   time.Duration // for each thing looked up before a submit; 2 s
	Pause  time.Duration // before the second attempt, and twice as long each time after; 500 ms
	Role   time.Duration // between attempts while an IAM role spreads; 5 s
}

func (t Timing) orUsual() Timing {
	for field, usual := range map[*time.Duration]time.Duration{
		&t.Answer: 30 * time.Second,
		&t.Look:   2 * time.Second,
		&t.Pause:  500 * time.Millisecond,
		&t.Role:   5 * time.Second,
	} {
		if *field == 0 {
			*field = usual
		}
	}
	return t
}

// How often a call is tried. A crowd thins out within seconds, an IAM role
// takes up to half a minute to be known everywhere, and a network or service
// that fails three times is down.
const (
	triesInCrowd = 6
	triesForRole = 7
	triesInFault = 3
)

var (
	throttled = []string{"TooManyRequestsException", "ThrottlingException", "Throttling", "ThrottledException", "RequestLimitExceeded", "RequestThrottled", "SlowDown"}
	roleCodes = []string{"InvalidSmsRoleTrustRelationshipException", "InvalidSmsRoleAccessPolicyException"}
)

// again says why a call that failed with err is worth another attempt, and
// after what time; without a reason it is not. once marks a call that must not
// be repeated unless it is certain to have done nothing.
func (c *Client) again(err error, attempt int, once bool) (reason string, wait time.Duration) {
	code, tries := errorCode(err), triesInFault
	wait = c.pause(attempt)
	switch {
	case isSettledAsLost(err), isUnsent(err) && !isBriefly(err):
		return "", 0
	case code == "ConcurrentModificationException":
		reason, tries = "the pool is still being changed", triesInCrowd
	case slices.Contains(throttled, code):
		reason, tries = "too many calls at once", triesInCrowd
	case slices.Contains(roleCodes, code):
		reason, tries, wait = "the SMS role may not have spread yet", triesForRole, c.options.Timing.Role
	case statusOf(err) >= 500 && !isLost(err):
		reason = fmt.Sprintf("fault of the service, status %d", statusOf(err))
	case isBriefly(err):
		reason = "no connection"
	case isLost(err) && !once:
		reason = "no answer"
	}
	if attempt >= tries {
		return "", 0
	}
	return reason, wait
}

// pause is the wait after an attempt. Part of it is left to chance, so that
// callers that failed together do not come back together.
func (c *Client) pause(attempt int) time.Duration {
	full := c.options.Timing.Pause << (attempt - 1)
	return full/2 + rand.N(full/2+1)
}

// sleep waits, and reports whether it was left to wait to the end.
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
	if answer, ok := errors.AsType[smithy.APIError](err); ok {
		return answer.ErrorCode()
	}
	return ""
}

// statusOf is the status of the answer, 0 without one.
func statusOf(err error) int {
	if response, ok := errors.AsType[*smithyhttp.ResponseError](err); ok {
		return response.HTTPStatusCode()
	}
	return 0
}

// isSettledAsLost reports whether a look could not settle what became of a
// call. Nothing may be sent after that.
func isSettledAsLost(err error) bool {
	_, lost := errors.AsType[*lostError](err)
	return lost
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

// isRefused reports whether the service is certain not to have carried a call
// out: it said so with a status of its own. 303 points to what was carried
// out, and 408 is the answer of something that waited for the service.
func isRefused(err error) bool {
	switch status := statusOf(err); status {
	case http.StatusSeeOther, http.StatusRequestTimeout:
		return false
	default:
		return status >= 300 && status < 500
	}
}

// isUncertain reports whether the service may have carried a call out although
// it did not say so. That is every error that is not certain.
func isUncertain(err error) bool { return !isUnsent(err) && !isRefused(err) }

// isLost reports whether a call may have been carried out although no answer
// came that can be read.
func isLost(err error) bool { return isUncertain(err) && statusOf(err) < 500 }

// isBriefly reports whether no connection came about for a reason that may
// pass by itself.
func isBriefly(err error) bool {
	if name, ok := errors.AsType[*net.DNSError](err); ok && name.IsNotFound {
		return false
	}
	dial, ok := errors.AsType[*net.OpError](err)
	return ok && dial.Op == "dial" && isUnconnected(err)
}

// errNoPool is an answer to CreateUserPool that names no pool.
var errNoPool = errors.New("the answer names no pool")
