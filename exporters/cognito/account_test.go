package cognito

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"github.com/poolsmith/poolsmith/model"
)

// account is a service that keeps pools. Its CreateUserPool can fail after or
// without creating the pool.
type account struct {
	*httptest.Server
	mu      sync.Mutex
	pools   []*storedPool
	calls   []string
	touched []string // ids that SetUserPoolMfaConfig, UpdateUserPool and DeleteUserPool named

	skew   time.Duration                    // of its clock
	create func(w http.ResponseWriter) bool // instead of the usual response, if it returns true
	skip   int                              // how many creates make no pool
	deny   func(operation string, call int) bool
	during func() // called when CreateUserPool arrives
	mfa    string // the response to GetUserPoolMfaConfig
}

type storedPool struct {
	id       string
	settings map[string]any
}

func newAccount(t *testing.T) *account {
	t.Helper()
	a := &account{mfa: `{"MfaConfiguration": "OFF"}`}
	a.Server = httptest.NewServer(http.HandlerFunc(a.serve))
	t.Cleanup(func() {
		a.CloseClientConnections()
		a.Close()
	})
	return a
}

func (a *account) client() *Client {
	provider := credentials.NewStaticCredentialsProvider("AKIDTEST", "SECRETTEST", "TOKENTEST")
	return newClient(aws.Config{Region: "eu-west-1", BaseEndpoint: &a.URL, Credentials: provider}, Options{Profile: "dev", Timing: shortTiming})
}

// add stores a pool, with the settings of a request in JSON.
func (a *account) add(id, request string) {
	p := &storedPool{id: id}
	if err := json.Unmarshal([]byte(request), &p.settings); err != nil {
		panic(err)
	}
	a.pools = append(a.pools, p)
}

func (a *account) count(operation string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := 0
	for _, call := range a.calls {
		if call == operation {
			n++
		}
	}
	return n
}

func (p *storedPool) arn() string {
	return "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/" + p.id
}

func (a *account) describe(p *storedPool) map[string]any {
	all := map[string]any{}
	for name, value := range p.settings {
		all[name] = value
	}
	delete(all, "PoolName")
	all["Id"], all["Arn"], all["Name"] = p.id, p.arn(), p.settings["PoolName"]
	all["CreationDate"] = float64(time.Now().Add(a.skew).Unix())
	return all
}

func (a *account) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	a.mu.Lock()
	defer a.mu.Unlock()
	n := 0
	for _, call := range a.calls {
		if call == operation {
			n++
		}
	}
	a.calls = append(a.calls, operation)
	w.Header().Set("Date", time.Now().Add(a.skew).UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	if a.deny != nil && a.deny(operation, n) {
		w.Header().Set("X-Amzn-Errortype", "AccessDeniedException")
		w.WriteHeader(http.StatusBadRequest)
		io.WriteString(w, `{"__type": "AccessDeniedException", "message": "not allowed"}`)
		return
	}
	var input struct{ UserPoolId string }
	json.Unmarshal(body, &input)
	i := slices.IndexFunc(a.pools, func(p *storedPool) bool { return p.id == input.UserPoolId })
	switch operation {
	case "CreateUserPool":
		if a.during != nil {
			a.during()
		}
		id := fmt.Sprintf("eu-west-1_Ours%d", n)
		if n >= a.skip {
			a.add(id, string(body))
		}
		if a.create != nil && a.create(w) {
			return
		}
		w.Write(model.EncodeJSON(map[string]any{"UserPool": a.describe(a.pools[len(a.pools)-1])}))
	case "ListUserPools":
		list := []any{}
		for _, p := range a.pools {
			d := a.describe(p)
			list = append(list, map[string]any{"Id": d["Id"], "Name": d["Name"], "CreationDate": d["CreationDate"]})
		}
		w.Write(model.EncodeJSON(map[string]any{"UserPools": list}))
	case "DescribeUserPool":
		w.Write(model.EncodeJSON(map[string]any{"UserPool": a.describe(a.pools[i])}))
	case "GetUserPoolMfaConfig":
		io.WriteString(w, a.mfa)
	default:
		a.touched = append(a.touched, input.UserPoolId)
		io.WriteString(w, `{}`)
	}
}
