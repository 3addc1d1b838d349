package model

import (
	"reflect"
	"slices"
)

// ReadLive reads what the service says of a pool: the answers to
// DescribeUserPool and GetUserPoolMfaConfig in one object. The service may
// have members that this version does not know; they are left out and
// returned as problems, while in a file they are errors. name stands for the
// pool in messages. The error is a *ReadError.
func ReadLive(name string, data []byte) (*Document, []Problem, error) {
	r := &reader{file: name}
	root := r.parse(data)
	if root != nil {
		root = r.toDraft(root)
	}
	pool := &Pool{}
	if root != nil {
		r.decode(root, reflect.ValueOf(pool).Elem(), "")
	}
	var left []Problem
	r.problems = slices.DeleteFunc(r.problems, func(p Problem) bool {
		if p.Message == unknownSetting {
			left = append(left, Problem{File: name, Setting: p.Setting, Message: p.Message})
			return true
		}
		return false
	})
	if len(r.problems) > 0 {
		return nil, nil, &ReadError{r.problems}
	}
	if pool.SetUserPoolMfaConfig.MfaConfiguration != nil {
		pool.CreateUserPool.MfaConfiguration = nil // a copy
	}
	return &Document{Name: name, Pool: pool, root: root}, left, nil
}
