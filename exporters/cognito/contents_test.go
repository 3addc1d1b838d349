package cognito

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/poolsmith/poolsmith/exporters/cognito/sandbox"
	"github.com/poolsmith/poolsmith/model"
)

// fullPool is a sandbox with the largest pool, and a service in front of it that a
// test can change.
type fullPool struct {
	*Client
	id string

	mu    sync.Mutex
	calls map[string]int
	// before is called before a call reaches the sandbox. It reports whether it
	// answered itself.
	before before
	after  func(operation string)
}

type before func(w http.ResponseWriter, r *http.Request, operation string) bool

func (f *fullPool) setBefore(before before) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.before = before
}

func (f *fullPool) setAfter(after func(operation string)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.after = after
}

func newFullPool(t *testing.T) *fullPool {
	t.Helper()
	s, f := sandbox.New("eu-west-1", &sandbox.Memory{}), &fullPool{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		before, after := f.count(operation)
		if before != nil && before(w, r, operation) {
			return
		}
		s.ServeHTTP(w, r)
		if after != nil {
			after(operation)
		}
	}))
	t.Cleanup(server.Close)
	f.Client = NewLocalClient(server.URL, "eu-west-1")
	f.options.Timing = shortTiming
	made, err := f.Submit(t.Context(), largestApp(t), Watch{})
	if err != nil {
		t.Fatal(err)
	}
	f.id = made.ID
	f.forget()
	return f
}

// count counts a call, and returns what is to be called before and after it.
func (f *fullPool) count(operation string) (before before, after func(operation string)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.calls == nil {
		f.calls = map[string]int{}
	}
	f.calls[operation]++
	return f.before, f.after
}

// forget returns the calls since the last one, and forgets them.
func (f *fullPool) forget() map[string]int {
	f.mu.Lock()
	defer f.mu.Unlock()
	calls := f.calls
	f.calls = nil
	return calls
}

// besidePool reports whether an operation reads what is beside the pool.
func besidePool(operation string) bool {
	return operation != "DescribeUserPool" && operation != "GetUserPoolMfaConfig"
}

func fails(w http.ResponseWriter, status int, code string) {
	w.Header().Set("X-Amzn-Errortype", code)
	w.WriteHeader(status)
	io.WriteString(w, `{}`)
}

// Law: as many calls as permitted are made at a time, and never more.
func TestDescribeInParallel(t *testing.T) {
	f := newFullPool(t)
	var mu sync.Mutex
	running, most := 0, 0
	full := make(chan bool) // closed as soon as all permitted calls run
	f.setBefore(func(_ http.ResponseWriter, r *http.Request, operation string) bool {
		if !besidePool(operation) {
			return false
		}
		mu.Lock()
		running++
		if most = max(most, running); running == maxParallel && most == maxParallel {
			select {
			case <-full:
			default:
				close(full)
			}
		}
		mu.Unlock()
		select {
		case <-full:
		case <-r.Context().Done():
		}
		return false
	})
	f.setAfter(func(operation string) {
		if besidePool(operation) {
			mu.Lock()
			running--
			mu.Unlock()
		}
	})
	if _, unread, err := f.Describe(t.Context(), f.id); err != nil || len(unread) > 0 || most != maxParallel {
		t.Errorf("%d calls at a time; unread %v, %v", most, unread, err)
	}
}

// Law: the description does not depend on which response comes first.
func TestDescribeInOrder(t *testing.T) {
	f := newFullPool(t)
	want, _, err := f.Describe(t.Context(), f.id)
	if err != nil {
		t.Fatal(err)
	}
	// Of each operation the first response is late: it comes after another one.
	var mu sync.Mutex
	first, others := map[string]bool{}, map[string]chan bool{}
	for operation, n := range f.forget() {
		if n > 1 {
			first[operation], others[operation] = true, make(chan bool, n)
		}
	}
	f.setBefore(func(_ http.ResponseWriter, r *http.Request, operation string) bool {
		mu.Lock()
		late := first[operation]
		delete(first, operation)
		mu.Unlock()
		if late {
			select {
			case <-others[operation]:
			case <-r.Context().Done():
			}
		}
		return false
	})
	f.setAfter(func(operation string) {
		if others[operation] != nil {
			others[operation] <- true
		}
	})
	got, _, err := f.Describe(t.Context(), f.id)
	if err != nil || !bytes.Equal(got, want) || len(others) == 0 {
		t.Errorf("%s\ninstead of\n%s\n%v", got, want, err)
	}
}

// parts are the operations that Describe reads beside the pool.
func parts() []*model.Operation {
	var list []*model.Operation
	for _, o := range model.Operations {
		if !o.MakesPool() && o.Into == "" {
			list = append(list, o)
		}
	}
	return list
}

// Law: a part that is refused is named, in the order of the operations, and not
// asked for again.
func TestDescribeRefused(t *testing.T) {
	f := newFullPool(t)
	for name, answer := range map[string]struct {
		status int
		code   string
	}{
		"no permission":     {http.StatusBadRequest, "AccessDeniedException"},
		"unknown operation": {http.StatusBadRequest, "UnknownOperationException"},
		"not found":         {http.StatusNotFound, ""},
		"501":               {http.StatusNotImplemented, "InternalFailure"},
	} {
		f.setBefore(func(w http.ResponseWriter, _ *http.Request, operation string) bool {
			if besidePool(operation) {
				fails(w, answer.status, answer.code)
			}
			return besidePool(operation)
		})
		_, unread, err := f.Describe(t.Context(), f.id)
		var names []string
		for _, part := range unread {
			names = append(names, part.Operation.Name)
		}
		var want []string
		for _, o := range parts() {
			want = append(want, o.Name)
		}
		if err != nil || !slices.Equal(names, want) {
			t.Errorf("%s: unread %v, want %v; %v", name, names, want, err)
		}
		for operation, n := range f.forget() {
			limit := 1
			if operation == "DescribeUserPoolDomain" {
				limit = len(largestApp(t).CreateUserPoolDomain) // the pool shows their names
			}
			if n != limit {
				t.Errorf("%s: %d times %s", name, n, operation)
			}
		}
	}
}

// Law: a service that fails costs the attempts of one call, however many parts
// there are.
func TestDescribeFailing(t *testing.T) {
	f := newFullPool(t)
	f.setBefore(func(w http.ResponseWriter, _ *http.Request, operation string) bool {
		if besidePool(operation) {
			fails(w, http.StatusInternalServerError, "InternalErrorException")
		}
		return besidePool(operation)
	})
	_, unread, err := f.Describe(t.Context(), f.id)
	if err != nil || len(unread) != len(parts()) {
		t.Errorf("unread %v, %v", unread, err)
	}
	calls := f.forget()
	for _, o := range parts() {
		if o.List != "" && calls[o.List] != triesIfFailed {
			t.Errorf("%d times %s", calls[o.List], o.List)
		}
	}
	// Nothing is left of the attempts for what comes after the lists.
	if calls["GetLogDeliveryConfiguration"] != 1 {
		t.Errorf("%d times GetLogDeliveryConfiguration", calls["GetLogDeliveryConfiguration"])
	}
}

// What fails for a moment is read.
func TestDescribeFailingOnce(t *testing.T) {
	f := newFullPool(t)
	want, _, err := f.Describe(t.Context(), f.id)
	if err != nil {
		t.Fatal(err)
	}
	failed := map[string]bool{"DescribeUserPool": true, "GetUserPoolMfaConfig": true}
	var mu sync.Mutex
	f.setBefore(func(w http.ResponseWriter, _ *http.Request, operation string) bool {
		mu.Lock()
		defer mu.Unlock()
		if failed[operation] {
			return false
		}
		failed[operation] = true
		fails(w, http.StatusBadGateway, "")
		return true
	})
	got, unread, err := f.Describe(t.Context(), f.id)
	if err != nil || len(unread) > 0 || !bytes.Equal(got, want) {
		t.Errorf("%s\ninstead of\n%s\nunread %v, %v", got, want, unread, err)
	}
}

// An empty response is one: it is not asked for again.
func TestDescribeEmpty(t *testing.T) {
	f := newFullPool(t)
	f.setBefore(func(w http.ResponseWriter, _ *http.Request, operation string) bool {
		if besidePool(operation) {
			io.WriteString(w, `{}`)
		}
		return besidePool(operation)
	})
	_, unread, err := f.Describe(t.Context(), f.id)
	if err != nil || len(unread) > 0 {
		t.Errorf("unread %v, %v", unread, err)
	}
	for operation, n := range f.forget() {
		if n != 1 && operation != "DescribeUserPoolDomain" {
			t.Errorf("%d times %s", n, operation)
		}
	}
}

// Law: a request to stop ends all calls in progress, and no other is made.
func TestDescribeInterrupted(t *testing.T) {
	f := newFullPool(t)
	for _, at := range []string{"ListGroups", "GetGroup"} {
		ctx, cancel := context.WithCancel(t.Context())
		f.setBefore(func(_ http.ResponseWriter, r *http.Request, operation string) bool {
			if operation != at {
				return false
			}
			io.Copy(io.Discard, r.Body) // only then the server sees that the caller has gone
			cancel()
			<-r.Context().Done()
			return true
		})
		_, _, err := f.Describe(ctx, f.id)
		calls := f.forget()
		if !errors.Is(err, context.Canceled) || calls[at] > maxParallel || calls["GetLogDeliveryConfiguration"] > 0 {
			t.Errorf("%v after %v", err, calls)
		}
	}
}

// The service describes a branding style without the client that it was asked for.
func TestDescribeBrandingOfClients(t *testing.T) {
	f := newFullPool(t)
	f.setBefore(func(w http.ResponseWriter, _ *http.Request, operation string) bool {
		if operation != "DescribeManagedLoginBrandingByClient" {
			return false
		}
		io.WriteString(w, `{"ManagedLoginBranding": {"ManagedLoginBrandingId": "style", "UseCognitoProvidedValues": true}}`)
		return true
	})
	data, _, err := f.Describe(t.Context(), f.id)
	if err != nil {
		t.Fatal(err)
	}
	document, err := model.Read("live", data)
	if err != nil {
		t.Fatal(err)
	}
	if len(document.Pool.CreateManagedLoginBranding) == 0 {
		t.Fatal("the pool has no branding style")
	}
	for _, style := range document.Pool.CreateManagedLoginBranding {
		if style.ClientId == nil || document.IDs[model.WithKey("ManagedLoginBrandingId", *style.ClientId)] != "style" {
			t.Errorf("the style of %v has no client, or no id in %v", style.ClientId, document.IDs)
		}
	}
}
