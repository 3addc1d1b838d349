package exporters

import (
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

// exportCloudFormation writes a template with a resource for each call, under the
// names that the catalog gives for CloudFormation: as YAML, and as JSON, whose
// comment is in its metadata. From the resource of the pool, CloudFormation makes
// the call that sets MFA as well.
//
// Both are written by the same printers as the requests. The templates use no
// CloudFormation function that interprets a string.
//
// For a pool that exists there is also a template that only imports it, as
// CloudFormation requires: every resource has a DeletionPolicy, exists and is in the
// list of identifiers, and there are no outputs. Source: CloudFormation user guide,
// Import AWS resources into a CloudFormation stack.
func exportCloudFormation(p *model.Pool, o Options) Output {
	i := newCloudFormation(p, o)
	t := i.template(isDynamic)
	head := i.header("cloudformation", "CloudFormation")
	if i.role != nil {
		head = append(head, "", "Deploying this template requires --capabilities CAPABILITY_IAM, because it contains a role.")
	}
	out := Output{Gaps: i.list()}
	if i.existing != nil {
		head = append(head, cfnImportAdvice...)
	}
	metadata := member{"Metadata", object{{"Poolsmith", commentText(head)}}}
	out.Files = []File{
		{Name: "template.yaml", Data: yamlTemplate(head, t)},
		{Name: "template.json", Data: model.EncodeJSON(slices.Insert(slices.Clone(t), 1, metadata)), Companion: true},
	}
	if i.existing != nil {
		live := i.imported(o)
		out.Files = append(out.Files,
			File{Name: "import.yaml", Data: yamlTemplate(slices.Concat([]string{remake("cloudformation", i.existing)}, cfnImportAdvice), live.template(isDynamic))},
			File{Name: "resources-to-import.json", Data: model.EncodeJSON(live.resourcesToImport())})
	}
	return out
}

func yamlTemplate(head []string, t object) []byte {
	y := &yamlPrinter{}
	y.WriteString(comments("#", head) + "\n")
	y.value(t, 0)
	return y.Bytes()
}

// cfnImportAdvice says how to bring the pool into a stack.
var cfnImportAdvice = []string{
	"",
	"The pool exists. To bring it into a new stack, which changes nothing in it:",
	"",
	"  aws cloudformation create-change-set --stack-name STACK --change-set-name import \\",
	"    --change-set-type IMPORT --template-body file://import.yaml \\",
	"    --resources-to-import file://resources-to-import.json",
	"  aws cloudformation wait change-set-create-complete --stack-name STACK --change-set-name import",
	"  aws cloudformation execute-change-set --stack-name STACK --change-set-name import",
	"  aws cloudformation wait stack-import-complete --stack-name STACK",
	"",
	"Then deploy template.yaml, which has the outputs and all changes. It keeps everything",
	"when the stack is deleted (DeletionPolicy: Retain). Add --parameters or",
	"--parameter-overrides if the template has parameters without a default.",
}

// imported is what exists, under the names that it has in the other template: the
// pool as it is, without anything to create.
func (i *infrastructure) imported(o Options) *infrastructure {
	o.LambdaPermissions, o.SmsRole = false, false
	live := newCloudFormation(i.existing.Live.Pool, o)
	taken := names{}
	for _, d := range i.declarations {
		taken[d.id] = true
	}
	for _, d := range live.declarations {
		n := slices.IndexFunc(i.declarations, func(other *declaration) bool { return i.existing.becomes(d.call, other.call) })
		if n < 0 {
			d.id = taken.takeNumbered(d.id, "")
			continue
		}
		d.id = i.declarations[n].id
	}
	live.importOnly = true
	return live
}

// resourcesToImport identifies the resources for a change set.
func (i *infrastructure) resourcesToImport() []any {
	var list []any
	for _, d := range i.declarations {
		list = append(list, object{
			{"ResourceType", d.call.Operation.CloudFormation},
			{"LogicalResourceId", d.id},
			{"ResourceIdentifier", i.identifier(d)},
		})
	}
	return list
}

// identifier are the properties that identify what a resource describes.
func (i *infrastructure) identifier(d *declaration) object {
	properties, _ := d.call.CloudFormationID(i.existing.ids) // known of every resource that exists
	return treeValue(properties).(object)
}

func newCloudFormation(p *model.Pool, o Options) *infrastructure {
	return newInfrastructure(p, o, importing{
		typeOf: func(o *model.Operation) string { return o.CloudFormation },
		knows: func(c model.Call, ids model.Answers) bool {
			_, known := c.CloudFormationID(ids)
			return known
		},
	})
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
		if len(d.after) > 0 {
			var needed []any
			for _, other := range d.after {
				needed = append(needed, other.id)
			}
			resource = append(resource, member{"DependsOn", needed})
		}
		if properties.get("DeletionProtection") == "ACTIVE" || d.live {
			// CloudFormation cannot delete a protected pool, and imports only what it keeps.
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
	var outputs object
	for _, d := range i.declarations {
		if d.output != "" {
			outputs = append(outputs, member{d.output, object{{"Value", idOf(d.id)}}})
		}
		if d == i.userPool {
			outputs = append(outputs, member{"UserPoolArn", object{{"Value", poolARN}}})
		}
	}
	t = append(t, member{"Resources", resources})
	if i.importOnly {
		return t
	}
	return append(t, member{"Outputs", outputs})
}

func permissionName(f lambda) string { return pascal(f.label) + "Permission" }

func (i *infrastructure) parameters() object {
	var parameters object
	for _, in := range i.inputs {
		last := member{"Default", in.value}
		if in.secret {
			last = member{"NoEcho", true}
		}
		parameters = append(parameters, member{pascal(in.name), object{
			{"Type", "String"}, {"Description", in.description}, last,
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
	for _, leaf := range i.leaves(d) {
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
	properties = i.addUnset(d, properties)
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
		i.addGap(leaf.Path(), leaf.Value(), d.call.Operation.CloudFormation+" has no property for it")
		return nil, false
	case leaf.Setting.CloudFormation == mfaProperty:
		return nil, false // see addMfa
	case leaf.Setting.Kind == model.List:
		return []any{}, leaf.Len() == 0
	case leaf.Setting.Kind == model.Map:
		all := cfnEntries(value.(entries))
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

// addUnset adds the properties that CloudFormation requires and the API leaves
// unset.
func (i *infrastructure) addUnset(d *declaration, properties object) object {
	for _, name := range d.call.Operation.Takes {
		s := d.call.Operation.Member(name)
		if s == nil || s.CloudFormationUnset == "" {
			continue
		}
		if _, isSet := i.draft.Get(d.call.Path + "." + name); !isSet {
			properties = put(properties, s.CloudFormation, s.CloudFormationUnset)
		}
	}
	return properties
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
