// Package sandbox answers for Cognito where there is no account: the operations
// on user pools, in the JSON 1.1 protocol that the AWS CLI and the SDKs speak.
//
// What it refuses is what the rules of package model call an error, judged call
// by call: CreateUserPool by what it says alone, a later call against the pool
// as it stands. The words are the service's where they are known. Signatures
// are not looked at.
package sandbox

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/poolsmith/poolsmith/model"
)

// Server is the sandbox: an http.Handler for any number of requests at a time.
// It sees every pool in its store, whichever region the pool was made in.
type Server struct {
	region string // of the pools to come
	store  Store
	now    func() time.Time
}

// New returns a sandbox that makes pools in region and keeps them in store.
func New(region string, store Store) *Server {
	return &Server{region, store, time.Now}
}

// targetPrefix stands before the operation in the header X-Amz-Target.
const targetPrefix = "AWSCognitoIdentityProviderService."

// operations take the body of a request and return that of the answer; nil is
// an answer without one.
var operations = map[string]func(*Server, []byte) (any, error){
	"CreateUserPool":       (*Server).createUserPool,
	"SetUserPoolMfaConfig": (*Server).setUserPoolMfaConfig,
	"DescribeUserPool":     (*Server).describeUserPool,
	"GetUserPoolMfaConfig": (*Server).getUserPoolMfaConfig,
	"UpdateUserPool":       (*Server).updateUserPool,
	"ListUserPools":        (*Server).listUserPools,
	"DeleteUserPool":       (*Server).deleteUserPool,
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	w.Header().Set("X-Amzn-Requestid", rand.Text())
	answer, err := s.answer(w, r)
	if err != nil {
		writeRefusal(w, err)
		return
	}
	if answer != nil {
		w.Write(model.EncodeJSON(answer))
	}
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request) (any, error) {
	if err := checkCaller(r); err != nil {
		return nil, err
	}
	name, found := strings.CutPrefix(r.Header.Get("X-Amz-Target"), targetPrefix)
	operation := operations[name]
	if r.Method != http.MethodPost || !found || operation == nil {
		return nil, &refusal{"UnknownOperationException", fmt.Sprintf("the sandbox has no operation %q", name), http.StatusBadRequest}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, model.MaxSize))
	if err != nil {
		return nil, &refusal{"SerializationException", "the body of the request cannot be read: " + err.Error(), http.StatusBadRequest}
	}
	return operation(s, body)
}

// refusal is an exception of the service.
type refusal struct {
	code    string
	message string
	status  int
}

func (r *refusal) Error() string { return r.code + ": " + r.message }

func refuse(code, format string, args ...any) error {
	return &refusal{code, fmt.Sprintf(format, args...), http.StatusBadRequest}
}

// invalid is the exception that the service has for nearly everything.
func invalid(format string, args ...any) error {
	return refuse("InvalidParameterException", format, args...)
}

func writeRefusal(w http.ResponseWriter, err error) {
	r, ok := errors.AsType[*refusal](err)
	if !ok {
		// Not a server error: SDKs repeat those, although nothing has changed.
		r = &refusal{"SandboxStorageException", "the sandbox cannot store its pools: " + err.Error(), http.StatusBadRequest}
	}
	w.Header().Set("X-Amzn-Errortype", r.code)
	w.WriteHeader(r.status)
	w.Write(model.EncodeJSON(map[string]string{"__type": r.code, "message": r.message}))
}

// decode reads the body of a request. Unlike the service, which passes over
// members that it does not know, it refuses them: in a sandbox a typing mistake
// should show.
func decode(body []byte, request any) error {
	if len(bytes.TrimSpace(body)) == 0 {
		body = []byte("{}")
	}
	err := json.Unmarshal(body, request, json.RejectUnknownMembers(true))
	if err == nil {
		return nil
	}
	if bad, ok := errors.AsType[*json.SemanticError](err); ok {
		if errors.Is(bad.Err, json.ErrUnknownName) {
			return refuse("SerializationException", "unknown member %s", bad.JSONPointer)
		}
		return refuse("SerializationException", "a value of another type is expected at %q", bad.JSONPointer)
	}
	if bad, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return refuse("SerializationException", "the body is no JSON at byte %d: %v", bad.ByteOffset, bad.Err)
	}
	return refuse("SerializationException", "the body cannot be read")
}

// poolID is the id in a request about one pool.
type poolID struct{ UserPoolId *string }

// check holds the id against the limits of the service model.
func (id poolID) check() error {
	const path = "userPoolId"
	switch {
	case id.UserPoolId == nil:
		return batch([]string{failed(nil, path, mustNotBeNull)})
	case !isPoolID(*id.UserPoolId):
		return batch([]string{failed(*id.UserPoolId, path, mustMatch+`[\w-]+_[0-9a-zA-Z]+`)})
	case len(*id.UserPoolId) > maxPoolID:
		return batch([]string{failed(*id.UserPoolId, path, fmt.Sprint(mustBeShort, maxPoolID))})
	}
	return nil
}

const maxPoolID = 55

// isPoolID reports whether id has the form region_letters.
func isPoolID(id string) bool {
	cut := strings.LastIndexByte(id, '_')
	if cut < 1 || cut == len(id)-1 {
		return false
	}
	for i := range len(id) {
		c := id[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !letter && (i > cut || c != '_' && c != '-') {
			return false
		}
	}
	return true
}

// letters are what the part of an id behind the region is made of.
const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

func newPoolID(region string) string {
	var random [9]byte
	rand.Read(random[:])
	for i, b := range random {
		random[i] = letters[int(b)%len(letters)]
	}
	return region + "_" + string(random[:])
}
