package sandbox

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// A web page must not reach the sandbox: neither by a host name of its own that
// resolves to this machine, nor by posting to localhost.
func TestOnlyThisMachineIsAnswered(t *testing.T) {
	tests := []struct {
		name, host, origin string
		want               int
	}{
		{"address", "127.0.0.1:PORT", "", 200},
		{"address without a port", "127.0.0.1", "", 200},
		{"another address of the machine", "127.8.9.10:PORT", "", 200},
		{"name", "localhost:PORT", "", 200},
		{"name in capitals", "LocalHost:PORT", "", 200},
		{"name without a port", "localhost", "", 200},
		{"IPv6", "[::1]:PORT", "", 200},
		{"IPv6 without a port", "[::1]", "", 200},
		{"IPv4 in IPv6", "[::ffff:127.0.0.1]:PORT", "", 200},
		{"page of this machine", "localhost:PORT", "http://localhost:3000", 200},
		{"page of this machine, by address", "127.0.0.1:PORT", "https://127.0.0.1", 200},
		{"page of this machine, IPv6", "127.0.0.1:PORT", "http://[::1]:3000", 200},

		{"rebound name", "attacker.example:PORT", "", 403},
		{"rebound name without a port", "attacker.example", "", 403},
		{"name that begins like ours", "localhost.attacker.example:PORT", "", 403},
		{"name that begins like our address", "127.0.0.1.attacker.example:PORT", "", 403},
		{"address of another machine", "192.0.2.1:PORT", "", 403},
		{"any address", "0.0.0.0:PORT", "", 403},
		{"another port", "localhost:1", "", 403},
		{"user in the host", "localhost@attacker.example", "", 403},
		{"page of another site", "localhost:PORT", "https://attacker.example", 403},
		{"page with a name like ours", "localhost:PORT", "http://localhost.attacker.example", 403},
		{"page with our name as user", "localhost:PORT", "http://localhost@attacker.example", 403},
		{"page without a site", "localhost:PORT", "null", 403},
		{"page of a file", "localhost:PORT", "file://", 403},
		{"page of an extension", "localhost:PORT", "chrome-extension://localhost", 403},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := New("eu-west-1", &Memory{})
			server := httptest.NewServer(s)
			defer server.Close()
			address, err := url.Parse(server.URL)
			if err != nil {
				t.Fatal(err)
			}
			r, err := http.NewRequest("POST", server.URL, strings.NewReader(`{"PoolName":"p"}`))
			if err != nil {
				t.Fatal(err)
			}
			r.Host = strings.ReplaceAll(test.host, "PORT", address.Port())
			r.Header.Set("X-Amz-Target", targetPrefix+"CreateUserPool")
			if test.origin != "" {
				r.Header.Set("Origin", test.origin)
			}
			status, body := send(t, r)
			if status != test.want {
				t.Errorf("answers %d: %s", status, body)
			}
			if status == 403 && !strings.Contains(body, "the sandbox ") {
				t.Errorf("no reason: %s", body)
			}
			pools, err := s.Pools()
			if made := len(pools) == 1; err != nil || made != (test.want == 200) {
				t.Errorf("%d pools, %v", len(pools), err)
			}
		})
	}
}

// What a web page can send without asking the browser first has no
// X-Amz-Target, and executes nothing.
func TestSimpleRequestsOfBrowsers(t *testing.T) {
	s := New("eu-west-1", &Memory{})
	made(t, s, `{"PoolName":"p"}`)
	server := httptest.NewServer(s)
	defer server.Close()
	for _, method := range []string{"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE"} {
		for _, kind := range []string{"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"} {
			r, err := http.NewRequest(method, server.URL+"/?X-Amz-Target="+targetPrefix+"CreateUserPool", strings.NewReader(`{"PoolName":"q"}`))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", kind)
			if status, body := send(t, r); status != 400 {
				t.Errorf("%s of %s is answered with %d: %s", method, kind, status, body)
			}
		}
	}
	if pools, err := s.Pools(); err != nil || len(pools) != 1 {
		t.Errorf("%d pools, %v", len(pools), err)
	}
}

// send returns the status and the body of an answer, which no page of another
// site may read.
func send(t *testing.T, r *http.Request) (int, string) {
	t.Helper()
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	for name := range answer.Header {
		if strings.HasPrefix(name, "Access-Control-") {
			t.Errorf("the answer has the header %s", name)
		}
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}
