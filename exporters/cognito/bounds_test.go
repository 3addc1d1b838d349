package cognito

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// Endless responses, and responses that grow when they are decompressed, are
// rejected for every call, and use little memory.
func TestResponsesAreBounded(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(128 << 20)) // as the program does
	const size = 1 << 30
	block := []byte(strings.Repeat(" ", 1<<20))
	empty := []byte(strings.Repeat("{},", 1<<18))
	nested := []byte(strings.Repeat("[", 1<<20))
	endless := func(start string, block []byte) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			io.WriteString(w, start)
			for sent := 0; sent < size; sent += len(block) {
				if _, err := w.Write(block); err != nil {
					return
				}
			}
		}
	}
	var member bytes.Buffer
	packed := gzip.NewWriter(&member)
	for range 10 {
		packed.Write(block)
	}
	packed.Close()
	bomb := bytes.Repeat(member.Bytes(), 30) // 300 MB in 300 KB
	responses := map[string]func(http.ResponseWriter){
		"1 GB of spaces":  endless("", block),
		"1 GB of objects": endless(`{"UserPools": [`, empty),
		"1 GB of arrays":  endless(`{"UserPool": `, nested),
		"1 GB rejected": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusBadRequest)
			endless(`{"message": "`, block)(w)
		},
		"gzip bomb": func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb)
		},
		"headers": func(w http.ResponseWriter) {
			for i := range 4000 {
				w.Header().Set(fmt.Sprint("X-", i), strings.Repeat("x", 1000))
			}
		},
		"1 MB of objects": func(w http.ResponseWriter) {
			io.WriteString(w, `{"UserPools": [`+strings.Repeat("{},", (maxResponse-100000)/3)+`{}]}`)
		},
	}
	for name, respond := range responses {
		t.Run(name, func(t *testing.T) {
			c := listClient(t, func(w http.ResponseWriter, r *http.Request) {
				io.Copy(io.Discard, r.Body)
				respond(w)
			})
			c.options.Timing.Look, c.options.Timing.Answer = time.Minute, time.Minute
			for call, run := range map[string]func() error{
				"CreateUserPool": func() error { _, err := c.Submit(t.Context(), pool(t, totpDraft), Watch{}); return err },
				"ListUserPools":  func() error { _, err := c.SameName(t.Context(), "shop"); return err },
				"Describe":       func() error { _, _, err := c.Describe(t.Context(), testPoolID); return err },
				"Delete":         func() error { return c.Delete(t.Context(), Result{ID: testPoolID}, pool(t, totpDraft), nil) },
				"functions":      func() error { _, err := c.List(t.Context(), "lambda"); return err },
				"roles":          func() error { _, err := c.List(t.Context(), "role"); return err },
				"account": func() error {
					if account := c.Account(t.Context()); account != "" {
						return nil
					}
					return errLarge
				},
			} {
				peak, stop := peakOfHeap()
				err := run()
				stop()
				if used := peak.Load() >> 20; used > 200 {
					t.Errorf("%s took %d MB", call, used)
				}
				if name != "1 MB of objects" && call != "account" && call != "Delete" && err == nil ||
					name == "1 GB of spaces" && !strings.Contains(err.Error(), "the response is larger than 1 MB") {
					t.Errorf("%s: %v", call, err)
				}
				if e, ok := errors.AsType[*Error](err); call == "CreateUserPool" && (!ok || e.MayExist != (name != "1 GB rejected")) {
					t.Errorf("%s: %+v", call, err)
				}
			}
		})
	}
}

// peakOfHeap watches how much the heap grows until stop is called.
func peakOfHeap() (peak *atomic.Uint64, stop func()) {
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	peak = &atomic.Uint64{}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			runtime.ReadMemStats(&now)
			if now.HeapAlloc > before.HeapAlloc && now.HeapAlloc-before.HeapAlloc > peak.Load() {
				peak.Store(now.HeapAlloc - before.HeapAlloc)
			}
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return peak, func() {
		close(done)
		<-ended
	}
}

// The pages of a list are bounded together.
func TestLongListOfLargePages(t *testing.T) {
	pages := 0
	c := listClient(t, func(w http.ResponseWriter, _ *http.Request) {
		pages++
		fmt.Fprintf(w, `{"NextMarker": "%d", "Functions": [], "x": %q}`, pages, strings.Repeat("x", 1000<<10))
	})
	if _, err := c.List(t.Context(), "lambda"); err == nil || err.Error() != "ListFunctions: the list is larger than 16 MB" || pages != 17 {
		t.Errorf("%d pages: %v", pages, err)
	}
}
