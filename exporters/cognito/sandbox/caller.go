package sandbox

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// checkCaller rejects requests that may come from a web page of another site. A
// browser sends them to the sandbox if the name of the site resolves to a
// loopback address (DNS rebinding), with the site in the Host header, or if a
// page posts to localhost itself, with the site in the Origin header.
func checkCaller(r *http.Request) error {
	if !isOurHost(r) {
		return forbidden("the sandbox only accepts requests to localhost, not to %q", r.Host)
	}
	for _, origin := range r.Header.Values("Origin") {
		if !isLoopbackOrigin(origin) {
			return forbidden("the sandbox rejects requests from web pages of %q", origin)
		}
	}
	return nil
}

func forbidden(format string, args ...any) error {
	return &exception{"ForbiddenException", fmt.Sprintf(format, args...), http.StatusForbidden}
}

// isOurHost reports whether the Host header is this machine, with no port or
// the port of the connection.
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
