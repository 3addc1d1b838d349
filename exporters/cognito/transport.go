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

// maxAnswer is how many bytes one answer has at most, headers included. The
// largest that AWS gives describes a pool with four messages of 20,000
// characters. The SDK decodes an answer into up to 120 times its size.
const maxAnswer = 1 << 20

// errLarge is the error of an answer that is larger than maxAnswer.
var errLarge = fmt.Errorf("the answer is larger than %d MB", maxAnswer>>20)

// newHTTPClient returns the HTTP client of all calls, those of the credential
// providers included. Every answer is bounded on its connection, and nothing
// is decompressed behind our back, so that the bound counts all bytes. HTTP/2
// is off, because Go's implementation repeats requests that the server
// claims not to have processed.
func newHTTPClient(timeout time.Duration) *awshttp.BuildableClient {
	return awshttp.NewBuildableClient().WithTimeout(timeout).WithTransportOptions(func(t *http.Transport) {
		t.DisableCompression = true
		t.ForceAttemptHTTP2 = false
		t.Protocols = new(http.Protocols)
		t.Protocols.SetHTTP1(true)
		// A copy of a transport has HTTP/2 set up.
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
		t.OnProxyConnectResponse = func(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
			if answer.StatusCode != http.StatusOK {
				return &proxyError{answer.StatusCode}
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

// withoutRedirects hides where an answer redirects to: a request with its
// credentials goes where it was sent, and nowhere else.
type withoutRedirects struct{ http.RoundTripper }

func (t withoutRedirects) RoundTrip(r *http.Request) (*http.Response, error) {
	r, err := withOwnBody(r)
	if err != nil {
		return nil, err
	}
	answer, err := t.RoundTripper.RoundTrip(r)
	if answer != nil {
		answer.Header.Del("Location")
	}
	return answer, err
}

// withOwnBody returns the request with a copy of its body. The SDK closes the
// body as soon as the head of an answer is there. A transport that still reads
// it then, to see its end, fails and closes the connection, and the rest of the
// answer is lost.
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

// boundedConn ends an answer that is larger than maxAnswer. Each request
// starts the count again.
type boundedConn struct {
	net.Conn
	got atomic.Int64
}

func (c *boundedConn) Write(data []byte) (int, error) {
	c.got.Store(0)
	return c.Conn.Write(data)
}

func (c *boundedConn) Read(data []byte) (int, error) {
	if c.got.Load() >= maxAnswer {
		return 0, errLarge
	}
	n, err := c.Conn.Read(data)
	c.got.Add(int64(n))
	return n, err
}

// proxyError is a proxy that opens no connection.
type proxyError struct{ status int }

func (e *proxyError) Error() string { return fmt.Sprintf("the proxy answers with status %d", e.status) }

// traced returns a context that records when a request has a connection.
// Before that, no byte of it can have left this machine; after it, some may.
func traced(ctx context.Context, sent *atomic.Bool) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { sent.Store(true) },
	})
}

// redirects reports whether a status sends the caller elsewhere.
func redirects(status int) bool {
	return status >= 300 && status < 400 && status != http.StatusNotModified
}
