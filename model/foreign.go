package model

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// foreignFormat is a format in which people have user pools and that is not
// read, with what can be done instead.
type foreignFormat struct {
	name       string
	extensions []string
	members    []string       // at the top of a JSON or YAML file, all of them
	sign       []string       // at the top, any of them, also beside settings
	text       *regexp.Regexp // in the file
	instead    string
}

const importLive = "import the pool that it makes: `poolsmith import --pool-id ID`"

// foreignFormats are tried in this order. Extensions decide before contents.
var foreignFormats = []foreignFormat{
	{name: "Terraform", extensions: []string{".tf", ".tf.json", ".tfstate", ".hcl", ".tofu"}, text: regexp.MustCompile(`(?m)^\s*(?:resource|module|data|variable|provider|terraform)\b[^\n{=:]*\{|"aws_cognito_user_pool"`), instead: importLive},
	{name: "CloudFormation", extensions: []string{".template"}, text: regexp.MustCompile(`AWSTemplateFormatVersion|AWS::Cognito::|AWS::Serverless|(?m)^Resources:`), instead: importLive},
	{name: "an Amplify file", sign: []string{"authSelections", "resourceNameTruncated", "cognitoConfig", "mfaTypes"}, text: regexp.MustCompile(`aws_user_pools_id|aws_cognito_region|"cognitoConfig"|"CognitoUserPool"|"user_pool_id"|"authSelections"`), instead: importLive},
	{name: "a Kubernetes manifest", members: []string{"apiVersion", "kind"}, text: regexp.MustCompile(`(?m)^apiVersion:\s[\s\S]*^kind:\s`), instead: importLive},
	{name: "a shell script", extensions: []string{".sh", ".bash", ".zsh", ".ps1"}, text: regexp.MustCompile(`^#!.*sh\b|(?m)^\s*(?:\$ )?aws\s+cognito-idp\s`), instead: "give the JSON behind --cli-input-json, or " + importLive},
	{name: "table or text output of the AWS CLI", text: regexp.MustCompile(`^-{9,}\r?\n\|\s+DescribeUserPool\s|^USERPOOL\t`), instead: "repeat the command with --output json, or " + importLive},
	{name: "Python", extensions: []string{".py", ".ipynb"}, text: regexp.MustCompile(`(?m)^(?:import|from)\s+\w+[^;'"{]*$|\.create_user_pool\(|^#!.*python|^\s*\{\s*'\w+':`), instead: "print the dictionary with json.dumps, or " + importLive},
	{name: "TypeScript or JavaScript", extensions: []string{".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs"}, text: regexp.MustCompile(`(?m)^(?:import|export)\s.*['"{;]|\bdefineAuth\(|new\s+[\w.]*UserPool\(|CreateUserPoolCommand|^(?:const|let|var)\s+\w+\s*=|require\(|^\s*\{\s*(?:'\$metadata'|\$metadata):`), instead: "print the object with JSON.stringify, or " + importLive},
}

// foreign reports a file in another format by the name of that format. root is
// nil when the file is neither JSON nor YAML.
func (r *reader) foreign(text []byte, root *node) bool {
	name := strings.ToLower(filepath.Base(r.file))
	i := slices.IndexFunc(foreignFormats, func(f foreignFormat) bool {
		return slices.ContainsFunc(f.extensions, func(ext string) bool { return strings.HasSuffix(name, ext) })
	})
	if i < 0 {
		i = slices.IndexFunc(foreignFormats, func(f foreignFormat) bool { return f.has(root) || f.text.Match(text) })
	}
	if i < 0 {
		return false
	}
	f := foreignFormats[i]
	r.unreadable(nil, "this is "+f.name+", which is not read", f.instead)
	return true
}

// has reports whether a tree has the members that identify the format.
func (f foreignFormat) has(root *node) bool {
	return root != nil && f.members != nil && !slices.ContainsFunc(f.members, func(m string) bool { return root.member(m) == nil }) || f.signed(root)
}

// signed reports whether a tree has a member that no pool has, but files of
// this format do that otherwise look like one.
func (f foreignFormat) signed(root *node) bool {
	return slices.ContainsFunc(f.sign, func(m string) bool { return root.member(m) != nil })
}

// hintForName explains names that the API does not have, but other tools and
// answers do.
func hintForName(name string) string {
	switch name {
	case "UserPoolName":
		return "did you mean PoolName? CloudFormation calls it UserPoolName"
	case "EnabledMfas":
		return factorBlocks
	case "Domain", "CustomDomain":
		return "remove it: a domain is not a setting of the pool; it belongs in CreateUserPoolDomain"
	case "EstimatedNumberOfUsers":
		return "remove it: describe-user-pool prints it, and no request takes it"
	case "UserPools":
		return "list-user-pools prints no settings; read the output of describe-user-pool"
	case "SchemaAttributes":
		return "did you mean Schema? describe-user-pool calls it SchemaAttributes"
	}
	if slices.Contains(readOnly, name) {
		return "remove it: Cognito sets it, and no request takes it"
	}
	return ""
}
