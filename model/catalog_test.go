package model

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// constraint is a row of testdata/api-constraints.tsv, what the service's own
// model says about one member of a request.
type constraint struct {
	Path, Type, Required, Min, Max, Pattern, Enum string
}

func readConstraints(t *testing.T) []constraint {
	t.Helper()
	data, err := os.ReadFile("testdata/api-constraints.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var rows []constraint
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		o := LookupOperation(cells[0])
		if o == nil {
			continue
		}
		if len(cells) != 8 {
			t.Fatalf("row of %d cells: %q", len(cells), line)
		}
		path := cells[0] + "." + cells[1]
		if o.Many {
			path = cells[0] + "[]." + cells[1]
		}
		row := constraint{path, cells[2], cells[3], cells[4], cells[5], strings.TrimSuffix(strings.TrimPrefix(cells[6], "^"), "$"), cells[7]}
		given := slices.Contains(o.Takes, cells[1]) && !slices.Contains(o.names(), cells[1])
		parent := row.Type == "structure" && byPath[path] == nil && row.Required == "" || row.Type == "structure" && strings.HasSuffix(path, "[]")
		if given || parent || row.Type == "map" && row.Min+row.Max+row.Required == "" {
			continue
		}
		rows = append(rows, row.documented())
	}
	if len(rows) < 190 {
		t.Fatalf("only %d rows were read", len(rows))
	}
	return rows
}

// documented adds what the API reference states and the service's model lacks.
func (row constraint) documented() constraint {
	switch row.Path {
	case "CreateGroup[].Precedence":
		row.Max = "2147483647"
	case "CreateUserPoolDomain[].ManagedLoginVersion":
		row.Min, row.Max = "1", "2"
	case "CreateUserPoolClient[].ExplicitAuthFlows[]":
		row.Enum += "|ALLOW_CLIENT_TOKEN_AUTH" // September 2026
	case "CreateTerms[].TermsName":
		row.Pattern, row.Enum = "", strings.Trim(row.Pattern, "()") // a choice, written as a pattern
	case "SetUICustomization[].ImageFile":
		row.Min = ""
	}
	return row
}

// livePatterns are the patterns that differ from the service's model on
// purpose.
var livePatterns = map[string]*Pattern{
	// The model's dot stops at a newline; the service's does not.
	"CreateUserPool.SmsVerificationMessage":                             smsCode,
	"CreateUserPool.SmsAuthenticationMessage":                           smsCode,
	"CreateUserPool.VerificationMessageTemplate.SmsMessage":             smsCode,
	"SetUserPoolMfaConfig.SmsMfaConfiguration.SmsAuthenticationMessage": smsCode,
	// Any text: .* with newlines.
	"CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.SMSMessage": {},
	// The model has no pattern, but the service rejects a URL for its
	// characters. The exact set is not published: this is what a domain holds.
	"SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId": relyingParty,
	// A custom domain has dots; the model is right for prefixes alone.
	"CreateUserPoolDomain[].Domain": domainName,
	// The name of a client of the draft.
	"CreateManagedLoginBranding[].ClientId": poolName,
	"CreateTerms[].ClientId":                poolName,
	"SetUICustomization[].ClientId":         poolName,
	"SetRiskConfiguration[].ClientId":       poolName,
}

// notInModel are the entries that the constraints do not list: members that
// the API gained later, and blocks, which have no constraints of their own.
var notInModel = []string{
	"CreateUserPool.KeyConfiguration.KeyType",
	"CreateUserPool.KeyConfiguration.KmsKeyArn",
	"CreateUserPool.IssuerConfiguration.Type",
	"SetUserPoolMfaConfig.SmsMfaConfiguration",
	"SetUserPoolMfaConfig.EmailMfaConfiguration",
	// The lists of requests.
	"CreateResourceServer", "CreateIdentityProvider", "CreateUserPoolDomain", "CreateUserPoolClient",
	"CreateManagedLoginBranding", "CreateTerms", "SetUICustomization", "CreateGroup", "SetRiskConfiguration",
}

// serviceSettings are the settings of the operations that the service has.
func serviceSettings() []Setting {
	return slices.DeleteFunc(slices.Clone(Catalog), func(s Setting) bool { return isTestOperation(OperationOf(s.Path)) })
}

func isTestOperation(o *Operation) bool { return slices.Contains(testOperations, o) }

func TestCatalogAgreesWithAPI(t *testing.T) {
	seen := map[string]bool{}
	enums := map[string]bool{}
	rows := readConstraints(t)
	for _, row := range rows {
		if row.Enum != "" {
			enums[row.Path] = true
		}
	}
	for _, row := range rows {
		if members, ok := strings.CutSuffix(row.Path, "[]"); ok {
			s := settingOf(t, members)
			compareEnum(t, s, row)
			if s.Kind == Texts {
				compareTexts(t, s.Path, s.Items, row)
			}
			continue
		}
		s := settingOf(t, row.Path)
		seen[s.Path] = true
		if strings.HasPrefix(row.Type, "map ") {
			compareTexts(t, s.Path, map[string]Limits{"map key": s.Keys, "map value": s.Items}[row.Type], row)
			continue
		}
		compareKind(t, s, row, enums[row.Path+"[]"])
		compareLimits(t, s, row)
		comparePattern(t, s, row)
		compareEnum(t, s, row)
	}
	for _, s := range serviceSettings() {
		listed := slices.Contains(notInModel, s.Path)
		if seen[s.Path] && listed || !seen[s.Path] && !listed && !isAheadOfSDK(s.Path) {
			t.Errorf("%s: in the constraints is %t", s.Path, seen[s.Path])
		}
	}
}

// entry returns the entry of exactly this path, or one that agrees with
// nothing, so that the comparison goes on.
func settingOf(t *testing.T, path string) *Setting {
	t.Helper()
	for i := range Catalog {
		if Catalog[i].Path == path {
			return &Catalog[i]
		}
	}
	t.Errorf("%s: no entry", path)
	return &Setting{Path: path, Kind: -1}
}

func compareKind(t *testing.T, s *Setting, row constraint, memberEnum bool) {
	t.Helper()
	var want []Kind
	switch {
	case row.Type == "boolean":
		want = []Kind{Bool}
	case row.Type == "integer":
		want = []Kind{Int}
	case row.Type == "list" && memberEnum:
		want = []Kind{Choices}
	case row.Type == "list":
		want = []Kind{List, Texts}
	case row.Type == "map":
		want = []Kind{Map}
	case row.Type == "blob":
		want = []Kind{Base64}
	case row.Type == "structure":
		want = []Kind{Block, JSON}
	case row.Type == "string" && row.Enum != "":
		want = []Kind{Choice}
	case row.Type == "string" && strings.HasPrefix(row.Pattern, "arn:"):
		want = []Kind{ARN}
	case row.Type == "string":
		want = []Kind{Text, Prose}
	}
	if !slices.Contains(want, s.Kind) {
		t.Errorf("%s: kind %d, the API has %s", s.Path, s.Kind, row.Type)
	}
}

func compareLimits(t *testing.T, s *Setting, row constraint) {
	t.Helper()
	if s.Required != (row.Required == "required" && !strings.HasSuffix(s.Path, ".SnsCallerArn")) { // EumsSms can take its place since July 2026
		t.Errorf("%s: required is %t, the API has %q", s.Path, s.Required, row.Required)
	}
	if s.Min != limit(t, row.Min) || s.Max != limit(t, row.Max) {
		t.Errorf("%s: %d to %d, the API has %q to %q", s.Path, s.Min, s.Max, row.Min, row.Max)
	}
}

// limit reads a cell; an empty one is no limit, which the catalog says as 0.
func limit(t *testing.T, cell string) int {
	t.Helper()
	if cell == "" {
		return 0
	}
	n, err := strconv.Atoi(cell)
	if err != nil {
		t.Error(err)
	}
	return n
}

// TestARNsNameResources: the wizard lists the resources of the account for each
// setting that holds an ARN.
func TestARNsNameResources(t *testing.T) {
	kinds := []string{LambdaFunction, KMSKey, SESIdentity, IAMRole}
	// Few pools have one of these, so nothing lists them.
	notListed := []string{"CertificateArn", "ApplicationArn", "LogGroupArn", "BucketArn", "StreamArn"}
	for _, s := range Catalog {
		if slices.Contains(notListed, s.Name()) && s.Kind == ARN && s.Resource == "" {
			continue
		}
		if isARN := s.Kind == ARN; isARN != slices.Contains(kinds, s.Resource) || isARN != (s.Resource != "") {
			t.Errorf("%s: kind %d, resource %q", s.Path, s.Kind, s.Resource)
		}
	}
}

// compareTexts compares the limits of each text of a list or map.
func compareTexts(t *testing.T, path string, limits Limits, row constraint) {
	t.Helper()
	expr := ""
	if limits.Pattern != nil {
		expr = limits.Pattern.Expr
	}
	if limits.Min != limit(t, row.Min) || limits.Max != limit(t, row.Max) || expr != row.Pattern {
		t.Errorf("%s, %s: %v %q, the API has %s to %s, %q", path, row.Type, limits, expr, row.Min, row.Max, row.Pattern)
	}
}

func comparePattern(t *testing.T, s *Setting, row constraint) {
	t.Helper()
	want := row.Pattern
	if live := livePatterns[s.Path]; live != nil {
		want = live.Expr
	}
	got := ""
	if s.Pattern != nil {
		got = s.Pattern.Expr
	}
	if got != want {
		t.Errorf("%s: pattern %q, want %q", s.Path, got, want)
	}
}

func compareEnum(t *testing.T, s *Setting, row constraint) {
	t.Helper()
	var want, got []string
	if row.Enum != "" {
		want = strings.Split(row.Enum, "|")
	}
	if row.Enum == "" && s.Kind == Choices {
		return // its values are in the row of its members
	}
	for _, o := range s.Choices {
		got = append(got, o.Value)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%s: values %v, the API has %v", s.Path, got, want)
	}
}

// TestCatalogFollowsPool holds the entries against the fields of Pool, in
// their order: the review and every export rely on it.
func TestCatalogFollowsPool(t *testing.T) {
	for _, o := range serviceOperations() {
		var want, got []string
		if path := o.Name; o.Many {
			want = append(want, path)
			collectPaths(o.requestType(), path+"[]", &want)
		} else {
			collectPaths(o.requestType(), path, &want)
		}
		for _, s := range Catalog {
			if OperationOf(s.Path) == o {
				got = append(got, s.Path)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("entries of %s:\n%s\nfields:\n%s", o.Name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func collectPaths(typ reflect.Type, path string, paths *[]string) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		at := path + "." + f.Name
		elem := f.Type
		if elem.Kind() == reflect.Pointer {
			elem = elem.Elem()
		}
		switch {
		case elem.Kind() == reflect.Slice && elem.Elem().Kind() == reflect.Struct:
			*paths = append(*paths, at)
			collectPaths(elem.Elem(), at+"[]", paths)
		case elem.Kind() == reflect.Struct:
			if slices.Contains([]reflect.Type{reflect.TypeFor[SmsMfa](), reflect.TypeFor[EmailMfa](), reflect.TypeFor[DcrConfiguration](), reflect.TypeFor[CompromisedCredentialsActions](), reflect.TypeFor[AccountTakeoverActions]()}, elem) {
				*paths = append(*paths, at)
			}
			collectPaths(elem, at, paths)
		default:
			*paths = append(*paths, at)
		}
	}
}

type terraformBlock struct {
	Attributes map[string]json.RawMessage
	BlockTypes map[string]struct{ Block terraformBlock } `json:"block_types"`
}

func (b terraformBlock) has(path string) bool {
	head, rest, nested := strings.Cut(path, ".")
	if !nested {
		_, attribute := b.Attributes[head]
		_, block := b.BlockTypes[head]
		return attribute || block
	}
	return b.BlockTypes[head].Block.has(rest)
}

type cloudFormationType struct {
	Properties  map[string]cloudFormationType
	Definitions map[string]cloudFormationType
	Items       *cloudFormationType
	Ref         string `json:"$ref"`
}

func (r cloudFormationType) has(at cloudFormationType, path string) bool {
	for at.Items != nil || at.Ref != "" {
		if at.Items != nil {
			at = *at.Items
		} else {
			at = r.Definitions[strings.TrimPrefix(at.Ref, "#/definitions/")]
		}
	}
	if path == "" {
		return true
	}
	head, rest, _ := strings.Cut(path, ".")
	next, ok := at.Properties[head]
	return ok && r.has(next, rest)
}

func TestCatalogNamesExistElsewhere(t *testing.T) {
	var terraform map[string]struct{ Block terraformBlock }
	readJSON(t, "testdata/terraform-schema.json", &terraform)
	var cloudFormation map[string]cloudFormationType
	readJSON(t, "testdata/cloudformation-schema.json", &cloudFormation)
	arguments := terraformArguments(t)
	tf := func(resource, path string) bool {
		return terraform[resource].Block.has(path) || slices.Contains(arguments, resource+"."+path)
	}
	cf := func(name, path string) bool {
		resource, found := cloudFormation[name]
		return found && resource.has(resource, path)
	}
	if pool := createUserPool; !tf(pool.Terraform, "schema.name") || tf(pool.Terraform, "schema.nme") || !cf(pool.CloudFormation, "Schema.Name") || cf(pool.CloudFormation, "Schema.Nme") {
		t.Fatal("the schema files are not read as they should be")
	}
	for _, s := range serviceSettings() {
		o := OperationOf(s.Path)
		if whole := LookupOperation(o.Into); whole != nil {
			o = whole
		}
		if s.Terraform != "" && !tf(o.Terraform, s.Terraform) {
			t.Errorf("%s: Terraform has no %s", s.Path, s.Terraform)
		}
		if s.CloudFormation != "" && !cf(o.CloudFormation, s.CloudFormation) {
			t.Errorf("%s: CloudFormation has no %s", s.Path, s.CloudFormation)
		}
	}
}

// terraformArguments are the arguments of all resources, as resource.argument.
func terraformArguments(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/terraform-arguments.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var arguments []string
	for line := range strings.Lines(string(data)) {
		if cells := strings.Split(line, "\t"); len(cells) > 2 {
			arguments = append(arguments, cells[0]+"."+cells[1])
		}
	}
	return arguments
}

// TestCatalogLeavesNoNameOut lists what the two cannot say, so that an
// update of the schema files shows what they learned.
func TestCatalogLeavesNoNameOut(t *testing.T) {
	var noTerraform, noCloudFormation []string
	for _, s := range serviceSettings() {
		if s.Path == OperationOf(s.Path).Name {
			continue // the resource itself
		}
		if s.Terraform == "" {
			noTerraform = append(noTerraform, s.Path)
		}
		if s.CloudFormation == "" {
			noCloudFormation = append(noCloudFormation, s.Path)
		}
	}
	var newer []string // not in CloudFormation either
	for _, s := range serviceSettings() {
		if isAheadOfSDK(s.Path) {
			newer = append(newer, s.Path)
		}
	}
	want := slices.Concat(newer, []string{
		"CreateUserPoolClient[].ClientSecret",
		"CreateUserPoolDomain[].Routing.Failover.SecondaryRegion",
		"CreateUserPoolDomain[].Routing.Failover.PrimaryRoute53HealthCheckId",
		"SetUICustomization[].ImageFile",
	})
	if !sameTexts(noCloudFormation, want) {
		t.Errorf("without CloudFormation: %v", noCloudFormation)
	}
	want = slices.Concat(newer, []string{
		"SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration",
		"CreateUserPool.LambdaConfig.InboundFederation.LambdaArn",
		"CreateUserPool.LambdaConfig.InboundFederation.LambdaVersion",
		"CreateUserPool.AdminCreateUserConfig.UnusedAccountValidityDays",
		"CreateUserPool.KeyConfiguration.KeyType", "CreateUserPool.KeyConfiguration.KmsKeyArn", "CreateUserPool.IssuerConfiguration.Type",
		"CreateUserPoolClient[].ClientSecret",
		"CreateUserPoolDomain[].Routing.Failover.SecondaryRegion",
		"CreateUserPoolDomain[].Routing.Failover.PrimaryRoute53HealthCheckId",
		"CreateTerms[].ClientId", "CreateTerms[].TermsName", "CreateTerms[].TermsSource", "CreateTerms[].Enforcement", "CreateTerms[].Links",
	})
	if !sameTexts(noTerraform, want) {
		t.Errorf("without Terraform: %v", noTerraform)
	}
}

// sameTexts compares two lists in any order.
func sameTexts(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func readJSON(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func TestCatalogWords(t *testing.T) {
	titles := map[string]string{}
	for _, s := range Catalog {
		for what, text := range map[string]string{"title": s.Title, "help": s.Help, "default": s.Default} {
			unset := what == "default" && text == "" && (s.Required || s.Path == "CreateUserPool.Schema[].Name")
			if text == "" && !unset || text != strings.TrimSpace(text) || strings.Contains(text, "\n") {
				t.Errorf("%s: %s is %q", s.Path, what, text)
			}
		}
		if other, taken := titles[s.Title]; taken {
			t.Errorf("%s and %s share the title %q", s.Path, other, s.Title)
		}
		titles[s.Title] = s.Path
		if words := len(strings.Fields(s.Title)); words > 5 || utf8.RuneCountInString(s.Title) > 38 { // as wide as a line of the narrowest window
			t.Errorf("%s: the title is long: %q", s.Path, s.Title)
		}
		if !strings.HasSuffix(s.Help, ".") {
			t.Errorf("%s: help does not end its sentence: %q", s.Path, s.Help)
		}
		checkOptionWords(t, s)
	}
}

func checkOptionWords(t *testing.T, s Setting) {
	t.Helper()
	titles := map[string]bool{}
	for _, o := range s.Choices {
		if o.Title == "" || utf8.RuneCountInString(o.Title) > 50 || titles[o.Title] {
			t.Errorf("%s: option %s has the title %q", s.Path, o.Value, o.Title)
		}
		titles[o.Title] = true
		if o.Help == "" || utf8.RuneCountInString(o.Help) > 70 {
			t.Errorf("%s: option %s has help of %d columns: %q", s.Path, o.Value, utf8.RuneCountInString(o.Help), o.Help)
		}
	}
}

// TestCatalogTiers lists what needs more than the cheapest plan.
func TestCatalogTiers(t *testing.T) {
	var got []string
	for _, s := range Catalog {
		if OperationOf(s.Path) == &setRiskConfiguration {
			if s.Tier != "PLUS" {
				t.Errorf("%s: the plan is %q, threat protection needs PLUS", s.Path, s.Tier)
			}
			continue
		}
		if s.Tier != "" {
			got = append(got, s.Name()+" "+s.Tier)
		}
		for _, o := range s.Choices {
			if o.Tier != "" {
				got = append(got, s.Name()+"="+o.Value+" "+o.Tier)
			}
		}
	}
	want := []string{
		"AllowedFirstAuthFactors=EMAIL_OTP ESSENTIALS",
		"AllowedFirstAuthFactors=SMS_OTP ESSENTIALS",
		"AllowedFirstAuthFactors=WEB_AUTHN ESSENTIALS",
		"PasswordHistorySize ESSENTIALS",
		"EmailMfaConfiguration ESSENTIALS",
		"Subject ESSENTIALS",
		"Message ESSENTIALS",
		"RelyingPartyId ESSENTIALS",
		"UserVerification ESSENTIALS",
		"FactorConfiguration ESSENTIALS",
		"LambdaVersion=V2_0 ESSENTIALS",
		"LambdaVersion=V3_0 ESSENTIALS",
		"AdvancedSecurityMode=AUDIT PLUS",
		"AdvancedSecurityMode=ENFORCED PLUS",
		"CustomAuthMode PLUS",
		"AcrValue ESSENTIALS", "AcrValue ESSENTIALS", "AcrValue ESSENTIALS", "AcrValue ESSENTIALS",
		"DcrConfiguration ESSENTIALS", "EnableStatus ESSENTIALS", "OpenDcrEnabled ESSENTIALS",
		"AuthenticatedGrantTypes ESSENTIALS", "OpenGrantTypes ESSENTIALS",
		"ExplicitAuthFlows=ALLOW_USER_AUTH ESSENTIALS",
		"Feature=ENABLED ESSENTIALS",
		"EventSource=userAuthEvents PLUS", "BucketArn PLUS", "StreamArn PLUS",
	}
	if !slices.Equal(got, want) {
		t.Errorf("plans:\n%s", strings.Join(got, "\n"))
	}
}

// A setting is permanent when the operation that updates its resource lacks the
// member that it is in.
func TestCatalogPermanence(t *testing.T) {
	for _, s := range Catalog {
		o := OperationOf(s.Path)
		if o == nil {
			t.Errorf("%s: of no operation", s.Path)
			continue
		}
		_, rest := cutPath(s.Path)
		member, _ := cutPath(rest)
		if (s.Permanent != "") != slices.Contains(o.Permanent, member.name) {
			t.Errorf("%s: permanent says %q", s.Path, s.Permanent)
		}
	}
}

var patterns = map[string]*Pattern{
	"poolName":         poolName,
	"arn":              arn,
	"attributeName":    attributeName,
	"subject":          subject,
	"emailCode":        emailCode,
	"emailLink":        emailLink,
	"smsCode":          smsCode,
	"replyTo":          replyTo,
	"configurationSet": configurationSet,
	"relyingParty":     relyingParty,
	"emailText":        emailText,
	"acrValue":         acrValue,
	"scopePart":        scopePart,
	"scopeName":        scopeName,
	"urlText":          urlText,
	"domainName":       domainName,
	"providerName":     providerName,
	"offeredProvider":  offeredProvider,
	"idpIdentifier":    idpIdentifier,
	"clientSecret":     clientSecret,
	"hexadecimal":      hexadecimal,
	"assetID":          assetID,
	"notifyBody":       notifyBody,
	"bucketARN":        bucketARN,
	"termsLanguage":    termsLanguage,
	"acrLevelName":     acrLevelName,
}

// patternTexts are texts that one pattern or another should take, and texts
// made to tell a hand-written match from its expression.
var patternTexts = []string{
	"", " ", "\n", "\t", "\v", "\f", "\r", "\r\n", "\x00", "\x1f", "\x7f", "\u0080", "\u0085",
	"shop", "shop customers", "shop\n", "\nshop", "shop\v", "a_b+c=d,e.f@g-h", "a:b", "a/b", "a'b", "a\"b", "a#b", "a(b)", "a\\b", "a^b|c~d`e$f<g>",
	"Grüße", "ñ", "顧客", "नमस्ते", "e\u0301", "Ⅷ", "٣", "€", "ſ", "K",
	"a\u00a0b", "a\u2009b", "a\u2028b", "a\u3000b", "a\u200bb", "\ufeff", "\ufeffshop", "\ue000", "\U0010ffff", "\ufffd", "\u00ad",
	"🎉", "👨\u200d👩\u200d👧", "❤\ufe0f", "👍🏽", "🇩🇪", "1\ufe0f\u20e3",
	"{####}", "Your code is {####}", "{####}\n", "line\n{####}\nline", "{####} {####}", "{###}", "{#####}", "{{####}}", "{ #### }", "####", "{####\u200b}", "code\u00a0{####}", "{####}\v", "{####}\x00", "\u2028{####}",
	"{##link##}", "{##Verify your address##}", "{####}", "{##}", "{##a#}", "{###}", "{#####}", "##}{##", "##} {## ##}", "{##a {##b##}", "{##a##b##}", "{##\n##}", "{##a\u00a0b##}", "{##link##}\u200b", "{##link##", "<a>{##link##}</a>", "{username} {####} {##x##}",
	"@", "@@", "@@@", "a@", "@a", "a@b", "a@@", "@@a", "@a@", "@a@b", "a@b@", "a@b@c", "a@@b", "@a@@", "@ä@", "ä@ö", "a b@c", "a@b c", "a@b\n", "Shop <a@b.c>", "a@\u200b", "help@example.com",
	"urn:cognito:loa:1", `a\b`, `a"b`, "auth.example.com", "https://example.com", "localhost", "a..b", ".", "-", "_", "a_b", "example.com.", "example.com\n", "exämple.com", "a:443", "my-set_1", "my set",
	"arn:aws:iam::123456789012:role/shop",
	"arn:aws:iam::123456789012:role/shop\n",
	"arn:aws:lambda:eu-west-1:123456789012:function:f",
	"arn:aws:lambda:eu-west-1:123456789012:function:f:prod",
	"arn:aws:lambda:eu-west-1:123456789012:function:f:prod:x",
	"arn:aws:lambda:eu-west-1:123456789012:function:f:$LATEST",
	"arn:aws:lambda:eu-west-1:123456789012:function:",
	"arn:aws:lambda:eu-west-1:123456789012:function::x",
	"arn:aws:lambda:eu-west-1:123456789012:",
	"arn:aws:lambda:eu-west-1:123456789012",
	"arn:aws:lambda:eu-west-1::function:f",
	"arn:aws:lambda:eu-west-1:12a:function:f",
	"arn:aws:lambda:eu-west-1:१२३:function:f",
	"arn:aws::eu-west-1:1:f", "arn::iam::1:f", "ARN:aws:iam::1:f", " arn:aws:iam::1:f", "arn:aws:iam::1:f ", "arn:", "arn:::::", "arn", "arn:a:b::1:c", "arn:a:b:+=/,.@-:1:_", "arn:a:b::1:c:d:e", "arn:a:b::1:c:d:e:f", "arn:ä:b::1:c",
	"read/write", "auth-", "-auth", "Auth", "9", "a_bc", "ab_", "abc", "ab c", " bc", "_bc", "a\u3000b\u3000", strings.Repeat("a", 63), strings.Repeat("a", 64),
	"cognito:default", "cognito:chinese-simplified", "cognito:chinese", "default", "cognito:", "Level1", "Level4", "Level5", "Level0", "Level11", "level1",
	"arn:aws:s3:::bucket", "arn:aws:s3:::bucket:a:b", "arn:aws:s3:::bucket:a:b:c", "arn:aws:s3:::", "arn:aws:s3:eu::b", "arn:aws:s3::1:b", "arn:aws:s3:::a b", "arn:aws:s3::::b", "deadBEEF09", "deadBEEG",
	"arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d", "arn:aws:ses:eu-west-1:123456789012:identity/shop@example.com",
}

func TestPatternsMatchTheirExpression(t *testing.T) {
	for name, p := range patterns {
		whole := wholeExpression(p)
		var taken int
		for _, text := range patternTexts {
			want := whole.MatchString(text)
			if p.Match(text) != want {
				t.Errorf("%s: %q is %t by hand, %t by its expression", name, text, !want, want)
			}
			if want {
				taken++
			}
		}
		if taken == 0 || taken == len(patternTexts) {
			t.Errorf("%s: takes %d of %d texts, so the table tests nothing", name, taken, len(patternTexts))
		}
		if p.Must == "" {
			t.Errorf("%s: does not say what a text must be", name)
		}
	}
}

// TestPatternsAreAllTested: no setting has a pattern that the table lacks.
func TestPatternsAreAllTested(t *testing.T) {
	for _, s := range Catalog {
		for _, pattern := range []*Pattern{s.Pattern, s.Keys.Pattern, s.Items.Pattern} {
			if pattern != nil && !slices.Contains(slices.Collect(maps.Values(patterns)), pattern) {
				t.Errorf("%s: pattern %s is not among the tested", s.Path, pattern.Expr)
			}
		}
	}
}

// wholeExpression is the pattern's expression as the service applies it: to
// all of the text, a newline at its end included.
func wholeExpression(p *Pattern) *regexp.Regexp {
	return regexp.MustCompile(`\A(?:` + p.Expr + `)\z`)
}

func FuzzPatterns(f *testing.F) {
	for _, text := range patternTexts {
		f.Add(text)
	}
	whole := map[string]*regexp.Regexp{}
	for name, p := range patterns {
		whole[name] = wholeExpression(p)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\ufffd") // as texts come out of JSON
		for name, p := range patterns {
			if want := whole[name].MatchString(text); p.Match(text) != want {
				t.Errorf("%s: %q is %t by hand, %t by its expression", name, text, !want, want)
			}
		}
	})
}
