//go:build testoperations

package exporters

import (
	"bytes"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// testTypes are the types of resources that exist for tests alone.
var testTypes = []string{"AWS::Cognito::Shelf", "AWS::Cognito::ReadingRoom", "aws_cognito_shelf", "aws_cognito_reading_room"}

const libraryPool = `{
	"CreateUserPool": {"PoolName": "library", "DeletionProtection": "ACTIVE"},
	"SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}},
	"CreateShelf": [
		{"ShelfName": "fiction", "Lockable": false, "Height": 120, "Labels": {"floor.1]": "a", "for": "none", "Camel Case": "b"},
			"Books": [{"Title": "Emma", "Languages": ["en"]}, {"Title": "${Faust}", "Languages": ["de", "en"]}]},
		{"ShelfName": "Fiction!", "Books": [{"Title": "Emma"}, {}]},
		{"ShelfName": "日本", "Books": []}
	],
	"SetReadingRoom": {"ShelfId": "Fiction!", "Notice": "Quiet,\nplease"}
}`

// Each call has a resource, and each reference is to a resource of the file.
func TestResourcesOfManyCalls(t *testing.T) {
	p := readPool(t, []byte(libraryPool))
	checkTerraform(t, p)
	checkFormat(t, p)
	checkCloudFormation(t, p)
	checkCDK(t, p)
	checkPulumi(t, p)
	checkRego(t, p)
	for name, want := range map[string][]string{
		"terraform": {
			`resource "aws_cognito_shelf" "fiction" {`, `resource "aws_cognito_shelf" "fiction_2" {`, `resource "aws_cognito_shelf" "shelf" {`,
			`resource "aws_cognito_reading_room" "library" {`, `user_pool_id = aws_cognito_user_pool.library.id`, `shelf_id     = aws_cognito_shelf.fiction_2.id`,
		},
		"cloudformation": {"ShelfFiction:\n    Type: AWS::Cognito::Shelf", "UserPoolId: !Ref UserPool\n", "ShelfId: !Ref ShelfFiction2\n"},
		"cdk": {
			`    const shelfFiction = new cognito.CfnShelf(this, "ShelfFiction", {`, `    const shelfFiction2 = new cognito.CfnShelf(this, "ShelfFiction2", {`,
			`userPoolId: this.userPool.ref,`, `shelfId: shelfFiction2.ref,`, `"Camel Case": "b",`,
		},
		"pulumi": {
			"\nconst shelfFiction = new aws.cognito.Shelf(\"fiction\", {", "\nconst shelfFiction2 = new aws.cognito.Shelf(\"fiction_2\", {",
			`userPoolId: userPool.id,`, `shelfId: shelfFiction2.id,`, "books: [\n",
		},
	} {
		format, _ := Lookup(name)
		data := format.Export(p, everything).Files[0].Data
		for _, text := range want {
			if !bytes.Contains(data, []byte(text)) {
				t.Errorf("%s lacks %s:\n%s", name, text, data)
			}
		}
	}
}

// The names of resources are unlike those of other parts of the file.
func TestResourceNamesAreDistinct(t *testing.T) {
	p := readPool(t, []byte(`{"CreateUserPool": {"PoolName": "p"}, "CreateShelf": [{"ShelfName": "a_1"}, {"ShelfName": "a1"}, {"ShelfName": "A1"}, {"ShelfName": "a1"}, {}]}`))
	checkTerraform(t, p)
	checkCDK(t, p)
	checkPulumi(t, p)
	_, template := readTemplates(t, exportCloudFormation(p, Options{}))
	if resources := template["Resources"].(map[string]any); len(resources) != 6 {
		t.Errorf("got %v", resources)
	}
}

// A member that names nothing in the draft is a gap.
func TestDanglingReferencesAreGaps(t *testing.T) {
	p := readPool(t, []byte(`{"CreateUserPool": {"PoolName": "p"}, "SetReadingRoom": {"ShelfId": "lost", "Notice": "n"}}`))
	for _, name := range []string{"terraform", "cloudformation", "cdk", "pulumi"} {
		format, _ := Lookup(name)
		out := format.Export(p, Options{})
		if len(out.Gaps) != 1 || !isMissed(out, "SetReadingRoom.ShelfId") {
			t.Errorf("%s: gaps are %v", name, out.Gaps)
		}
	}
	checkTerraform(t, p)
	checkCloudFormation(t, p)
}

// A call for which the tool has no resource is a gap with the command that makes
// the call.
func TestOperationWithoutResource(t *testing.T) {
	p := readPool(t, []byte(libraryPool))
	withoutType(t, model.LookupOperation("SetReadingRoom"))
	const command = "poolsmith export -f json -i DRAFT -o . && " +
		"aws cognito-idp set-reading-room --user-pool-id POOL_ID --shelf-id SHELF_ID --cli-input-json file://set-reading-room.json"
	for _, name := range []string{"terraform", "cloudformation", "cdk", "pulumi"} {
		format, _ := Lookup(name)
		out := format.Export(p, Options{})
		for _, path := range []string{"SetReadingRoom.ShelfId", "SetReadingRoom.Notice"} {
			if !isMissed(out, path) {
				t.Errorf("%s: %s is no gap", name, path)
			}
		}
		for _, g := range out.Gaps {
			if strings.HasPrefix(g.Setting, "SetReadingRoom.") && g.Command != command {
				t.Errorf("%s: the command is %s", name, g.Command)
			}
		}
		if data := string(out.Files[0].Data); strings.Contains(data, "eadingRoom(") || strings.Contains(data, `"aws_cognito_reading_room"`) {
			t.Errorf("%s has a resource:\n%s", name, data)
		}
	}
}

// Datadog's catalog has the pool alone.
func TestDatadogHasThePoolAlone(t *testing.T) {
	p := readPool(t, []byte(libraryPool))
	out := exportDatadog(p, Options{})
	for _, path := range []string{"CreateShelf[0].ShelfName", "CreateShelf[1].Books[0].Title", "SetReadingRoom.Notice"} {
		if !isMissed(out, path) {
			t.Errorf("%s is no gap", path)
		}
	}
}

// An update lacks the members that the service never changes, and names what was
// made.
func TestUpdateCommand(t *testing.T) {
	const want = "poolsmith export -f json -i DRAFT -o . && jq 'del(.Height)' create-shelf.json >update-shelf.json && " +
		"aws cognito-idp update-shelf --user-pool-id POOL_ID --shelf-id SHELF_ID --cli-input-json file://update-shelf.json"
	for _, c := range readPool(t, []byte(libraryPool)).Calls() {
		if got := updateCommand(c, "create-shelf"); c.Path == "CreateShelf[0]" && got != want {
			t.Errorf("got %s", got)
		}
	}
}

// withoutType runs a test while the tools have no resource for an operation.
func withoutType(t *testing.T, o *model.Operation) {
	t.Helper()
	before := *o
	o.Terraform, o.CloudFormation = "", ""
	t.Cleanup(func() { o.Terraform, o.CloudFormation = before.Terraform, before.CloudFormation })
}
