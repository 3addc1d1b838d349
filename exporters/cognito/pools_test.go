package cognito

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"testing"
	"time"
)

func TestKnownPools(t *testing.T) {
	a := newAccount(t)
	c := a.client()
	if c.KnownPools() != nil {
		t.Errorf("known before a look: %v", c.KnownPools())
	}
	if _, err := c.SameName(t.Context(), "shop"); err != nil || c.KnownPools() == nil || len(c.KnownPools()) != 0 {
		t.Errorf("an empty account: %#v, %v", c.KnownPools(), err)
	}
	a.add("eu-west-1_B", `{"PoolName": "shop"}`)
	a.add("eu-west-1_A", `{"PoolName": "other"}`)
	same, err := c.SameName(t.Context(), "shop")
	if err != nil || len(same) != 1 || same[0].ID != "eu-west-1_B" || same[0].Created.IsZero() || !slices.Equal(c.KnownPools(), []string{"eu-west-1_A", "eu-west-1_B"}) {
		t.Errorf("%v, %v, %v", same, c.KnownPools(), err)
	}
	// A pool that is renamed to the name is not new.
	a.pools[1].settings["PoolName"] = "shop"
	if found, err := c.FindCreated(t.Context(), pool(t, oneCall), c.KnownPools()); err != nil || len(found) != 0 {
		t.Errorf("%v, %v", found, err)
	}
	if found, err := c.FindCreated(t.Context(), pool(t, oneCall), nil); err != nil || len(found) != 2 || found[0].Equal || len(found[0].Differs) == 0 {
		t.Errorf("nothing known: %+v, %v", found, err)
	}
	a.deny = func(string, int) bool { return true }
	if _, err := c.SameName(t.Context(), "shop"); err == nil || c.KnownPools() != nil {
		t.Errorf("denied: %v, %v", c.KnownPools(), err)
	}
	if _, err := c.FindCreated(t.Context(), pool(t, oneCall), nil); err == nil {
		t.Error("a list that is denied has no error")
	}
}

// A list that is cut, or does not end, tells nothing about what is missing.
func TestPoolListIsBounded(t *testing.T) {
	for name, token := range map[string]func(n int) string{
		"the same token":  func(int) string { return "again" },
		"two tokens":      func(n int) string { return fmt.Sprint(n % 2) },
		"endless":         func(n int) string { return fmt.Sprint(n) },
		"as many as fits": func(n int) string { return fmt.Sprint(max(0, maxPages-1-n)) },
	} {
		t.Run(name, func(t *testing.T) {
			calls := 0
			c := listClient(t, func(w http.ResponseWriter, r *http.Request) {
				next := token(calls)
				calls++
				if next == "0" && name == "as many as fits" {
					next = ""
				}
				fmt.Fprintf(w, `{"UserPools": [], "NextToken": %q}`, next)
			})
			_, err := c.SameName(t.Context(), "shop")
			if fits := name == "as many as fits"; (err == nil) != fits || (c.KnownPools() != nil) != fits || calls > maxPages {
				t.Errorf("%d calls, known %v: %v", calls, c.KnownPools(), err)
			}
		})
	}
}

// A request to stop ends every call that only reads, at once.
func TestReadingEndsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := listClient(t, func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) // only then the server sees that the caller has gone
		cancel()
		<-r.Context().Done()
	})
	c.options.Timing.Answer, c.options.Timing.Look = time.Hour, time.Hour
	for name, read := range map[string]func() error{
		"SameName":    func() error { _, err := c.SameName(ctx, "shop"); return err },
		"FindCreated": func() error { _, err := c.FindCreated(ctx, pool(t, oneCall), nil); return err },
		"Describe":    func() error { _, _, err := c.Describe(ctx, testPoolID); return err },
		"List":        func() error { _, err := c.List(ctx, "lambda"); return err },
	} {
		if err := read(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		ctx, cancel = context.WithCancel(t.Context())
	}
	cancel()
}
