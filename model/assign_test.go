package model

import (
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

func TestAssign(t *testing.T) {
	const start = `{
		"CreateUserPool": {"PoolName": "shop", "AliasAttributes": ["email"], "UserPoolTags": {"team": "web"},
			"Schema": [{"Name": "plan", "AttributeDataType": "String"}, {"Name": "age", "AttributeDataType": "Number"}]},
		"CreateResourceServer": [{"Identifier": "orders", "Name": "Orders", "Scopes": [{"ScopeName": "read", "ScopeDescription": "Read"}]}],
		"CreateUserPoolClient": [{"ClientName": "web"}],
		"CreateManagedLoginBranding": [{"ClientId": "web"}]
	}`
	tests := map[string]struct {
		assign []string
		path   string
		want   any // nil: unset
	}{
		"a short path":                   {[]string{"PoolName=web"}, "CreateUserPool.PoolName", "web"},
		"a whole path":                   {[]string{"CreateUserPool.PoolName=web"}, "CreateUserPool.PoolName", "web"},
		"the end of a path":              {[]string{"MinimumLength=14"}, "CreateUserPool.Policies.PasswordPolicy.MinimumLength", 14},
		"a block, and its setting":       {[]string{"Policies.PasswordPolicy.RequireSymbols=false"}, "CreateUserPool.Policies.PasswordPolicy.RequireSymbols", false},
		"a text with = and spaces":       {[]string{"EmailVerificationSubject= a = b "}, "CreateUserPool.EmailVerificationSubject", " a = b "},
		"the pool goes first":            {[]string{"MfaConfiguration=ON"}, "CreateUserPool.MfaConfiguration", "ON"},
		"of a request":                   {[]string{"SetUserPoolMfaConfig.MfaConfiguration=ON"}, "SetUserPoolMfaConfig.MfaConfiguration", "ON"},
		"unset":                          {[]string{"PoolName=unset"}, "CreateUserPool.PoolName", nil},
		"unset what is unset":            {[]string{"EmailMfaConfiguration.Message=unset"}, "SetUserPoolMfaConfig.EmailMfaConfiguration", nil},
		"the word":                       {[]string{`PoolName:="unset"`}, "CreateUserPool.PoolName", "unset"},
		"null":                           {[]string{"PoolName:=null"}, "CreateUserPool.PoolName", nil},
		"a list":                         {[]string{"AliasAttributes=email,phone_number"}, "CreateUserPool.AliasAttributes", []string{"email", "phone_number"}},
		"a list as JSON":                 {[]string{`AliasAttributes:=["phone_number"]`}, "CreateUserPool.AliasAttributes", []string{"phone_number"}},
		"one more text":                  {[]string{"AliasAttributes[+]=phone_number"}, "CreateUserPool.AliasAttributes", []string{"email", "phone_number"}},
		"another text":                   {[]string{"AliasAttributes[0]=phone_number"}, "CreateUserPool.AliasAttributes", []string{"phone_number"}},
		"no text":                        {[]string{"AliasAttributes[0]=unset"}, "CreateUserPool.AliasAttributes", nil},
		"a tag":                          {[]string{"UserPoolTags[cost=center]=a=b"}, "CreateUserPool.UserPoolTags[cost=center]", "a=b"},
		"a tag with a bracket":           {[]string{`UserPoolTags[a\]b]=c`}, `CreateUserPool.UserPoolTags[a\]b]`, "c"},
		"no tag":                         {[]string{"UserPoolTags[team]=unset"}, "CreateUserPool.UserPoolTags", nil},
		"an item":                        {[]string{"Schema[1].Mutable=true"}, "CreateUserPool.Schema[1].Mutable", true},
		"the last item":                  {[]string{"Schema[-1].Mutable=true"}, "CreateUserPool.Schema[1].Mutable", true},
		"an item by key":                 {[]string{"Schema[plan].Mutable=true"}, "CreateUserPool.Schema[0].Mutable", true},
		"a new item":                     {[]string{"Schema[+].Name=size", "Schema[-1].AttributeDataType=Number"}, "CreateUserPool.Schema[2]", Attribute{Name: new("size"), AttributeDataType: new("Number")}},
		"a new item as JSON":             {[]string{`Schema[+]:={"Name": "size"}`}, "CreateUserPool.Schema[2]", Attribute{Name: new("size")}},
		"no item":                        {[]string{"Schema[plan]=unset"}, "CreateUserPool.Schema[0].Name", "age"},
		"of the only item":               {[]string{"CallbackURLs[+]=https://a.example"}, "CreateUserPoolClient[0].CallbackURLs", []string{"https://a.example"}},
		"of the only item, by its path":  {[]string{"CreateUserPoolClient.GenerateSecret=true"}, "CreateUserPoolClient[0].GenerateSecret", true},
		"of a list in a list":            {[]string{"Scopes[+].ScopeName=write"}, "CreateResourceServer[0].Scopes[1].ScopeName", "write"},
		"a name that others refer to":    {[]string{"ClientName=spa"}, "CreateManagedLoginBranding[0].ClientId", "spa"},
		"a request":                      {[]string{"CreateGroup[+].GroupName=admins"}, "CreateGroup[0].GroupName", "admins"},
		"a block that is enough":         {[]string{"EmailMfaConfiguration:={}", "EmailMfaConfiguration.Subject=Code"}, "SetUserPoolMfaConfig.EmailMfaConfiguration.Subject", "Code"},
		"a value for each of two blocks": {[]string{"InviteMessageTemplate:={\"EmailSubject\":\"Hi\"}"}, "CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.EmailSubject", "Hi"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := readPool(t, start).Pool
			for _, text := range test.assign {
				if err := p.Assign(text); err != nil {
					t.Fatalf("%s: %v", text, err)
				}
			}
			got, _ := p.Get(test.path)
			if string(compactJSON(got)) != string(compactJSON(test.want)) {
				t.Errorf("%s is %#v, want %#v", test.path, got, test.want)
			}
		})
	}
}

func TestAssignErrors(t *testing.T) {
	tests := map[string]string{
		"PoolName":                      "PoolName: not an assignment: write PATH=VALUE, such as PoolName=shop",
		"PolName=x":                     "PolName: no such setting: did you mean PoolName?",
		"Policies.PaswordPolicy.X=1":    "Policies.PaswordPolicy.X: no such setting: `poolsmith explain` lists the settings",
		"Subject=x":                     "Subject: names more than one setting: write SetUserPoolMfaConfig.EmailMfaConfiguration.Subject, ",
		"MinimumLength=x":               `MinimumLength: "x" is not a whole number of at most 10 digits: write digits only, such as 8, or unset`,
		"MinimumLength=5":               "MinimumLength: Minimum length (MinimumLength) is 5; the allowed range is 6 to 99: set a number from 6 to 99",
		"RequireSymbols=yes":            `RequireSymbols: "yes" is neither true nor false: write true, false or unset`,
		"AliasAttributes=mail":          `AliasAttributes: Sign-in aliases (AliasAttributes) contains "mail", which is not an allowed value: use only email, phone_number or preferred_username`,
		"Schema.Name=x":                 "Schema.Name: Schema has 0 items: Schema[+] adds an item, and Schema[-1] is the last one",
		"Schema[2].Name=x":              "Schema[2].Name: Schema has 0 items, and no [2]: Schema[+] adds an item, and Schema[-1] is the last one",
		"PoolName[0]=x":                 "PoolName[0]: PoolName is not a list: omit the brackets",
		"Policies=x":                    "Policies: is a block of settings: set one of its settings, or the whole block as JSON with :=",
		"Schema=x":                      "Schema: is a block of settings: set one of its settings, or the whole block as JSON with :=",
		"UserPoolTags=a":                "UserPoolTags: has entries by key: write UserPoolTags[KEY]=VALUE",
		"Schema:={":                     "Schema: not JSON: ",
		"Schema:=1":                     "Schema: expected a list, found a number: put it in square brackets",
		`Schema[+]:={"Nam": "x"}`:       "Schema[+]: Nam: unknown setting: did you mean Name?",
		"MfaConfiguration=on":           `MfaConfiguration: Multi-factor authentication (MfaConfiguration) is "on", which is not an allowed value: set `,
		"EmailVerificationMessage=code": "EmailVerificationMessage: ",
	}
	for text, want := range tests {
		p := &Pool{CreateUserPool: CreateUserPool{PoolName: new("shop")}}
		before := p.Clone()
		err := p.Assign(text)
		bad, _ := errors.AsType[*AssignError](err)
		if bad == nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := bad.Error() + ": " + bad.Hint; !strings.HasPrefix(got, want) {
			t.Errorf("%s:\n%s, want\n%s", text, got, want)
		}
		if !p.Equal(before) {
			t.Errorf("%s changed the pool", text)
		}
	}
}

// assignmentsHold checks that the assignments between two pools turn one into the
// other.
func assignmentsHold(t *testing.T, from, to *Pool) {
	t.Helper()
	got := from.Clone()
	list := to.Assignments(from)
	for _, text := range list {
		if err := got.Assign(text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	if !got.Equal(to) {
		t.Errorf("%s\nmake %s\ninstead of %s", strings.Join(list, "\n"), got.JSON(), to.JSON())
	}
	live := from.Clone()
	for _, text := range to.LiveAssignments(from) {
		if err := live.AssignLive(text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	if !live.Equal(to) {
		t.Errorf("%s\nmake of a live pool %s\ninstead of %s", strings.Join(to.LiveAssignments(from), "\n"), live.JSON(), to.JSON())
	}
	if (len(list) == 0) != from.Equal(to) {
		t.Errorf("%d assignments between pools of which equal is %v", len(list), from.Equal(to))
	}
}

// Any pool can be made from any other with assignments.
func TestAssignmentsMakeThePool(t *testing.T) {
	pools := []*Pool{{}, largest(t), largestApp(t)}
	for _, preset := range Presets {
		pools = append(pools, LoadPreset(preset.Name))
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		pools = append(pools, randomPool(r))
	}
	data, err := os.ReadFile("testdata/rule-pools.json")
	var ofRules []rulePool
	if err := errors.Join(err, json.Unmarshal(data, &ofRules)); err != nil {
		t.Fatal(err)
	}
	for _, test := range ofRules {
		pools = append(pools, test.Pool)
	}
	for i, to := range pools {
		assignmentsHold(t, &Pool{}, to)
		assignmentsHold(t, to, &Pool{})
		assignmentsHold(t, pools[(i+1)%len(pools)], to)
	}
}

func FuzzAssign(f *testing.F) {
	for _, text := range []string{"PoolName=a", "Schema[+].Name=b", "UserPoolTags[a]=b", `CreateGroup:=[{"GroupName":"a"}]`, "Schema[0]=unset", "a[", "[=", "=", ":="} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		before := LoadPreset(Presets[0].Name)
		p := before.Clone()
		if err := p.Assign(text); err != nil {
			if bad, ok := errors.AsType[*AssignError](err); !ok || bad.Message == "" || !p.Equal(before) {
				t.Errorf("%v", err)
			}
			return
		}
		assignmentsHold(t, before, p)
		assignmentsHold(t, p, before)
	})
}

func TestAssignmentsAreShort(t *testing.T) {
	p := LoadPreset("web-app")
	for _, text := range []string{"PoolName=shop", "Domain=auth", "MinimumLength=14", "UserPoolTags[team]=web"} {
		if err := p.Assign(text); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"PoolName=shop", "Policies.PasswordPolicy.MinimumLength=14", "UserPoolTags[team]=web", "CreateUserPoolDomain[0].Domain=auth"}
	if got := p.Assignments(LoadPreset("web-app")); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// What is removed has its name, and so has what is renamed in a list that gets shorter.
func TestAssignmentsNameWhatIsRemoved(t *testing.T) {
	pool := func(names ...string) *Pool {
		p := &Pool{CreateUserPool: CreateUserPool{PoolName: new("a")}}
		for i, name := range names {
			p.CreateUserPoolClient = append(p.CreateUserPoolClient, CreateUserPoolClient{ClientName: &name, AuthSessionValidity: new(4 + len(name)%3)})
			if i == 0 {
				p.CreateManagedLoginBranding = append(p.CreateManagedLoginBranding, CreateManagedLoginBranding{ClientId: &name})
			}
		}
		return p
	}
	for _, test := range []struct{ from, to, want []string }{
		{[]string{"web", "app2", "tv"}, []string{"web", "tv"}, []string{"CreateUserPoolClient[app2]=unset"}},
		{[]string{"web", "app2", "tv]"}, []string{"web"}, []string{"CreateUserPoolClient[app2]=unset", `CreateUserPoolClient[tv\]]=unset`}},
		{[]string{"web", "app2", "tv"}, []string{"web", "tv-us"}, []string{"CreateUserPoolClient[tv].ClientName=tv-us", "CreateUserPoolClient[app2]=unset"}},
		{[]string{"web", "app2"}, []string{"app2"}, []string{"CreateUserPoolClient[web]=unset", "CreateManagedLoginBranding[0].ClientId=app2"}},
		{[]string{"web", "app2"}, []string{"web", "app3"}, []string{"CreateUserPoolClient[1].ClientName=app3"}},
		{[]string{"web", "+", "tv"}, []string{"web", "tv"}, []string{"CreateUserPoolClient[-1]=unset", "CreateUserPoolClient[1].ClientName=tv", "CreateUserPoolClient[1].AuthSessionValidity=6"}},
		{[]string{"web", "app2", "tv"}, []string{"tv", "web"}, nil},
	} {
		from, to := pool(test.from...), pool(test.to...)
		if got := to.Assignments(from); test.want != nil && !slices.Equal(got, test.want) {
			t.Errorf("%q to %q: %q", test.from, test.to, got)
		}
		assignmentsHold(t, from, to)
	}
}

func TestCompleteAssignment(t *testing.T) {
	for typed, want := range map[string]string{
		"PoolN":                      "PoolName=",
		"Policies.PasswordPolicy.Mi": "Policies.PasswordPolicy.MinimumLength=",
		"UserPoolT":                  "UserPoolTier= UserPoolTags[",
		"UserPoolTier=":              "UserPoolTier=LITE UserPoolTier=ESSENTIALS UserPoolTier=PLUS UserPoolTier=unset",
		"UserPoolTier=P":             "UserPoolTier=PLUS",
		"RequireSymbols=":            "RequireSymbols=true RequireSymbols=false RequireSymbols=unset",
		"AliasAttributes=email,ph":   "AliasAttributes=email,phone_number",
		"Schema[0].Mut":              "Schema[0].Mutable=",
		"Schema[plan].Mut":           "Schema[plan].Mutable=",
		"CreateGroup[+].GroupN":      "CreateGroup[+].GroupName=",
		"CreateUserPool.PoolN":       "CreateUserPool.PoolName=",
		"PoolName=":                  "PoolName=unset",
		"PoolName:=":                 "",
		"nothing":                    "",
		"nothing=":                   "",
	} {
		var got []string
		for _, c := range CompleteAssignment(typed) {
			got = append(got, c.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
}

// What completion offers for a path is the beginning of an assignment.
func TestCompletionsAreSettings(t *testing.T) {
	for _, c := range CompleteAssignment("") {
		path := strings.TrimRight(c.Text, ":=[")
		if _, err := (&Pool{}).expand(path, true); err != nil {
			t.Errorf("%s: %v", c.Text, err)
		}
	}
}

func BenchmarkAssign(b *testing.B) {
	p := LoadPreset("web-app")
	for b.Loop() {
		if err := p.Assign("Policies.PasswordPolicy.MinimumLength=14"); err != nil {
			b.Fatal(err)
		}
	}
}

// The domain of a pool that exists does not follow its name.
func TestAssignLive(t *testing.T) {
	p := LoadPreset("web-app")
	domain := *p.CreateUserPoolDomain[0].Domain
	if err := p.AssignLive("PoolName=other"); err != nil || *p.CreateUserPool.PoolName != "other" || *p.CreateUserPoolDomain[0].Domain != domain {
		t.Errorf("%v: the domain is %s", err, *p.CreateUserPoolDomain[0].Domain)
	}
	if err := p.AssignLive("CreateUserPoolDomain[0].Domain=mine"); err != nil || *p.CreateUserPoolDomain[0].Domain != "mine" {
		t.Errorf("%v: the domain is %s", err, *p.CreateUserPoolDomain[0].Domain)
	}
	if err := p.AssignLive("CreateUserPoolClient[0].ClientName=renamed"); err != nil || *p.CreateManagedLoginBranding[0].ClientId != "renamed" {
		t.Errorf("%v: the style is of %s", err, *p.CreateManagedLoginBranding[0].ClientId)
	}
}
