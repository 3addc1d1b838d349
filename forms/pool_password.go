package forms

import (
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

const passwordPolicy = "CreateUserPool.Policies.PasswordPolicy."

var password = Step{
	ID: "password", Title: "Password",
	Intro: "What a password must contain. If any of these is set, Cognito treats the unset ones as off, so set all of them.",
	Fields: slices.Concat(
		fields(passwordPolicy, "MinimumLength"),
		[]Field{characters},
		fields(passwordPolicy, "PasswordHistorySize", "TemporaryPasswordValidityDays"),
	),
}

var characters = checks(passwordPolicy,
	model.Setting{
		Title:   "Required characters",
		Help:    "The kinds of characters that every password must contain. A long password protects more than many kinds of characters.",
		Default: "All without a password policy, otherwise none",
	},
	check{"RequireUppercase", "Uppercase letter"},
	check{"RequireLowercase", "Lowercase letter"},
	check{"RequireNumbers", "Digit"},
	check{"RequireSymbols", "Symbol"},
)
