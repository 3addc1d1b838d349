package model

import (
	"slices"
	"strings"
)

// Functions lists the Lambda functions that the triggers name, each once, in
// the order of the wizard. A value that is not the ARN of a function is left
// out; the rules report it.
func (p *Pool) Functions() []string {
	var functions []string
	for leaf := range p.Leaves() {
		arn, isText := leaf.Value().(string)
		if isText && isFunction(leaf.Setting, arn) && !slices.Contains(functions, arn) {
			functions = append(functions, arn)
		}
	}
	return functions
}

func isFunction(s *Setting, arn string) bool {
	if s.Resource != LambdaFunction {
		return false
	}
	message, _ := s.CheckValue(arn)
	head, name, found := strings.Cut(arn, ":function:")
	return message == "" && found && name != "" && strings.Contains(head, ":lambda:")
}

// StatementID is the ID of the statement in a function's policy that lets a
// pool invoke it, different for each pool: letters, digits, - and _, 100 at most.
func StatementID(poolID string) string {
	id := "cognito-" + strings.Map(func(r rune) rune {
		if isWord(r) || r == '-' {
			return r
		}
		return '-'
	}, poolID)
	return id[:min(len(id), 100)]
}
