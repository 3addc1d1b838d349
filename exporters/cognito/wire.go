package cognito

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

type sdkOptions = cognitoidentityprovider.Options

// wire puts a call's body on the wire and watches what becomes of it.
type wire struct {
	body    []byte
	retried func(attempt int)
	attempt int
	// reached says that a signed request was handed to the network. Before
	// that, nothing can have been made.
	reached bool
}

func (w *wire) options(o *sdkOptions) {
	o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
		if err := stack.Serialize.Insert(middleware.SerializeMiddlewareFunc("PoolsmithBody", w.replaceBody), "OperationSerializer", middleware.After); err != nil {
			return err
		}
		if err := stack.Finalize.Insert(middleware.FinalizeMiddlewareFunc("PoolsmithAttempts", w.count), "Retry", middleware.After); err != nil {
			return err
		}
		return stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("PoolsmithReached", w.reach), middleware.After)
	})
}

// replaceBody stands behind the SDK's serializer and before everything that
// looks at the body. A retry rewinds the reader.
func (w *wire) replaceBody(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (middleware.SerializeOutput, middleware.Metadata, error) {
	request, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return middleware.SerializeOutput{}, middleware.Metadata{}, fmt.Errorf("unexpected transport %T", in.Request)
	}
	request, err := request.SetStream(bytes.NewReader(w.body))
	if err != nil {
		return middleware.SerializeOutput{}, middleware.Metadata{}, err
	}
	in.Request = request
	return next.HandleSerialize(ctx, in)
}

func (w *wire) count(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
	if w.attempt++; w.attempt > 1 {
		w.retried(w.attempt)
	}
	return next.HandleFinalize(ctx, in)
}

func (w *wire) reach(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
	w.reached = true
	return next.HandleDeserialize(ctx, in)
}

// settleAttempts is how often the second call is tried: right after its
// creation a pool may answer for some seconds that it is being changed.
const settleAttempts = 6

func settling(o *sdkOptions) {
	code := (*types.ConcurrentModificationException)(nil).ErrorCode()
	o.Retryer = retry.AddWithMaxAttempts(retry.AddWithErrorCodes(o.Retryer, code), settleAttempts)
}

// onceMade keeps the SDK from repeating a CreateUserPool whose answer was lost:
// the service allows two pools of one name, so the repetition would make a
// second one.
func onceMade(o *sdkOptions) {
	// Any retryer becomes a RetryerV2 by being wrapped.
	if r, ok := retry.AddWithMaxAttempts(o.Retryer, o.Retryer.MaxAttempts()).(aws.RetryerV2); ok {
		o.Retryer = unlessLost{r}
	}
}

type unlessLost struct{ aws.RetryerV2 }

func (r unlessLost) IsErrorRetryable(err error) bool {
	return !isLost(err) && r.RetryerV2.IsErrorRetryable(err)
}

// isLost reports whether a call may have been carried out although no answer
// came: the connection stood, and the service said nothing that can be read.
func isLost(err error) bool {
	if _, answered := errors.AsType[smithy.APIError](err); answered || isUnconnected(err) {
		return false
	}
	_, sent := errors.AsType[*smithyhttp.RequestSendError](err)
	_, garbled := errors.AsType[*smithy.DeserializationError](err)
	return sent || garbled || errors.Is(err, errNoPool)
}

// isUnconnected reports whether no connection came about.
func isUnconnected(err error) bool {
	if _, untrusted := errors.AsType[*tls.CertificateVerificationError](err); untrusted {
		return true
	}
	dial, ok := errors.AsType[*net.OpError](err)
	return ok && dial.Op == "dial"
}

// errNoPool is an answer to CreateUserPool that names no pool.
var errNoPool = errors.New("the answer names no pool")
