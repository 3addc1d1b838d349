package cognito

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
)

// maxResponse is the maximum size of a response in bytes, including headers. The
// largest response of AWS describes a pool with four messages of 20,000
// characters. The SDK decodes a response into up to 120 times its size.
const maxResponse = 1 << 20

// errLarge is the error of a response that is larger than maxResponse.
var errLarge = fmt.Errorf("the response is larger than %d MB", maxResponse>>20)

// newHTTPClient returns the HTTP client of all calls, those of the credential
// providers included. The size of each response is limited on its connection, and
// automatic decompression is off, so that the limit counts all bytes. HTTP/2 is
// off, because Go's implementation repeats requests that the server reports as
// unprocessed.
func newHTTPClient(timeout time.Duration) *awshttp.BuildableClient {
	return awshttp.NewBuildableClient().WithTimeout(timeout).WithTransportOptions(func(t *http.Transport) {
		t.DisableCompression = true
		t.ForceAttemptHTTP2 = false
		t.Protocols = new(http.Protocols)
		t.Protocols.SetHTTP1(true)
		// A cloned transport has HTTP/2 configured.
		t.TLSNextProto = map[string]func(string, *tls.Conn) http.RoundTripper{}
		t.TLSClientConfig.NextProtos = nil
		dial := t.DialContext
		t.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dial(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return &boundedConn{Conn: conn}, nil
		}
		t.OnProxyConnectResponse = func(_ context.Context, _ *url.URL, _ *http.Request, response *http.Response) error {
			if response.StatusCode != http.StatusOK {
				return &proxyError{response.StatusCode}
			}
			return nil
		}
	})
}

// direct returns a client with the transport of another that follows no
// redirect. A fresh one opens a connection for each request: Go repeats a
// request only on a connection that was used before.
func direct(from *awshttp.BuildableClient, fresh bool) *http.Client {
	transport := from.GetTransport()
	transport.DisableKeepAlives = fresh
	return &http.Client{Transport: withoutRedirects{transport}, Timeout: from.GetTimeout()}
}

// withoutRedirects removes the target of a redirect, so that credentials are not
// sent to another server.
type withoutRedirects struct{ http.RoundTripper }

func (t withoutRedirects) RoundTrip(r *http.Request) (*http.Response, error) {
	r, err := withOwnBody(r)
	if err != nil {
		return nil, err
	}
	response, err := t.RoundTripper.RoundTrip(r)
	if response != nil {
		response.Header.Del("Location")
	}
	return response, err
}

// withOwnBody returns the request with a copy of its body. The SDK closes the
// body as soon as the headers of a response arrive. A transport that still reads
// the body at that point fails and closes the connection, and the rest of the
// response is lost.
func withOwnBody(r *http.Request) (*http.Request, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return r, nil
	}
	data, err := io.ReadAll(r.Body)
	r.Body.Close()
	if err != nil {
		return nil, err
	}
	own := *r
	own.Body = io.NopCloser(bytes.NewReader(data))
	return &own, nil
}

// boundedConn stops reading a response that is larger than maxResponse. Each
// request resets the count.
type boundedConn struct {
	net.Conn
	got atomic.Int64
}

func (c *boundedConn) Write(data []byte) (int, error) {
	c.got.Store(0)
	return c.Conn.Write(data)
}

func (c *boundedConn) Read(data []byte) (int, error) {
	if c.got.Load() >= maxResponse {
		return 0, errLarge
	}
	n, err := c.Conn.Read(data)
	c.got.Add(int64(n))
	return n, err
}

// proxyError is the error of a proxy that does not open the connection.
type proxyError struct{ status int }

func (e *proxyError) Error() string {
	return fmt.Sprintf("the proxy responds with status %d", e.status)
}

// traced returns a context that records when a request has a connection.
// Before that, no byte of it can have left this machine; after it, some may.
func traced(ctx context.Context, sent *atomic.Bool) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { sent.Store(true) },
	})
}

// redirects reports whether a status is a redirect.
func redirects(status int) bool {
	return status >= 300 && status < 400 && status != http.StatusNotModified
}
