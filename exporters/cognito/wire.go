package cognito

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

type sdkOptions = cognitoidentityprovider.Options

// wire sends the body of one attempt and records how far the attempt got.
type wire struct {
	body []byte // nil: the body that the SDK serializes
	// once is the client of a call that the transport must not repeat; nil for
	// the default one.
	once   *http.Client
	signed bool        // a signed request was handed to the network
	sent   atomic.Bool // it got a connection: it may have left this machine
	keep   bool        // the answer
	answer []byte      // as it came, of an attempt that was answered
}

func (w *wire) options(o *sdkOptions) {
	if w.once != nil {
		o.HTTPClient = w.once
	}
	o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
		if w.body != nil {
			replace := middleware.SerializeMiddlewareFunc("PoolsmithBody", w.replaceBody)
			if err := stack.Serialize.Insert(replace, "OperationSerializer", middleware.After); err != nil {
				return err
			}
		}
		return stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("PoolsmithWatch", w.watch), middleware.After)
	})
}

// replaceBody runs after the SDK's serializer and before everything that reads
// the body.
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

// watch is the last middleware before the network.
func (w *wire) watch(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
	w.signed = true
	out, metadata, err := next.HandleDeserialize(traced(ctx, &w.sent), in)
	response, ok := out.RawResponse.(*smithyhttp.Response)
	if !ok || !w.keep || err != nil {
		return out, metadata, err
	}
	// The SDK reads the copy, and gets the same read error.
	w.answer, err = io.ReadAll(response.Body)
	response.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(w.answer), failing{err}), response.Body}
	return out, metadata, nil
}

// failing is the end of a body: EOF, or an error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	return 0, io.EOF
}
