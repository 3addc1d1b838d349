//go:build testoperations

package cognito

import (
	"errors"
	"fmt"
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

const libraryDraft = `{"CreateUserPool": {"PoolName": "library", "DeletionProtection": "ACTIVE"},
	"SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}},
	"CreateShelf": [{"ShelfName": "fiction", "Height": 120, "Books": [{"Title": "Emma"}]}, {"ShelfName": "poetry"}],
	"SetReadingRoom": {"ShelfId": "poetry", "Notice": "Quiet"}}`

func init() {
	addTestRequests = func(t *testing.T, p *model.Pool) {
		shelves := pool(t, libraryDraft)
		p.CreateShelf, p.SetReadingRoom = shelves.CreateShelf, shelves.SetReadingRoom
	}
}

// library is a sandbox whose responses can be replaced.
type library struct {
	*httptest.Server
	mu    sync.Mutex
	calls []string // the operations that arrived
	// answer replaces the response to the nth call of an operation, from 0, and
	// says whether the sandbox carries the call out before that. It is nil for the
	// usual responses.
	answer func(operation string, n int) (instead func(http.ResponseWriter) bool, carriedOut bool)
}

func newLibrary(t *testing.T) *library {
	t.Helper()
	l := &library{}
	s := sandbox.New("eu-west-1", &sandbox.Memory{})
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		instead, carriedOut := l.arrived(operation)
		if instead == nil {
			s.ServeHTTP(w, r)
			return
		}
		if carriedOut {
			s.ServeHTTP(httptest.NewRecorder(), r)
		} else {
			io.Copy(io.Discard, r.Body)
		}
		instead(w)
	}))
	t.Cleanup(func() {
		l.CloseClientConnections()
		l.Close()
	})
	return l
}

func (l *library) arrived(operation string) (instead func(http.ResponseWriter) bool, carriedOut bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.countLocked(operation)
	l.calls = append(l.calls, operation)
	if l.answer == nil {
		return nil, false
	}
	return l.answer(operation, n)
}

func (l *library) countLocked(operation string) int {
	n := 0
	for _, call := range l.calls {
		if call == operation {
			n++
		}
	}
	return n
}

func (l *library) count(operation string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.countLocked(operation)
}

func (l *library) client() *Client {
	c := NewLocalClient(l.URL, "eu-west-1")
	c.options.Timing = shortTiming
	return c
}

// shelves are the names of the shelves that a pool has.
func (l *library) shelves(t *testing.T, poolID string) []string {
	t.Helper()
	items, err := l.client().listMade(t.Context(), model.LookupOperation("CreateShelf"), poolID, false)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, item := range items {
		names = append(names, memberOf(item, "ShelfName"))
	}
	return names
}

// rejected is the response to a call that is rejected.
func rejected(w http.ResponseWriter) bool {
	w.Header().Set("X-Amzn-Errortype", "InvalidParameterException")
	w.WriteHeader(http.StatusBadRequest)
	io.WriteString(w, `{"__type": "InvalidParameterException", "message": "no"}`)
	return true
}

func TestSubmitSendsAllCallsInOrder(t *testing.T) {
	l := newLibrary(t)
	c := l.client()
	var events []string
	made, err := c.Submit(t.Context(), pool(t, libraryDraft), Watch{Progress: func(e Event) {
		if e.State == Done {
			events = append(events, e.Operation)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"CreateUserPool", "SetUserPoolMfaConfig", "CreateShelf", "CreateShelf", "SetReadingRoom"}
	if !slices.Equal(l.calls, want) || !slices.Equal(events, want) {
		t.Errorf("sent %v, done %v", l.calls, events)
	}
	if len(made.Answers) != 3 || made.Answers["UserPoolId"] != made.ID || made.Answers["ShelfId[fiction]"] == made.Answers["ShelfId[poetry]"] {
		t.Errorf("answers %v", made.Answers)
	}
	room, err := c.describeMade(t.Context(), pool(t, libraryDraft).Calls()[4], made.Answers)
	if err != nil || memberOf(room, "ShelfId") != made.Answers["ShelfId[poetry]"] || memberOf(room, "Notice") != "Quiet" {
		t.Errorf("the room is %s, %v", room, err)
	}
}

// A call in the middle fails: the error says what the pool lacks and how to
// complete and delete it.
func TestIncompleteListsAllMissingCalls(t *testing.T) {
	l := newLibrary(t)
	l.answer = func(operation string, n int) (func(http.ResponseWriter) bool, bool) {
		if operation == "CreateShelf" && n == 1 {
			return rejected, false
		}
		return nil, false
	}
	made, err := l.client().Submit(t.Context(), pool(t, libraryDraft), Watch{})
	incomplete, ok := errors.AsType[*Incomplete](err)
	if !ok || incomplete.Lacks != "without the shelf poetry and without the reading room" {
		t.Fatalf("%+v, %v", incomplete, err)
	}
	place := " --region=eu-west-1 --endpoint-url=" + l.URL
	inPool := " --user-pool-id=" + made.ID + place
	want := []string{
		"aws cognito-idp create-shelf" + inPool + ` --cli-input-json='{"ShelfName":"poetry"}'`,
		"aws cognito-idp set-reading-room" + inPool + ` --cli-input-json='{"ShelfId":"<ShelfId[poetry]>","Notice":"Quiet"}'`,
	}
	if got := incomplete.Rest(); !slices.Equal(got, want) {
		t.Errorf("completed by\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	want = []string{
		"aws cognito-idp update-user-pool --deletion-protection INACTIVE" + inPool,
		"aws cognito-idp delete-shelf" + place + ` --cli-input-json='{"UserPoolId":"` + made.ID + `","ShelfId":"` + made.Answers["ShelfId[fiction]"] + `"}'`,
		"aws cognito-idp delete-user-pool" + inPool,
	}
	if got := incomplete.Deletion(); !slices.Equal(got, want) {
		t.Errorf("deleted by\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestMissingNamesWhatDiffers(t *testing.T) {
	l := newLibrary(t)
	incomplete := l.client().Missing(Result{ID: testPoolID}, pool(t, libraryDraft), []string{"CreateShelf[poetry]", "CreateShelf[fiction].Lockable", "SetReadingRoom.Notice"})
	if incomplete.Lacks != "without the shelf poetry and without the reading room" || len(incomplete.Rest()) != 2 {
		t.Errorf("%s: %v", incomplete.Lacks, incomplete.Rest())
	}
}

// What must be deleted before the pool is deleted first, whether the pool is
// complete or not.
func TestDeleteInReverse(t *testing.T) {
	for _, failing := range []string{"", "SetUserPoolMfaConfig", "SetReadingRoom"} {
		l := newLibrary(t)
		l.answer = func(operation string, _ int) (func(http.ResponseWriter) bool, bool) {
			if operation == failing {
				return rejected, false
			}
			return nil, false
		}
		c := l.client()
		made, err := c.Submit(t.Context(), pool(t, libraryDraft), Watch{})
		if (err != nil) != (failing != "") {
			t.Fatal(err)
		}
		l.calls = nil
		if err := c.Delete(t.Context(), made, pool(t, libraryDraft), nil); err != nil {
			t.Fatal(err)
		}
		want := []string{"UpdateUserPool", "DeleteShelf", "DeleteShelf", "DeleteUserPool"}
		if failing == "SetUserPoolMfaConfig" {
			want = []string{"UpdateUserPool", "DeleteUserPool"}
		}
		if !slices.Equal(l.calls, want) {
			t.Errorf("%s fails: sent %v", failing, l.calls)
		}
		if left, err := c.SameName(t.Context(), "library"); err != nil || len(left) != 0 {
			t.Errorf("left %v, %v", left, err)
		}
	}
}

// After an uncertain response nothing is created again until a look-up has shown
// that it does not exist.
func TestUncertainShelf(t *testing.T) {
	for way, answer := range uncertain {
		for _, carriedOut := range []bool{true, false} {
			l := newLibrary(t)
			l.answer = func(operation string, n int) (func(http.ResponseWriter) bool, bool) {
				if operation == "CreateShelf" && n == 1 {
					return answer, carriedOut
				}
				return nil, false
			}
			var notes []string
			made, err := l.client().Submit(t.Context(), pool(t, libraryDraft), Watch{Progress: func(e Event) {
				if e.State == Done && e.Note != "" {
					notes = append(notes, e.Operation+" "+e.Note)
				}
			}})
			repeated := strings.HasPrefix(way, "status 50")
			shelves := l.shelves(t, made.ID)
			incomplete, isIncomplete := errors.AsType[*Incomplete](err)
			switch {
			case carriedOut:
				if err != nil || l.count("CreateShelf") != 2 || len(shelves) != 2 || len(notes) != 1 || !strings.Contains(notes[0], "CreateShelf found: ") || made.Answers["ShelfId[poetry]"] == "" {
					t.Errorf("%s, carried out: %v, %v, shelves %v, notes %v", way, err, l.calls, shelves, notes)
				}
			case repeated:
				if err != nil || l.count("CreateShelf") != 3 || len(shelves) != 2 || notes != nil {
					t.Errorf("%s, not carried out: %v, %v, shelves %v", way, err, l.calls, shelves)
				}
			default:
				e, _ := errors.AsType[*Error](err)
				if !isIncomplete || l.count("CreateShelf") != 2 || len(shelves) != 1 || e.MayExist || incomplete.Lacks != "perhaps without the shelf poetry and without the reading room" ||
					!strings.Contains(e.Message, "the shelf poetry has not appeared so far, but it may have been created anyway") || !strings.Contains(e.Hint, "aws cognito-idp list-shelves --user-pool-id="+made.ID) {
					t.Errorf("%s, not carried out: %v, %v, shelves %v", way, err, l.calls, shelves)
				}
			}
		}
	}
}

// A look-up that fails, or that shows other settings, leaves the outcome open.
func TestUnresolvedShelf(t *testing.T) {
	for lookUp, says := range map[string]string{
		"ListShelves":   "cannot be looked up (ListShelves: no",
		"DescribeShelf": "cannot be looked up (DescribeShelf: no",
		"other":         "the shelf fiction exists, but with other settings",
	} {
		l := newLibrary(t)
		l.answer = func(operation string, _ int) (func(http.ResponseWriter) bool, bool) {
			switch {
			case operation == "CreateShelf":
				return uncertain["connection closed"], true
			case operation == lookUp:
				return rejected, false
			case operation == "DescribeShelf":
				return func(w http.ResponseWriter) bool {
					io.WriteString(w, `{"Shelf": {"ShelfName": "fiction", "Height": 100}}`)
					return true
				}, false
			}
			return nil, false
		}
		made, err := l.client().Submit(t.Context(), pool(t, libraryDraft), Watch{})
		l.answer = nil
		if err == nil || !strings.Contains(err.Error(), says) || l.count("CreateShelf") != 1 || len(l.shelves(t, made.ID)) != 1 {
			t.Errorf("%s: %v, %v", lookUp, err, l.calls)
		}
	}
}

// A call that sets the same again is repeated.
func TestLostResponseOfSettingIsRepeated(t *testing.T) {
	l := newLibrary(t)
	l.answer = func(operation string, n int) (func(http.ResponseWriter) bool, bool) {
		if operation == "SetReadingRoom" && n == 0 {
			return uncertain["connection closed"], true
		}
		return nil, false
	}
	if _, err := l.client().Submit(t.Context(), pool(t, libraryDraft), Watch{}); err != nil || l.count("SetReadingRoom") != 2 {
		t.Errorf("%v, %v", err, l.calls)
	}
}

// Law: what Describe returns of a pool reads as the draft that made it.
func TestDescribedContentsRead(t *testing.T) {
	for name, draft := range map[string]string{
		"all":   libraryDraft,
		"none":  `{"CreateUserPool": {"PoolName": "library"}}`,
		"once":  `{"CreateUserPool": {"PoolName": "library"}, "SetReadingRoom": {"Notice": "Open"}}`,
		"a few": `{"CreateUserPool": {"PoolName": "library"}, "CreateShelf": [{"ShelfName": "b"}, {"ShelfName": "a\"]", "Labels": {"x": "1"}}], "SetReadingRoom": {"ShelfId": "a\"]"}}`,
	} {
		l := newLibrary(t)
		c := l.client()
		made, err := c.Submit(t.Context(), pool(t, draft), Watch{})
		if err != nil {
			t.Fatal(err)
		}
		data, _, err := c.Describe(t.Context(), made.ID)
		if err != nil {
			t.Fatal(err)
		}
		d, err := model.Read("description", data)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, data)
		}
		if d.PoolID != made.ID {
			t.Errorf("%s: the pool is %q", name, d.PoolID)
		}
		for _, difference := range model.Diff(d.Pool, pool(t, draft), true) {
			t.Errorf("%s: %s is %v, the draft has %v", name, difference.Setting, difference.From, difference.To)
		}
		for _, dropped := range d.Dropped {
			if dropped.Kind == model.Unknown {
				t.Errorf("%s: %s is unknown", name, dropped.Setting)
			}
		}
	}
}

// Each page of a list is read, and each item described.
func TestDescribeReadsAllPages(t *testing.T) {
	l := newLibrary(t)
	c := l.client()
	made, err := c.Submit(t.Context(), pool(t, libraryDraft), Watch{})
	if err != nil {
		t.Fatal(err)
	}
	l.answer = func(operation string, n int) (func(http.ResponseWriter) bool, bool) {
		if operation != "ListShelves" {
			return nil, false
		}
		name, rest := []string{"fiction", "poetry"}[n], []string{`, "NextToken": "more"`, ""}[n]
		return func(w http.ResponseWriter) bool {
			fmt.Fprintf(w, `{"Shelves": [{"ShelfId": %q, "ShelfName": %q}]%s}`, made.Answers["ShelfId["+name+"]"], name, rest)
			return true
		}, false
	}
	data, _, err := c.Describe(t.Context(), made.ID)
	if err != nil {
		t.Fatal(err)
	}
	d, err := model.Read("description", data)
	if err != nil || len(d.Pool.CreateShelf) != 2 || l.count("ListShelves") != 2 || l.count("DescribeShelf") != 2 {
		t.Errorf("%v after %v, %v", d, l.calls, err)
	}
}

// What has no id is looked up by its name.
func TestUncertainCallByName(t *testing.T) {
	o := *model.LookupOperation("CreateShelf")
	o.Gives = nil
	call := pool(t, libraryDraft).Calls()[3]
	call.Operation = &o
	exists := true
	c := listClient(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if !strings.HasSuffix(r.Header.Get("X-Amz-Target"), "DescribeShelf") || memberOf(body, "ShelfName") != "poetry" || memberOf(body, "UserPoolId") != testPoolID {
			t.Errorf("%s %s", r.Header.Get("X-Amz-Target"), body)
		}
		if exists {
			io.WriteString(w, `{"Shelf": {"ShelfName": "poetry", "Height": 200}}`)
			return
		}
		w.Header().Set("X-Amzn-Errortype", "ResourceNotFoundException")
		w.WriteHeader(http.StatusBadRequest)
		io.WriteString(w, `{}`)
	})
	made := &Result{ID: testPoolID, Answers: model.Answers{"UserPoolId": testPoolID}}
	cause := errors.New("the response cannot be read")
	if note, err := c.resolveCall(t.Context(), call, made, Watch{}, cause); err != nil || note == "" {
		t.Errorf("%q, %v", note, err)
	}
	exists = false
	if _, err := c.resolveCall(t.Context(), call, made, Watch{}, cause); !isUnresolved(err) {
		t.Errorf("what does not exist: %v", err)
	}
}
