package exporters

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// TestCfnLintTakesTheTemplates lints both templates of every pool. The nasty
// one breaks the limits of most settings on purpose, so of it only the form
// and the functions (errors that begin with E0 and E1) count; and as YAML
// alone, because cfn-lint reads JSON as YAML too, which has no room for a tag
// whose key is ten times as long as it may be.
func TestCfnLintTakesTheTemplates(t *testing.T) {
	e2e(t, "cfn-lint")
	var good, nasty []string
	for _, name := range realNames(t, "cloudformation") {
		if strings.HasSuffix(name, ".resources-to-import.json") {
			continue
		}
		switch filepath.Base(name) {
		case "nasty-strings.template.json":
		case "nasty-strings.template.yaml":
			nasty = append(nasty, name)
		default:
			good = append(good, name)
		}
	}
	checkLint(t, good)
	checkLint(t, nasty, "--ignore-checks", "E2", "E3")
}

// newerThanLint are all that cfn-lint 1.51.0 may complain about: its schema is
// older than the two, which CloudFormation has since August 2026.
var newerThanLint = []string{
	"E3002 Additional properties are not allowed ('KeyConfiguration' was unexpected. Did you mean 'MfaConfiguration'?)",
	"E3002 Additional properties are not allowed ('IssuerConfiguration' was unexpected)",
}

// isOfFixtures reports whether a problem is that of a pool with a single setting:
// an ARN of another service, terms without links, and actions without one.
func isOfFixtures(problem string) bool {
	return strings.Contains(problem, "'arn:aws:lambda:us-east-1:123456789012:function:f' is not a ") ||
		problem == "E3003 'Links' is a required property" || problem == "E3003 'EventAction' is a required property"
}

func checkLint(t *testing.T, names []string, options ...string) {
	t.Helper()
	args := slices.Concat([]string{"--format", "json", "--non-zero-exit-code", "none", "--regions", "eu-west-1"}, options, []string{"--"}, names)
	var findings []struct {
		Filename, Message, Level string
		Rule                     struct{ ID string }
	}
	if err := json.Unmarshal(run(t, "cfn-lint", args...), &findings); err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if problem := f.Rule.ID + " " + f.Message; f.Level == "Error" && !slices.Contains(newerThanLint, problem) && !isOfFixtures(problem) {
			t.Errorf("%s: %s", f.Filename, problem)
		}
	}
}

// typeScriptPackage pins what compiles and runs the programs.
const typeScriptPackage = `{
  "private": true,
  "dependencies": {
    "@pulumi/aws": "7.48.0",
    "@pulumi/pulumi": "3.270.0",
    "@types/node": "20.9.5",
    "aws-cdk-lib": "2.276.0",
    "constructs": "10.8.1",
    "typescript": "5.9.3"
  }
}
`

// typeScript returns a new folder from which the packages are found.
func typeScript(t *testing.T) string {
	t.Helper()
	return npmFolder(t, "typescript", typeScriptPackage)
}

// npmFolder returns a new folder from which the packages of a manifest are found.
// They are kept under the name from one run to the next, where the user's caches are.
func npmFolder(t *testing.T, name, manifestText string) string {
	t.Helper()
	e2e(t, "node", "npm")
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	home := filepath.Join(cache, "poolsmith-tests", name)
	manifest, done := filepath.Join(home, "package.json"), filepath.Join(home, "installed")
	if was, err := os.ReadFile(done); err != nil || string(was) != manifestText {
		writeFile(t, manifest, manifestText)
		install := exec.Command("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock")
		install.Dir = home
		if out, err := install.CombinedOutput(); err != nil {
			t.Fatalf("npm install: %v\n%s", err, out)
		}
		writeFile(t, done, manifestText)
	}
	folder, err := os.MkdirTemp(home, "run")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// compile has the compiler check every program in the folder, and writes
// JavaScript beside it.
func compile(t *testing.T, folder string) {
	t.Helper()
	writeFile(t, filepath.Join(folder, "tsconfig.json"), `{
  "compilerOptions": {
    "strict": true, "noUnusedLocals": true, "noEmitOnError": true, "skipLibCheck": true,
    "target": "es2022", "module": "commonjs", "moduleResolution": "node", "types": ["node"]
  },
  "include": ["**/*.ts"]
}`)
	run(t, "node", filepath.Join(folder, "..", "node_modules", "typescript", "bin", "tsc"), "-p", folder)
}

// exportInto writes the files of each case into a folder of its own.
func exportInto(t *testing.T, folder, name string, cases []optionCase) map[string]string {
	t.Helper()
	format, _ := Lookup(name)
	folders := map[string]string{}
	for _, c := range cases {
		folders[c.name] = strings.ReplaceAll(c.name, "/", "-")
		for _, file := range format.Export(c.pool, c.options).Files {
			writeFile(t, filepath.Join(folder, folders[c.name], file.Name), string(file.Data))
		}
	}
	return folders
}

// dynamicPools are the dynamic cases without the requests whose required settings
// become gaps.
func dynamicPools(t testing.TB) []optionCase {
	t.Helper()
	cases := dynamicCases(t)
	for i, c := range cases {
		cases[i].pool = &model.Pool{CreateUserPool: c.pool.CreateUserPool, SetUserPoolMfaConfig: c.pool.SetUserPoolMfaConfig}
	}
	return cases
}

// typedCases are the pools that have what the types of both libraries require: an
// action of compromised credentials is one, which the API requires too, and terms
// have links.
func typedCases(t testing.TB) []testCase {
	t.Helper()
	return slices.DeleteFunc(allCases(t), func(c testCase) bool {
		const risk = "SetRiskConfiguration[0].CompromisedCredentialsRiskConfiguration.Actions"
		_, hasActions := c.pool.Get(risk)
		_, hasAction := c.pool.Get(risk + ".EventAction")
		_, hasTerms := c.pool.Get("CreateTerms[0].TermsName")
		_, hasLinks := c.pool.Get("CreateTerms[0].Links")
		return hasActions && !hasAction || hasTerms && !hasLinks
	})
}

func withoutOptions(cases []testCase) []optionCase {
	var all []optionCase
	for _, c := range cases {
		all = append(all, optionCase{testCase: c})
	}
	return all
}

// synthesize prints the template of each stack; it is told folders and the
// names of their classes.
const synthesize = `
const cdk = require("aws-cdk-lib");
const templates = {};
for (const [name, [folder, stack]] of Object.entries(JSON.parse(process.argv[2]))) {
  const module = require("./" + folder + "/user-pool-stack");
  const app = new cdk.App({ analyticsReporting: false });
  const { Resources, Outputs } = cdk.Stage.of(new module[stack](app, "Stack")).synth().getStackByName("Stack").template;
  templates[name] = { Resources, Outputs };
}
process.stdout.write(JSON.stringify(templates));
`

// TestCDKSynthesizesTheTemplate compiles every stack, one for each setting
// among them, and compares what the CDK makes of it with the CloudFormation
// export.
func TestCDKSynthesizesTheTemplate(t *testing.T) {
	folder := typeScript(t)
	cases := slices.Concat(withoutOptions(typedCases(t)), optionCases(t), dynamicPools(t))
	folders := exportInto(t, folder, "cdk", cases)
	compile(t, folder)
	stacks := map[string][2]string{}
	for _, c := range cases {
		stacks[c.name] = [2]string{folders[c.name], stackName(c.pool)}
	}
	arguments, err := json.Marshal(stacks)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(folder, "synthesize.js"), synthesize)
	templates := asObject(t, run(t, "node", filepath.Join(folder, "synthesize.js"), string(arguments)))
	for _, c := range cases {
		format, _ := Lookup("cloudformation")
		o := c.options
		o.Variables = false // the CDK puts the values in
		_, want := readTemplates(t, format.Export(c.pool, o))
		got, _ := templates[c.name].(map[string]any)
		sortDependencies(got)
		sortDependencies(want)
		checkInert(t, c.name, got)
		for _, section := range []string{"Resources", "Outputs"} {
			if !reflect.DeepEqual(got[section], want[section]) {
				t.Errorf("%s: the CDK makes\n%s\nCloudFormation has\n%s", c.name, model.EncodeJSON(got[section]), model.EncodeJSON(want[section]))
			}
		}
	}
	runApps(t, folder, folders, optionCases(t)[:1])
}

// sortDependencies sorts what the resources of a template depend on, as the CDK does
// in its own way.
func sortDependencies(template map[string]any) {
	resources, _ := template["Resources"].(map[string]any)
	for _, resource := range resources {
		if list, hasList := resource.(map[string]any)["DependsOn"].([]any); hasList {
			slices.SortFunc(list, func(a, b any) int { return strings.Compare(a.(string), b.(string)) })
		}
	}
}

// runApps runs the app of each case as the CDK does.
func runApps(t *testing.T, folder string, folders map[string]string, cases []optionCase) {
	t.Helper()
	for _, c := range cases {
		out := filepath.Join(folder, "out-"+folders[c.name])
		t.Setenv("CDK_OUTDIR", out)
		run(t, "node", filepath.Join(folder, folders[c.name], "app.js"))
		if _, err := os.Stat(filepath.Join(out, stackName(c.pool)+".template.json")); err != nil {
			t.Error(err)
		}
	}
}

// pulumiCapture prints what the programs ask Pulumi for, with a stand-in for
// its engine that knows every resource at once.
const pulumiCapture = `
const pulumi = require("@pulumi/pulumi");
const folders = JSON.parse(process.argv[2]);
const made = {};
let current;
pulumi.runtime.setAllConfig(JSON.parse(process.argv[3]));
pulumi.runtime.setMocks({
  newResource: (args) => {
    (made[current] ??= {})[args.type + " " + args.name] = args.inputs;
    return { id: args.name + "-id", state: { ...args.inputs, arn: "arn:" + args.type } };
  },
  call: () => ({ accountId: "123456789012" }),
});
(async () => {
  for (const [name, folder] of Object.entries(folders)) {
    current = name;
    require("./" + folder + "/index");
    await pulumi.runtime.disconnect();
  }
  process.stdout.write(JSON.stringify(made));
})();
`

// pulumiConfig has a value for each secret that the programs require.
func pulumiConfig(cases []optionCase) map[string]string {
	config := map[string]string{}
	for _, c := range cases {
		for _, secret := range pulumiSecrets.FindAllSubmatch(exportPulumi(c.pool, c.options).Files[0].Data, -1) {
			config["project:"+string(secret[1])] = "secret"
		}
	}
	return config
}

// TestPulumiGetsThePool compiles every program, runs it, and compares what
// reaches Pulumi with what the program contains.
func TestPulumiGetsThePool(t *testing.T) {
	folder := typeScript(t)
	cases := append(withoutOptions(typedCases(t)), optionCases(t)...)
	folders := exportInto(t, folder, "pulumi", cases)
	compile(t, folder)
	arguments, err := json.Marshal(folders)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(folder, "capture.js"), pulumiCapture)
	config, err := json.Marshal(pulumiConfig(cases))
	if err != nil {
		t.Fatal(err)
	}
	made := asObject(t, run(t, "node", filepath.Join(folder, "capture.js"), string(arguments), string(config)))
	for _, c := range cases {
		resources, _ := made[c.name].(map[string]any)
		name := label(c.pool.CreateUserPool.PoolName)
		got, found := resources["aws:cognito/userPool:UserPool "+name].(map[string]any)
		if !found {
			t.Errorf("%s: no pool among %v", c.name, resources)
			continue
		}
		if c.options != (Options{}) {
			continue // has references; that it compiled and ran is enough
		}
		want := argumentsAfter(t, exportPulumi(c.pool, c.options).Files[0].Data, `new aws.cognito.UserPool("`+name+`", {`)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: Pulumi gets\n%s\nthe program has\n%s", c.name, model.EncodeJSON(got), model.EncodeJSON(want))
		}
	}
}
