// Package sandbox emulates Cognito without an AWS account: the operations of the
// table in package model, in the JSON 1.1 protocol that the AWS CLI and the SDKs
// use.
//
// It rejects what the rules of package model report as an error, checked call by
// call: CreateUserPool by itself, a later call together with the existing pool, but
// only for what the call concerns. Error messages are the service's where they are
// known. Signatures are not checked.
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
// It serves every pool in its store, regardless of the pool's Region.
type Server struct {
	region string // of new pools
	store  Store
	now    func() time.Time
}

// New returns a sandbox that creates pools in region and saves them in store.
func New(region string, store Store) *Server {
	return &Server{region, store, time.Now}
}

// targetPrefix precedes the operation in the X-Amz-Target header.
const targetPrefix = "AWSCognitoIdentityProviderService."

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	w.Header().Set("X-Amzn-Requestid", rand.Text())
	answer, err := s.answer(w, r)
	if err != nil {
		writeException(w, err)
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
	handle := handlers[name]
	if r.Method != http.MethodPost || !found || handle == nil {
		return nil, &exception{"UnknownOperationException", fmt.Sprintf("the sandbox does not support the operation %q", name), http.StatusBadRequest}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, model.MaxSize))
	if err != nil {
		return nil, &exception{"SerializationException", "the request body cannot be read: " + err.Error(), http.StatusBadRequest}
	}
	return handle(s, body)
}

// exception is an exception of the service.
type exception struct {
	code    string
	message string
	status  int
}

func (r *exception) Error() string { return r.code + ": " + r.message }

func newException(code, format string, args ...any) error {
	return &exception{code, fmt.Sprintf(format, args...), http.StatusBadRequest}
}

// invalid is the exception that the service uses in most cases.
func invalid(format string, args ...any) error {
	return newException("InvalidParameterException", format, args...)
}

func writeException(w http.ResponseWriter, err error) {
	r, ok := errors.AsType[*exception](err)
	if !ok {
		// Not a server error, because SDKs would retry it in vain.
		r = &exception{"SandboxStorageException", "the sandbox cannot save its pools: " + err.Error(), http.StatusBadRequest}
	}
	w.Header().Set("X-Amzn-Errortype", r.code)
	w.WriteHeader(r.status)
	w.Write(model.EncodeJSON(map[string]string{"__type": r.code, "message": r.message}))
}

// decode reads the body of a request. Unlike the service, which ignores
// unknown members, it rejects them, so that a sandbox reveals typing mistakes.
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
			return newException("SerializationException", "unknown member %s", bad.JSONPointer)
		}
		return newException("SerializationException", "wrong type of value at %q", bad.JSONPointer)
	}
	if bad, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return newException("SerializationException", "the request body is not valid JSON at byte %d: %v", bad.ByteOffset, bad.Err)
	}
	return newException("SerializationException", "the request body cannot be read")
}
