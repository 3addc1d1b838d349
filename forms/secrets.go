package forms

import (
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// SecretHelp says how a setting that is secret is answered.
const SecretHelp = "The answer is the name of an environment variable that contains the secret, such as GOOGLE_CLIENT_SECRET: uppercase letters, digits and underscores. Never type the secret itself."

// SecretRefused says that an answer was no name of a variable. It does not repeat
// the answer, which may be a secret.
const SecretRefused = "That is not the name of an environment variable, so nothing of it was kept. Use uppercase letters, digits and underscores, and set the variable to the secret."

// IsSecret reports whether the value of the field is secret. Such a field asks for
// the name of an environment variable, and a draft contains a reference to it.
func (f Field) IsSecret() bool {
	if f.entry != nil {
		return f.entry.isValue && model.IsSecret(f.entry.path())
	}
	return f.checklist == nil && model.IsSecret(f.Path)
}

// variable returns the name of the environment variable in an answer to a secret
// field, which is the name alone or a whole reference. Lowercase letters are no
// part of it: few variables have them, and most secrets do.
func variable(answer string) (name string, ok bool) {
	if name, isReference := model.SecretVariable(answer); isReference {
		answer = name
	}
	_, ok = model.SecretVariable("${env:" + answer + "}")
	return answer, ok && answer == strings.ToUpper(answer)
}

// TakesAnswer reports whether an answer can be stored; where it cannot, nothing of
// it is kept. Other answers that are no value are kept as they were typed.
func TakesAnswer(f Field, answer string) bool {
	if !f.IsSecret() || answer == "" {
		return true
	}
	_, ok := variable(answer)
	return ok
}

// reference is the reference that an answer to a secret field stands for, empty
// for an answer that is none.
func reference(answer string) string {
	if name, ok := variable(answer); ok {
		return "${env:" + name + "}"
	}
	return ""
}

// shownSecret is what is shown of a secret: the variable of a reference, and
// nothing of a secret that a file contains.
func shownSecret(value string) string {
	name, _ := model.SecretVariable(value)
	return name
}
