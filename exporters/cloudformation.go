package exporters

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/poolsmith/poolsmith/model"
)

// exportCloudFormation writes a template with the pool as one
// AWS::Cognito::UserPool, under the names that the catalogue gives for
// CloudFormation, which makes both calls from it: as YAML, and as JSON, whose
// comment is in its metadata.
//
// Both are written by the same printers as the requests. The templates use no
// CloudFormation function that interprets a string.
func exportCloudFormation(p *model.Pool, o Options) Output {
	r := newResource(p, o)
	t := r.template(isDynamic)
	head := r.header("cloudformation", "CloudFormation")
	if r.role != nil {
		head = append(head, "", "Deploying this template requires --capabilities CAPABILITY_IAM, because it contains a role.")
	}

	y := &yamlPrinter{}
	y.WriteString(comments("#", head) + "\n")
	y.value(t, 0)
	metadata := member{"Metadata", object{{"Poolsmith", commentText(head)}}}
	return Output{
		Files: []File{
			{Name: "template.yaml", Data: y.Bytes()},
			{Name: "template.json", Data: model.EncodeJSON(slices.Insert(slices.Clone(t), 1, metadata)), Companion: true},
		},
		Gaps: r.list(),
	}
}

// commentText is a comment as a list of its lines. CloudFormation resolves
// dynamic references even in metadata.
func commentText(lines []string) []any {
	text := make([]any, len(lines))
	for i, line := range lines {
		text[i] = dynamicReference.ReplaceAllString(line, "(resolve:")
	}
	return text
}

// The names of the resources in a template.
const (
	poolResource = "UserPool"
	roleResource = "SmsRole"
)

// getAtt is an attribute of a resource, and ref a parameter or what a
// resource is known by.
type (
	getAtt struct{ resource, attribute string }
	ref    string
)

func (g getAtt) String() string { return "!GetAtt " + g.resource + "." + g.attribute }

func (g getAtt) MarshalJSONTo(e *jsontext.Encoder) error {
	return json.MarshalEncode(e, object{{"Fn::GetAtt", []any{g.resource, g.attribute}}})
}

func (r ref) String() string { return "!Ref " + string(r) }

func (r ref) MarshalJSONTo(e *jsontext.Encoder) error {
	return json.MarshalEncode(e, object{{"Ref", string(r)}})
}

// MarshalJSONTo writes the members in their order.
func (o object) MarshalJSONTo(e *jsontext.Encoder) error {
	if err := e.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	for _, m := range o {
		if err := e.WriteToken(jsontext.String(m.name)); err != nil {
			return err
		}
		if err := json.MarshalEncode(e, m.value); err != nil {
			return err
		}
	}
	return e.WriteToken(jsontext.EndObject)
}

// template returns the whole template. Texts for which unsafe returns a
// reason cannot be expressed and become gaps.
func (r *resource) template(unsafe func(string) string) object {
	resources := object{}
	if r.role != nil {
		if unsafe(r.role.externalID) != "" {
			r.role.externalID = "" // the pool cannot have it either; see poolProperties
		}
		resources = append(resources, member{roleResource, object{{"Type", "AWS::IAM::Role"}, {"Properties", r.roleProperties()}}})
	}
	pool := object{{"Type", "AWS::Cognito::UserPool"}}
	if protection := r.pool.CreateUserPool.DeletionProtection; protection != nil && *protection == "ACTIVE" {
		// CloudFormation could not delete it, so it does not try to.
		pool = append(pool, member{"DeletionPolicy", "Retain"}, member{"UpdateReplacePolicy", "Retain"})
	}
	resources = append(resources, member{poolResource, append(pool, member{"Properties", r.poolProperties(unsafe)})})
	for _, f := range r.lambdas {
		resources = append(resources, member{permissionName(f), object{
			{"Type", "AWS::Lambda::Permission"},
			{"Properties", object{
				{"Action", invokeAction},
				{"FunctionName", cfnValue(r.arn(f.arn))},
				{"Principal", model.ServicePrincipal},
				{"SourceArn", getAtt{poolResource, "Arn"}},
			}},
		}})
	}
	t := object{{"AWSTemplateFormatVersion", "2010-09-09"}}
	if len(r.inputs) > 0 {
		t = append(t, member{"Parameters", r.parameters()})
	}
	return append(t, member{"Resources", resources}, member{"Outputs", object{
		{"UserPoolId", object{{"Value", ref(poolResource)}}},
		{"UserPoolArn", object{{"Value", getAtt{poolResource, "Arn"}}}},
	}})
}

func permissionName(f lambda) string { return pascal(f.label) + "Permission" }

func (r *resource) parameters() object {
	var parameters object
	for _, in := range r.inputs {
		parameters = append(parameters, member{pascal(in.name), object{
			{"Type", "String"}, {"Description", in.description}, {"Default", in.value},
		}})
	}
	return parameters
}

// roleProperties sets no role name, because named roles require a second
// capability to deploy.
func (r *resource) roleProperties() object {
	return object{
		{"AssumeRolePolicyDocument", r.role.trust(ref("AWS::AccountId"))},
		{"Policies", []any{object{{"PolicyName", policyName}, {"PolicyDocument", r.role.permission()}}}},
	}
}

// poolProperties returns everything that the pool sets. An item of a list
// without any expressible setting is omitted.
func (r *resource) poolProperties(unsafe func(string) string) object {
	properties := object{}
	list, item, place := "", -1, 0 // the list of blocks, and the index of its item in the pool and in the template
	for leaf := range r.pool.Leaves() {
		path, value := leaf.Setting.CloudFormation, r.value(leaf)
		switch {
		case path == "":
			r.miss(leaf.Path(), value, "AWS::Cognito::UserPool has no property for it")
		case path == "EnabledMfas":
		case leaf.Setting.Kind == model.List:
			list, item = path, -1
			if leaf.Len() == 0 {
				properties = put(properties, path, nil, []any{})
			}
		case leaf.Setting.Kind == model.Map:
			asked := treeValue(leaf.Value()).(object)
			if tags := r.safeTags(leaf.Path(), asked, unsafe); len(tags) > 0 || len(asked) == 0 {
				properties = put(properties, path, nil, tags)
			}
		case !r.isSafe(leaf, unsafe):
		case len(leaf.At()) == 0:
			properties = put(properties, path, nil, cfnValue(value))
		default:
			if leaf.At()[0] != item {
				item = leaf.At()[0]
				properties, place = addBlock(properties, list)
			}
			properties = put(properties, path, []int{place}, cfnValue(value))
		}
	}
	if r.pool.SetUserPoolMfaConfig.WebAuthnConfiguration != nil && r.pool.CreateUserPool.MfaConfiguration == nil {
		properties = put(properties, "MfaConfiguration", nil, model.Off)
	}
	if r.factors != nil {
		properties = put(properties, "EnabledMfas", nil, treeValue(r.factors))
	}
	slices.SortStableFunc(properties, func(a, b member) int {
		return cloudFormationOrder[a.name] - cloudFormationOrder[b.name]
	})
	return properties
}

var cloudFormationOrder = wizardOrder(func(s *model.Setting) string { return s.CloudFormation })

// cfnLengths are the limits, in characters, that CloudFormation sets below
// those of the API. Source: the schema of AWS::Cognito::UserPool.
var cfnLengths = map[string]int{
	"WebAuthnRelyingPartyID":     63,
	"EmailAuthenticationSubject": 140,
}

// isSafe reports whether CloudFormation uses the value of a leaf unchanged, and
// lists it as a gap if not.
func (r *resource) isSafe(l model.Leaf, unsafe func(string) string) bool {
	why := unsafeIn(treeValue(l.Value()), unsafe)
	text, _ := l.Value().(string)
	if limit, found := cfnLengths[l.Setting.CloudFormation]; found && utf8.RuneCountInString(text) > limit {
		why = fmt.Sprintf("CloudFormation accepts at most %d characters", limit)
	}
	if why == "" {
		return true
	}
	r.miss(l.Path(), l.Value(), why)
	return false
}

// safeTags returns the tags that can be written to a template.
func (r *resource) safeTags(path string, asked object, unsafe func(string) string) object {
	tags := object{}
	for _, tag := range asked {
		if why := unsafeIn(object{tag}, unsafe); why != "" {
			r.miss(path, tag.name, why)
			continue
		}
		tags = append(tags, tag)
	}
	return tags
}

// unsafeIn returns why CloudFormation would change a value: because of a text
// anywhere in it, keys of maps included, or because a key is the name of a
// function. Every value that a user can type passes through here on its way
// into a template.
func unsafeIn(value any, unsafe func(string) string) string {
	switch v := value.(type) {
	case string:
		return unsafe(v)
	case []any:
		for _, item := range v {
			if why := unsafeIn(item, unsafe); why != "" {
				return why
			}
		}
	case object:
		for _, m := range v {
			if m.name == "Ref" || strings.HasPrefix(m.name, "Fn::") {
				return "CloudFormation would interpret the key as a function"
			}
			why := unsafe(m.name)
			if why == "" {
				why = unsafeIn(m.value, unsafe)
			}
			if why != "" {
				return why
			}
		}
	}
	return ""
}

// isDynamic returns why CloudFormation would replace a text: it resolves dynamic
// references, for example to secrets, in every text of a template. The
// documented form is in lower case and has no spaces; other spellings become
// gaps as well, in case CloudFormation resolves them too.
func isDynamic(text string) string {
	if dynamicReference.MatchString(text) {
		return "CloudFormation would interpret {{resolve: as a dynamic reference, for example to a secret"
	}
	return ""
}

var dynamicReference = regexp.MustCompile(`(?i)\{\s*\{\s*resolve\s*:`)

func cfnValue(value any) any {
	r, ok := value.(reference)
	switch {
	case !ok:
		return treeValue(value)
	case r.kind == toInput:
		return ref(pascal(r.name))
	default:
		return getAtt{roleResource, "Arn"}
	}
}

// addBlock adds an empty block to the list at path, dots between names, and
// creates the list if it is missing. It returns the block's index as well.
func addBlock(o object, path string) (object, int) {
	name, rest, deeper := strings.Cut(path, ".")
	i := slices.IndexFunc(o, func(m member) bool { return m.name == name })
	if i < 0 {
		i = len(o)
		o = append(o, member{name, nil})
	}
	if deeper {
		block, _ := o[i].value.(object)
		block, index := addBlock(block, rest)
		o[i].value = block
		return o, index
	}
	list, _ := o[i].value.([]any)
	o[i].value = append(list, object{})
	return o, len(list)
}

// put sets a value below o, dots between names, and creates missing
// blocks. The indices select items of the lists in the path.
func put(o object, path string, at []int, value any) object {
	name, rest, deeper := strings.Cut(path, ".")
	if !deeper {
		return append(o, member{name, value})
	}
	i := slices.IndexFunc(o, func(m member) bool { return m.name == name })
	if i < 0 {
		i = len(o)
		o = append(o, member{name, object{}})
	}
	if list, ok := o[i].value.([]any); ok {
		list[at[0]] = put(list[at[0]].(object), rest, at[1:], value)
		return o
	}
	o[i].value = put(o[i].value.(object), rest, at, value)
	return o
}
