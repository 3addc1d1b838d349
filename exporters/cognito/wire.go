package cognito

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

type sdkOptions = cognitoidentityprovider.Options

// wire sends the request of one attempt and records how far the attempt got.
type wire struct {
	operation string
	body      []byte
	// once is the client of a call that the transport must not repeat; nil for
	// the default one.
	once     *http.Client
	signed   bool        // a signed request was handed to the network
	sent     atomic.Bool // it got a connection: it may have left this machine
	response []byte      // the response, unchanged
}

// target precedes the operation in the X-Amz-Target header.
const target = "AWSCognitoIdentityProviderService."

// invoke sends a request once, to any operation of the service. It returns the
// response and the service's request id.
//
// The SDK makes a call of DeleteResourceServer, in which the middleware replaces the
// operation and the body. For that operation the SDK reads every exception, and
// nothing in other responses.
func (c *Client) invoke(ctx context.Context, w *wire) (response []byte, requestID string, err error) {
	out, err := c.sdk.DeleteResourceServer(ctx, &cognitoidentityprovider.DeleteResourceServerInput{UserPoolId: new(string), Identifier: new(string)}, w.options)
	if err != nil {
		return nil, "", withoutPlaceholder(err)
	}
	requestID, _ = awsmiddleware.GetRequestIDMetadata(out.ResultMetadata)
	return w.response, requestID, nil
}

// withoutPlaceholder removes the message that the SDK gives to an exception
// without one.
func withoutPlaceholder(err error) error {
	const placeholder = "UnknownError"
	if unknown, ok := errors.AsType[*smithy.GenericAPIError](err); ok && unknown.Message == placeholder && unknown.Code != placeholder {
		unknown.Message = ""
	}
	return err
}

func (w *wire) options(o *sdkOptions) {
	if w.once != nil {
		o.HTTPClient = w.once
	}
	o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
		replace := middleware.SerializeMiddlewareFunc("PoolsmithRequest", w.replaceRequest)
		if err := stack.Serialize.Insert(replace, "OperationSerializer", middleware.After); err != nil {
			return err
		}
		return stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("PoolsmithWatch", w.watch), middleware.After)
	})
}

// replaceRequest runs after the SDK's serializer and before everything that reads
// the request.
func (w *wire) replaceRequest(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (middleware.SerializeOutput, middleware.Metadata, error) {
	request, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return middleware.SerializeOutput{}, middleware.Metadata{}, fmt.Errorf("unexpected transport %T", in.Request)
	}
	request, err := request.SetStream(bytes.NewReader(w.body))
	if err != nil {
		return middleware.SerializeOutput{}, middleware.Metadata{}, err
	}
	request.Header.Set("X-Amz-Target", target+w.operation)
	in.Request = request
	return next.HandleSerialize(ctx, in)
}

// watch is the last middleware before the network.
func (w *wire) watch(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
	w.signed = true
	out, metadata, err := next.HandleDeserialize(traced(ctx, &w.sent), in)
	response, ok := out.RawResponse.(*smithyhttp.Response)
	if !ok || err != nil {
		return out, metadata, err
	}
	// The SDK reads the copy, and gets the same read error.
	w.response, err = io.ReadAll(response.Body)
	response.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(w.response), failing{err}), response.Body}
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
