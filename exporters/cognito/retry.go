package cognito

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
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
	case isUnsent(err):
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

func isUnsent(err error) bool {
	_, unsent := errors.AsType[*unsentError](err)
	return unsent
}

// isUnsure reports whether the service may have carried a call out although it
// did not say so.
func isUnsure(err error) bool { return isLost(err) || statusOf(err) >= 500 }

// isLost reports whether a call may have been carried out although no answer
// came: the connection stood, and the service said nothing that can be read.
func isLost(err error) bool {
	if _, answered := errors.AsType[smithy.APIError](err); answered || isUnconnected(err) || isUnsent(err) {
		return false
	}
	_, sent := errors.AsType[*smithyhttp.RequestSendError](err)
	_, garbled := errors.AsType[*smithy.DeserializationError](err)
	_, lost := errors.AsType[*lostError](err)
	return sent || garbled || lost || errors.Is(err, errNoPool)
}

// isUnconnected reports whether no connection came about.
func isUnconnected(err error) bool {
	if _, untrusted := errors.AsType[*tls.CertificateVerificationError](err); untrusted {
		return true
	}
	dial, ok := errors.AsType[*net.OpError](err)
	return ok && dial.Op == "dial"
}

// isBriefly reports whether no connection came about for a reason that may
// pass by itself.
func isBriefly(err error) bool {
	if _, untrusted := errors.AsType[*tls.CertificateVerificationError](err); untrusted {
		return false
	}
	if name, ok := errors.AsType[*net.DNSError](err); ok && name.IsNotFound {
		return false
	}
	return isUnconnected(err)
}

// errNoPool is an answer to CreateUserPool that names no pool.
var errNoPool = errors.New("the answer names no pool")
