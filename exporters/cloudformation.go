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

// exportCloudFormation writes a template with a resource for each call, under the
// names that the catalogue gives for CloudFormation: as YAML, and as JSON, whose
// comment is in its metadata. From the resource of the pool, CloudFormation makes
// the call that sets MFA as well.
//
// Both are written by the same printers as the requests. The templates use no
// CloudFormation function that interprets a string.
func exportCloudFormation(p *model.Pool, o Options) Output {
	i := newCloudFormation(p, o)
	t := i.template(isDynamic)
	head := i.header("cloudformation", "CloudFormation")
	if i.role != nil {
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
		Gaps: i.list(),
	}
}

func newCloudFormation(p *model.Pool, o Options) *infrastructure {
	return newInfrastructure(p, o, func(o *model.Operation) string { return o.CloudFormation })
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

// roleResource is the name of the role for SMS in a template.
const roleResource = "SmsRole"

// accountParameter is the pseudo parameter for the number of the account.
const accountParameter = "AWS::AccountId"

// getAtt is an attribute of a resource, idOf its id, and ref a parameter.
type (
	getAtt struct{ resource, attribute string }
	idOf   string
	ref    string
)

func (g getAtt) String() string { return "!GetAtt " + g.resource + "." + g.attribute }

func (g getAtt) MarshalJSONTo(e *jsontext.Encoder) error {
	return json.MarshalEncode(e, object{{"Fn::GetAtt", []any{g.resource, g.attribute}}})
}

func (r idOf) String() string { return ref(r).String() }

func (r idOf) MarshalJSONTo(e *jsontext.Encoder) error { return ref(r).MarshalJSONTo(e) }

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
func (i *infrastructure) template(unsafe func(string) string) object {
	resources := object{}
	if i.role != nil {
		if unsafe(i.role.externalID) != "" {
			i.role.externalID = "" // the pool cannot have it either; see isSafe
		}
		resources = append(resources, member{roleResource, object{{"Type", "AWS::IAM::Role"}, {"Properties", i.roleProperties()}}})
	}
	for _, d := range i.declarations {
		properties := i.properties(d, unsafe)
		resource := object{{"Type", d.call.Operation.CloudFormation}}
		if properties.get("DeletionProtection") == "ACTIVE" {
			// CloudFormation could not delete it, so it does not try to.
			resource = append(resource, member{"DeletionPolicy", "Retain"}, member{"UpdateReplacePolicy", "Retain"})
		}
		resources = append(resources, member{d.id, append(resource, member{"Properties", properties})})
	}
	poolARN := getAtt{i.userPool.id, "Arn"}
	for _, f := range i.lambdas {
		resources = append(resources, member{permissionName(f), object{
			{"Type", "AWS::Lambda::Permission"},
			{"Properties", object{
				{"Action", invokeAction},
				{"FunctionName", cfnValue(i.arn(f.arn))},
				{"Principal", model.ServicePrincipal},
				{"SourceArn", poolARN},
			}},
		}})
	}
	t := object{{"AWSTemplateFormatVersion", "2010-09-09"}}
	if len(i.inputs) > 0 {
		t = append(t, member{"Parameters", i.parameters()})
	}
	return append(t, member{"Resources", resources}, member{"Outputs", object{
		{"UserPoolId", object{{"Value", idOf(i.userPool.id)}}},
		{"UserPoolArn", object{{"Value", poolARN}}},
	}})
}

func permissionName(f lambda) string { return pascal(f.label) + "Permission" }

func (i *infrastructure) parameters() object {
	var parameters object
	for _, in := range i.inputs {
		parameters = append(parameters, member{pascal(in.name), object{
			{"Type", "String"}, {"Description", in.description}, {"Default", in.value},
		}})
	}
	return parameters
}

// roleProperties sets no role name, because named roles require a second
// capability to deploy.
func (i *infrastructure) roleProperties() object {
	return object{
		{"AssumeRolePolicyDocument", i.role.trust(ref(accountParameter))},
		{"Policies", []any{object{{"PolicyName", policyName}, {"PolicyDocument", i.role.permission()}}}},
	}
}

// properties returns what a resource takes from others and everything that it
// sets. An item of a list without any expressible setting is omitted.
func (i *infrastructure) properties(d *declaration, unsafe func(string) string) object {
	properties, place := object{}, listPlace{}
	for _, taken := range d.taken {
		if taken.setting == nil {
			properties = append(properties, member{taken.member, idOf(taken.from.id)})
		}
	}
	for leaf := range i.leaves(d) {
		path := leaf.Setting.CloudFormation
		value, expressible := i.property(d, leaf, unsafe)
		if !expressible {
			continue
		}
		for _, list := range place.move(d, leaf) {
			properties = addBlock(properties, list.CloudFormation)
		}
		properties = put(properties, path, value)
	}
	if d == i.userPool {
		properties = i.addMfa(properties)
	}
	order := cloudFormationOrder[d.call.Operation.Name]
	slices.SortStableFunc(properties, func(a, b member) int { return order[a.name] - order[b.name] })
	return properties
}

// property returns the value of a leaf in a template, if the template has it.
// What it cannot express becomes a gap.
func (i *infrastructure) property(d *declaration, leaf model.Leaf, unsafe func(string) string) (value any, expressible bool) {
	value = i.value(d, leaf)
	switch {
	case leaf.Setting.CloudFormation == "":
		i.miss(leaf.Path(), leaf.Value(), d.call.Operation.CloudFormation+" has no property for it")
		return nil, false
	case leaf.Setting.CloudFormation == mfaProperty:
		return nil, false // see addMfa
	case leaf.Setting.Kind == model.List:
		return []any{}, leaf.Len() == 0
	case leaf.Setting.Kind == model.Map:
		all := treeValue(leaf.Value()).(object)
		tags := i.safeTags(leaf.Path(), all, unsafe)
		return tags, len(tags) > 0 || len(all) == 0
	case value == nil:
		return object{}, true // a block
	case d.takenAt(leaf.Setting) != nil:
		return cfnValue(value), true
	default:
		return cfnValue(value), i.isSafe(leaf, unsafe)
	}
}

// mfaProperty is the list of the second factors of a pool.
const mfaProperty = "EnabledMfas"

// addMfa adds the second factors, and the mode that passkey settings require.
func (i *infrastructure) addMfa(properties object) object {
	if _, hasPasskeys := i.pool.Get(model.PasskeyPath); hasPasskeys && i.pool.CreateUserPool.MfaConfiguration == nil {
		properties = put(properties, "MfaConfiguration", model.Off)
	}
	if i.factors != nil {
		properties = put(properties, mfaProperty, treeValue(i.factors))
	}
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
func (i *infrastructure) isSafe(l model.Leaf, unsafe func(string) string) bool {
	why := unsafeIn(treeValue(l.Value()), unsafe)
	text, _ := l.Value().(string)
	if limit, found := cfnLengths[l.Setting.CloudFormation]; found && utf8.RuneCountInString(text) > limit {
		why = fmt.Sprintf("CloudFormation accepts at most %d characters", limit)
	}
	if why == "" {
		return true
	}
	i.miss(l.Path(), l.Value(), why)
	return false
}

// safeTags returns the tags that can be written to a template.
func (i *infrastructure) safeTags(path string, all object, unsafe func(string) string) object {
	tags := object{}
	for _, tag := range all {
		if why := unsafeIn(object{tag}, unsafe); why != "" {
			i.miss(path, tag.name, why)
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
	case r.kind == toID:
		return idOf(r.to.id)
	default:
		return getAtt{roleResource, "Arn"}
	}
}

// last returns the index of the member of the given name, and the object that
// blocks and values below it belong to: that of the member, or the last of its
// list. A missing member is added.
func (o object) last(name string) (all object, index int, block object) {
	index = slices.IndexFunc(o, func(m member) bool { return m.name == name })
	if index < 0 {
		return append(o, member{name, nil}), len(o), object{}
	}
	switch v := o[index].value.(type) {
	case []any:
		return o, index, v[len(v)-1].(object)
	default:
		return o, index, v.(object)
	}
}

// setLast replaces the block that last returned.
func (o object) setLast(index int, block object) object {
	if list, isList := o[index].value.([]any); isList {
		list[len(list)-1] = block
		return o
	}
	o[index].value = block
	return o
}

// addBlock adds an empty block to the list at path, dots between names, and
// creates the list if it is missing.
func addBlock(o object, path string) object {
	name, rest, deeper := strings.Cut(path, ".")
	if deeper {
		all, index, block := o.last(name)
		return all.setLast(index, addBlock(block, rest))
	}
	i := slices.IndexFunc(o, func(m member) bool { return m.name == name })
	if i < 0 {
		return append(o, member{name, []any{object{}}})
	}
	o[i].value = append(o[i].value.([]any), object{})
	return o
}

// put sets a value below o, dots between names, in the last item of each list on
// the way. It creates missing blocks.
func put(o object, path string, value any) object {
	name, rest, deeper := strings.Cut(path, ".")
	if !deeper {
		return append(o, member{name, value})
	}
	all, index, block := o.last(name)
	return all.setLast(index, put(block, rest, value))
}
