package sandbox

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// checkCaller rejects requests that a web page of another site may have caused.
// A browser sends them to the sandbox when the name of that site resolves to a
// loopback address (DNS rebinding), and then names the site in the Host header,
// or when a page posts to localhost itself, and then names the page in Origin.
func checkCaller(r *http.Request) error {
	if !isOurHost(r) {
		return forbidden("the sandbox answers requests to localhost only, not to %q", r.Host)
	}
	for _, origin := range r.Header.Values("Origin") {
		if !isLoopbackOrigin(origin) {
			return forbidden("the sandbox does not answer web pages of %q", origin)
		}
	}
	return nil
}

func forbidden(format string, args ...any) error {
	return &refusal{"ForbiddenException", fmt.Sprintf(format, args...), http.StatusForbidden}
}

// isOurHost reports whether the Host header names this machine, and the port
// that the request came in by if it names any.
func isOurHost(r *http.Request) bool {
	host := &url.URL{Host: r.Host}
	if !isLoopback(host.Hostname()) {
		return false
	}
	local, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	return host.Port() == "" || !ok || host.Port() == fmt.Sprint(local.Port)
}

func isLoopbackOrigin(origin string) bool {
	page, err := url.Parse(origin)
	return err == nil && (page.Scheme == "http" || page.Scheme == "https") && isLoopback(page.Hostname())
}

// isLoopback reports whether a host name always means this machine: localhost,
// 127.0.0.0/8 and ::1.
func isLoopback(name string) bool {
	if strings.EqualFold(name, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(name)
	return err == nil && address.IsLoopback()
}
