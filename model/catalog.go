package model

import (
	"slices"
	"strings"
)

// Kind is the kind of value that a setting has.
type Kind int

const (
	Text    Kind = iota // one line of text
	Prose               // text of several lines: a message
	ARN                 // an Amazon Resource Name
	Bool                // true, false or unset
	Int                 // a whole number
	Choice              // one of Choices
	Choices             // a list of members of Choices
	Texts               // a list of free texts, such as URLs or scopes
	Map                 // texts by key, such as tags
	List                // a list of blocks; its leaves have entries of their own under Path + "[]"
	Block               // a block that enables a feature by being present, even when empty
	JSON                // a JSON object whose members the API does not list
	Base64              // the bytes of a file as base64 text
)

// Kinds of resources in the account that a setting can name.
const (
	LambdaFunction = "lambda"
	KMSKey         = "kms"
	SESIdentity    = "ses"
	IAMRole        = "role"
)

// AccountResource is a resource in the account that a setting can name. Of an SES
// identity, Name is the address or domain; of a KMS key it is the alias.
type AccountResource struct{ ARN, Name string }

// Setting describes one setting of the requests. Forms, explain, the JSON
// Schema, the review, the rules and the exporters all read it.
type Setting struct {
	Path  string // the request and the API's names: CreateUserPool.Policies.PasswordPolicy.MinimumLength
	Title string // as the wizard shows it
	Help  string // what it does, in plain sentences
	Kind  Kind

	// Required says that Cognito rejects its block without it.
	Required bool

	// Min and Max limit the value of an Int, the characters of a text, and the
	// items of a list or a map, and the bytes of a Base64, both inclusive. Max 0
	// is no limit.
	Min, Max int
	Unit     string   // of an Int, in the singular, such as day; empty where another setting has it
	Pattern  *Pattern // of a text; nil: any text
	Choices  []Option
	Keys     Limits // of each key of a Map
	Items    Limits // of each of Texts, and of each value of a Map
	// Key is the member that identifies an item of a List: Name. Two drafts
	// are compared item by item by it, in any order. Several members have +
	// between them; items without a key are compared by their place.
	Key string

	Default string // what Cognito uses when it is unset, in the words of the wizard; empty where its block requires it
	Implied any    // the same as a value of the type that Get returns, if its block is present; nil where it depends on more
	// matters reports whether a pool without the setting, which equals its
	// implied value, would differ from p, or could. It is nil for never.
	matters func(p *Pool, l Leaf) bool

	Permanent string // why it matters that it cannot be changed after creation; empty if it can
	Tier      string // the lowest feature plan that has it; empty: all have

	// Secret says that the value never appears in a draft, an export, a receipt
	// or a log: a draft holds a reference to it. SecretKeys are the keys of those
	// entries of a Map that are secret.
	Secret     bool
	SecretKeys []string
	// Refers is the path of the setting of the same draft whose value this one
	// repeats, such as CreateUserPoolClient[].ClientName; empty if it refers to
	// nothing.
	Refers string
	// RefersPrefix and RefersSuffix are the paths of the settings of the same draft
	// whose values precede and follow the last slash of this one: the Identifier and
	// the ScopeName in identifier/scope. The suffix is in an item of a list beside
	// the prefix. Both are empty if there are none.
	RefersPrefix, RefersSuffix string
	// Known are values that name nothing in the draft, such as COGNITO among the
	// identity providers.
	Known []Option
	// derivedFrom is the path of the setting that a value may be made of, by derive,
	// which it then follows; empty if there is none.
	derivedFrom string
	derive      func(string) string
	// Resource is the kind of resource in the account that the value is the ARN
	// of: LambdaFunction, KMSKey, SESIdentity or IAMRole; empty for other values.
	Resource string

	// Terraform, CloudFormation and Datadog say where the setting is there, dots
	// between blocks; empty where it has no place. Datadog's is the field of its
	// resource catalog.
	Terraform      string
	CloudFormation string
	Datadog        string
	// TerraformRequired says that the provider requires the setting in its block,
	// although the API does not.
	TerraformRequired bool
	// TerraformUnread says that the provider does not read the setting from the
	// service and replaces a resource where it differs. It then is unset in what was
	// imported. Source: user_pool_client.go of the provider.
	TerraformUnread bool
	// CloudFormationUnset is what CloudFormation requires where the API leaves the
	// setting unset; empty where it can be unset there too.
	CloudFormationUnset string

	// Synonyms are words that people search for and that neither the title, the
	// help nor the name contains.
	Synonyms []string

	order int // the place in Catalog
}

// Limits are those of one text among several: the number of characters, both
// inclusive, where Max 0 is no limit, and the pattern, where nil is any text.
type Limits struct {
	Min, Max int
	Pattern  *Pattern
}

// Option is one value of a Choice or Choices setting.
type Option struct {
	Value string // as the API writes it
	Title string // as the wizard shows it, 50 columns at most
	Help  string
	Tier  string // the lowest feature plan that has it; empty: all have
}

// optionValues are the values of options.
func optionValues(options []Option) []string {
	values := make([]string, len(options))
	for i, o := range options {
		values[i] = o.Value
	}
	return values
}

// arnSetting completes the entry of a setting that is the ARN of a resource. The
// limits are those of all ARNs in the service model.
func arnSetting(resource string, s Setting) Setting {
	s.Kind, s.Min, s.Max, s.Pattern, s.Resource = ARN, 20, 2048, arn, resource
	return s
}

// Name is the last part of the path: MinimumLength.
func (s *Setting) Name() string {
	return strings.TrimSuffix(s.Path[strings.LastIndexByte(s.Path, '.')+1:], "[]")
}

// APIName is the name of the setting, after the name of its block where the name
// alone is ambiguous: EmailMfaConfiguration.Subject.
func (s *Setting) APIName() string {
	switch s.Name() {
	case "Enabled", "Type", "Name", "Subject", "Message", "LambdaArn", "LambdaVersion",
		"ClientId", "Actions", "EventAction", "Notify", "HtmlBody", "TextBody":
		parts := strings.Split(s.Path, ".")
		return strings.TrimSuffix(parts[len(parts)-2], "[]") + "." + s.Name()
	default:
		return s.Name()
	}
}

// Unset says what happens when the setting is unset: its default, or that it is
// required.
func (s *Setting) Unset() string {
	switch {
	case s.Default != "":
		return "Default: " + s.Default
	case s.BeginsBlock():
		return "Default: None"
	default:
		return "Required"
	}
}

// BeginsBlock reports whether the setting is required only in a block that is
// optional, such as the certificate of a custom domain.
func (s *Setting) BeginsBlock() bool {
	block := s.Path[:max(0, strings.LastIndexByte(s.Path, '.'))]
	return s.Required && strings.Contains(block, ".") && !strings.HasSuffix(block, "[]")
}

// Option returns the option with the given value, or nil.
func (s *Setting) Option(value string) *Option {
	i := slices.IndexFunc(s.Choices, func(o Option) bool { return o.Value == value })
	if i < 0 {
		return nil
	}
	return &s.Choices[i]
}

// Catalog lists every setting in the order of the wizard.
var Catalog = slices.Concat(
	basicSettings,
	signInSettings,
	passwordSettings,
	mfaSettings,
	recoverySettings,
	emailSettings,
	smsSettings,
	messageSettings,
	triggerSettings,
	attributeSettings,
	signUpSettings,
	deviceSettings,
	securitySettings,
	tagSettings,
	resourceServerSettings,
	identityProviderSettings,
	domainSettings,
	clientSettings,
	brandingSettings,
	termsSettings,
	uiCustomizationSettings,
	groupSettings,
	riskSettings,
	logDeliverySettings,
	testSettings,
)

var byPath = func() map[string]*Setting {
	m := make(map[string]*Setting, len(Catalog))
	for i := range Catalog {
		Catalog[i].order = i
		m[Catalog[i].Path] = &Catalog[i]
	}
	return m
}()

// Lookup returns the entry for a path, with or without list indices, or nil.
// The entry of a map is that of its entries too.
func Lookup(path string) *Setting {
	if s := byPath[path]; s != nil {
		return s
	}
	general := generalize(path)
	if s := byPath[general]; s != nil {
		return s
	}
	if entries, isEntry := strings.CutSuffix(general, "[]"); isEntry {
		if s := byPath[entries]; s != nil && s.Kind == Map {
			return s
		}
	}
	return nil
}

// Title returns the title of the setting at path as the wizard shows it, or the
// path itself if the catalog has no entry.
func Title(path string) string {
	if s := Lookup(path); s != nil {
		return s.Title
	}
	return path
}
