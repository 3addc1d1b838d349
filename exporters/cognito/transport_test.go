package cognito

import (
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// listen accepts connections on loopback and handles each.
func listen(t *testing.T, handle func(net.Conn)) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go handle(conn)
		}
	}()
	return listener.Addr().String()
}

// nobody is an address at which nobody listens.
func nobody(t *testing.T) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// An endpoint that was never reached made no pool, and nobody is reported that it
// may have.
func TestUnsent(t *testing.T) {
	reached := atomic.Bool{}
	plain := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Store(true) }))
	t.Cleanup(plain.Close)
	untrusted := httptest.NewTLSServer(plain.Config.Handler)
	untrusted.Config.ErrorLog = log.New(io.Discard, "", 0)
	t.Cleanup(untrusted.Close)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect {
			t.Errorf("the proxy got %s", r.Method)
		}
		w.Header().Set("Proxy-Authenticate", "Basic")
		w.WriteHeader(http.StatusProxyAuthRequired)
	}))
	t.Cleanup(proxy.Close)
	hangsUp := listen(t, func(conn net.Conn) { conn.Close() })

	through := func(address string) func(*http.Request) (*url.URL, error) {
		return http.ProxyURL(&url.URL{Scheme: "http", Host: address, User: url.UserPassword("user", "PLANTED")})
	}
	tests := map[string]struct {
		endpoint string
		proxy    func(*http.Request) (*url.URL, error)
		message  string
	}{
		"TLS to a plain port": {"https://" + plain.Listener.Addr().String(), nil, ": the server does not use TLS"},
		"untrusted":           {untrusted.URL, nil, ": its certificate is not trusted"},
		"refused":             {"http://" + nobody(t), nil, ": connection refused"},
		"TLS refused":         {"https://" + nobody(t), nil, ": connection refused"},
		"no such host":        {"http://no-such-host.invalid", nil, ": no such host no-such-host.invalid"},
		"TLS is cut":          {"https://" + hangsUp, nil, "cannot connect to https://" + hangsUp},
		"proxy says 407":      {"https://cognito.invalid", through(proxy.Listener.Addr().String()), ": the proxy responds with status 407"},
		"no proxy":            {"https://cognito.invalid", through(nobody(t)), ": no connection to the proxy"},
		"proxy hangs up":      {"https://cognito.invalid", through(hangsUp), "cannot connect to https://cognito.invalid"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c := clientAt(test.endpoint)
			if test.proxy != nil {
				for _, client := range []*http.Client{c.once, c.sdk.Options().HTTPClient.(*http.Client)} {
					client.Transport.(withoutRedirects).RoundTripper.(*http.Transport).Proxy = test.proxy
				}
			}
			_, err := c.Submit(t.Context(), pool(t, totpDraft), Watch{})
			e, ok := errors.AsType[*Error](err)
			if !ok || !e.Unsent || e.MayExist || !strings.Contains(e.Message, test.message) || e.Hint == "" {
				t.Errorf("got %+v", err)
			}
			_, err = c.List(t.Context(), "kms")
			if l, ok := errors.AsType[*Error](err); !ok || !strings.Contains(l.Message, test.message) {
				t.Errorf("list: %v", err)
			}
			if strings.Contains(e.Error()+e.Hint, "PLANTED") || reached.Load() {
				t.Errorf("a request arrived, or the password is shown: %v", e)
			}
		})
	}
}

// A request that has a connection may have arrived, no matter what comes back.
func TestReachedIsNotUnsent(t *testing.T) {
	for name, answer := range map[string]string{
		"hangs up after the request": "",
		"half an answer":             "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
		"no HTTP":                    "SSH-2.0-x\r\n",
		"server fault":               "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			address := listen(t, func(conn net.Conn) {
				conn.Read(make([]byte, 4096))
				io.WriteString(conn, answer)
				conn.Close()
			})
			_, err := clientAt("http://"+address).Submit(t.Context(), pool(t, totpDraft), Watch{})
			if e, ok := errors.AsType[*Error](err); !ok || e.Unsent || !e.MayExist {
				t.Errorf("got %+v", err)
			}
		})
	}
}

// Without credentials nothing is sent either.
func TestUnsignedIsUnsent(t *testing.T) {
	withoutConfiguration(t, "")
	c, err := NewClient(t.Context(), Options{Region: "eu-west-1"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Submit(t.Context(), pool(t, totpDraft), Watch{})
	if e, ok := errors.AsType[*Error](err); !ok || !e.Unsent || e.Message != "no AWS credentials found" {
		t.Errorf("got %+v", err)
	}
}

// CreateUserPool is sent on a connection of its own: Go repeats a request only
// on one that was used before. Neither it nor the SDK repeats a request whose
// connection ends.
func TestNothingRepeatsCreate(t *testing.T) {
	withoutConfiguration(t, "")
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDTEST")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "SECRETTEST")
	t.Setenv("AWS_MAX_ATTEMPTS", "5")
	for _, mode := range []string{"standard", "adaptive"} {
		t.Setenv("AWS_RETRY_MODE", mode)
		for name, answer := range map[string]func(http.ResponseWriter) bool{"closed": uncertain["connection closed"], "fault": uncertain["status 500"]} {
			a := newAccount(t)
			a.create = answer
			a.deny = func(operation string, n int) bool { return operation == "ListUserPools" && n > 0 }
			var mu sync.Mutex
			connections := map[string]int{}
			served := a.Config.Handler
			a.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				mu.Lock()
				connections[r.RemoteAddr]++
				if strings.HasSuffix(r.Header.Get("X-Amz-Target"), "CreateUserPool") && connections[r.RemoteAddr] > 1 {
					t.Error("CreateUserPool came on a connection that was used before")
				}
				mu.Unlock()
				served.ServeHTTP(w, r)
			})
			c, err := NewClient(t.Context(), Options{Region: "eu-west-1", EndpointURL: a.URL, Timing: shortTiming})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := c.SameName(t.Context(), "shop"); err != nil {
				t.Fatal(err)
			}
			c.Submit(t.Context(), pool(t, totpDraft), Watch{})
			if n := a.count("CreateUserPool"); n != 1 {
				t.Errorf("%s, %s: %d creates", mode, name, n)
			}
			// Attempts after a clean look have connections of their own, too.
			a.skip, a.deny, a.pools, a.create = 100, nil, nil, uncertain["status 500"]
			c.Submit(t.Context(), pool(t, totpDraft), Watch{})
			if n := a.count("CreateUserPool"); n != 1+triesIfFailed {
				t.Errorf("%s, %s: %d creates in all", mode, name, n)
			}
		}
	}
}

// HTTP/2 is not spoken even where the server offers it: its client repeats
// requests that the server claims not to have processed.
func TestNoHTTP2(t *testing.T) {
	var protocol atomic.Value
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { protocol.Store(r.Proto) }))
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	plain := newHTTPClient(time.Minute).WithTransportOptions(func(tr *http.Transport) {
		tr.TLSClientConfig.RootCAs = server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	})
	for _, fresh := range []bool{true, false} {
		answer, err := direct(plain, fresh).Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if protocol.Load() != "HTTP/1.1" {
			t.Errorf("spoke %v", protocol.Load())
		}
	}
}

// A redirect is not followed, with or without a body, and where it leads is
// not shown.
func TestRedirects(t *testing.T) {
	reached := atomic.Int32{}
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	t.Cleanup(other.Close)
	for _, status := range []int{300, 301, 302, 303, 305, 307, 308, 399} {
		for _, location := range []string{other.URL + "/?token=PLANTED", "", "http://user:PLANTED%zz@host"} {
			c := listClient(t, func(w http.ResponseWriter, _ *http.Request) {
				if location != "" {
					w.Header().Set("Location", location)
				}
				w.WriteHeader(status)
			})
			_, created := c.Submit(t.Context(), pool(t, totpDraft), Watch{})
			_, named := c.SameName(t.Context(), "shop")
			_, _, described := c.Describe(t.Context(), testPoolID)
			_, listed := c.List(t.Context(), "lambda")
			for _, err := range []error{created, named, described, listed} {
				e, ok := errors.AsType[*Error](err)
				if !ok || !strings.Contains(e.Message, fmt.Sprintf("the endpoint redirects (status %d)", status)) || e.Code != "" ||
					status != 303 && !strings.Contains(e.Hint, "--endpoint-url") || strings.Contains(e.Error()+e.Hint, "PLANTED") {
					t.Errorf("status %d to %q: %+v", status, location, err)
				}
			}
			if e, _ := errors.AsType[*Error](created); e.MayExist != (status == 303) {
				t.Errorf("status %d: MayExist %v", status, e.MayExist)
			}
		}
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("%d requests went elsewhere", n)
	}
}

// lateReader is a transport that reads the body after the response has arrived, as
// Go's may.
type lateReader struct{ body io.Reader }

func (l *lateReader) RoundTrip(r *http.Request) (*http.Response, error) {
	l.body = r.Body
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: http.NoBody}, nil
}

// strictBody cannot be read once it is closed.
type strictBody struct {
	io.Reader
	closed bool
}

func (b *strictBody) Read(data []byte) (int, error) {
	if b.closed {
		return 0, io.ErrClosedPipe
	}
	return b.Reader.Read(data)
}

func (b *strictBody) Close() error {
	b.closed = true
	return nil
}

// The SDK closes the body of a request before the transport is done with it,
// which must not end the connection: the response would be lost.
func TestTheBodyOutlivesItsClose(t *testing.T) {
	late, body := &lateReader{}, &strictBody{Reader: strings.NewReader("{}")}
	r, err := http.NewRequest(http.MethodPost, "http://127.0.0.1", body)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (withoutRedirects{late}).RoundTrip(r); err != nil {
		t.Fatal(err)
	}
	body.Close()
	if data, err := io.ReadAll(late.body); err != nil || string(data) != "{}" {
		t.Errorf("%q, %v", data, err)
	}
}

// A bundle of certificates for a company's proxy is still taken.
func TestCustomCertificates(t *testing.T) {
	withoutConfiguration(t, "")
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{"UserPools": []}`) }))
	t.Cleanup(server.Close)
	bundle := filepath.Join(t.TempDir(), "bundle.pem")
	if err := os.WriteFile(bundle, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_CA_BUNDLE", bundle)
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDTEST")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "SECRETTEST")
	c, err := NewClient(t.Context(), Options{Region: "eu-west-1", EndpointURL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.SameName(t.Context(), "shop"); err != nil {
		t.Error(err)
	}
}

// Nothing but the program writes to the terminal: the SDK logs to standard
// error on its own when nobody stops it.
func TestNothingIsLogged(t *testing.T) {
	withoutConfiguration(t, "")
	metadata := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }))
	t.Cleanup(metadata.Close)
	t.Setenv("AWS_EC2_METADATA_DISABLED", "false")
	t.Setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.URL)
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	terminal := os.Stderr
	os.Stderr = write
	defer func() { os.Stderr = terminal }()
	c, err := NewClient(t.Context(), Options{Region: "eu-west-1"})
	if err == nil {
		err = c.SignIn(t.Context())
		c.SameName(t.Context(), "shop")
		c.List(t.Context(), "lambda")
		c.Account(t.Context())
	}
	os.Stderr = terminal
	write.Close()
	logged, _ := io.ReadAll(read)
	if len(logged) > 0 {
		t.Errorf("logged %s", logged)
	}
	if e, ok := errors.AsType[*Error](err); !ok || e.Message != "no AWS credentials found" {
		t.Errorf("got %v", err)
	}
}
