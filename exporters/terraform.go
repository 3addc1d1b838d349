package exporters

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/poolsmith/poolsmith/model"
)

// exportTerraform writes the pool as one aws_cognito_user_pool, under the names
// that the catalogue gives for Terraform. The provider makes both calls from it.
//
// hclwrite writes the values; hclBody lays the file out as terraform fmt would,
// because a whole file built with hclwrite takes longer than all formats
// together may take.
func exportTerraform(p *model.Pool, _ Options) Output {
	t := &terraform{}
	t.add(t.resource(p))
	t.body.sortByWizard()

	var b bytes.Buffer
	b.WriteString("# " + remake("terraform") + "\n")
	t.writeGaps(&b)
	b.WriteString("\nresource \"aws_cognito_user_pool\" " + hclString(label(p.CreateUserPool.PoolName)) + " {\n")
	t.body.write(&b, 1)
	b.WriteString("}\n")

	out := Output{Files: []File{{Name: "main.tf", Data: b.Bytes()}}}
	for _, g := range t.gaps {
		out.Gaps = append(out.Gaps, g.Gap)
	}
	return out
}

type terraform struct {
	body hclBody
	gaps []terraformGap
}

// terraformGap is a gap with the value that gets lost; nil for a block.
type terraformGap struct {
	Gap
	value any
}

// The commands that set afterwards what Terraform cannot say. Both calls
// replace everything, so both are given whole bodies. MfaConfiguration, which
// the first body may hold as OFF, is the one member that an update keeps.
const (
	updateCommand = `poolsmith export -f json -i DRAFT -o . && ` +
		`jq 'del(.UsernameAttributes, .AliasAttributes, .UsernameConfiguration, .Schema, .MfaConfiguration)' create-user-pool.json >update-user-pool.json && ` +
		`aws cognito-idp update-user-pool --user-pool-id POOL_ID --cli-input-json file://update-user-pool.json`
	mfaCommand = `poolsmith export -f json -i DRAFT -o . && ` +
		`aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --cli-input-json file://set-user-pool-mfa-config.json`
)

func (t *terraform) miss(path string, value any, why string) {
	command := updateCommand
	if strings.HasPrefix(path, "SetUserPoolMfaConfig.") {
		command = mfaCommand
	}
	t.gaps = append(t.gaps, terraformGap{Gap{path, why, command}, value})
}

// note is a gap that no command can close.
func (t *terraform) note(path string, value any, why string) {
	t.gaps = append(t.gaps, terraformGap{Gap{Setting: path, Why: why}, value})
}

// resource returns the pool as one resource has to say it. It changes copies.
func (t *terraform) resource(p *model.Pool) *model.Pool {
	r := &model.Pool{CreateUserPool: p.CreateUserPool}
	if p.CreateUserPool.MfaConfiguration != nil || p.SetUserPoolMfaConfig.MfaConfiguration != nil {
		r.CreateUserPool.MfaConfiguration = new(p.MfaMode())
	}
	if calls := p.Calls(); len(calls) > 1 {
		r.SetUserPoolMfaConfig = *calls[1].Mfa
		r.SetUserPoolMfaConfig.MfaConfiguration = nil
	}
	t.settleSms(r)
	t.settleMessages(r)
	t.complete(r)
	return r
}

// settleSms merges the SMS factor into the pool's own SMS settings, from which
// the provider derives it.
func (t *terraform) settleSms(r *model.Pool) {
	create, sms := &r.CreateUserPool, r.SetUserPoolMfaConfig.SmsMfaConfiguration
	if sms == nil {
		return
	}
	r.SetUserPoolMfaConfig.SmsMfaConfiguration = nil
	if create.SmsConfiguration == nil {
		create.SmsConfiguration = sms.SmsConfiguration
	}
	if create.SmsAuthenticationMessage == nil {
		create.SmsAuthenticationMessage = sms.SmsAuthenticationMessage
	}
	const factor = "SetUserPoolMfaConfig.SmsMfaConfiguration"
	if create.SmsConfiguration == nil {
		t.note(factor, nil, "the provider switches SMS codes on where there is an sms_configuration, and the pool has no role for one")
	}
	said := &model.Pool{SetUserPoolMfaConfig: model.SetUserPoolMfaConfig{SmsMfaConfiguration: sms}}
	for leaf := range said.Leaves() {
		value := leaf.Value()
		if value == nil {
			continue
		}
		own, _ := r.Get("CreateUserPool" + strings.TrimPrefix(leaf.Path(), factor))
		if own != value {
			t.miss(leaf.Path(), value, "the provider takes the SMS factor from the pool's own SMS settings, which say something else")
		}
	}
}

// settleMessages takes out the legacy members that the provider refuses beside
// their successors. Cognito keeps one text for both.
func (t *terraform) settleMessages(r *model.Pool) {
	create, template := &r.CreateUserPool, r.CreateUserPool.VerificationMessageTemplate
	if template == nil {
		return
	}
	settle := func(path string, legacy **string, successor *string) {
		if *legacy == nil || successor == nil {
			return
		}
		if **legacy != *successor {
			t.note(path, **legacy, "the provider refuses it beside VerificationMessageTemplate, and Cognito keeps one text for both")
		}
		*legacy = nil
	}
	settle("CreateUserPool.EmailVerificationMessage", &create.EmailVerificationMessage, template.EmailMessage)
	settle("CreateUserPool.EmailVerificationSubject", &create.EmailVerificationSubject, template.EmailSubject)
	settle("CreateUserPool.SmsVerificationMessage", &create.SmsVerificationMessage, template.SmsMessage)
}

// complete fills in what the provider demands and the API does not, and what
// the provider would send as 0 or false when it is left out.
func (t *terraform) complete(r *model.Pool) {
	create := &r.CreateUserPool
	if sms := create.SmsConfiguration; sms != nil && sms.ExternalId == nil {
		create.SmsConfiguration = new(*sms)
		create.SmsConfiguration.ExternalId = new("")
		t.note("CreateUserPool.SmsConfiguration.ExternalId", nil, "the provider demands one; the pool has none, so it is written empty")
	}
	if totp := r.SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration; totp != nil && totp.Enabled == nil {
		r.SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration = &model.SoftwareTokenMfa{Enabled: new(false)}
	}
	if policies := create.Policies; policies != nil && policies.PasswordPolicy != nil && policies.PasswordPolicy.MinimumLength == nil {
		policy := *policies.PasswordPolicy
		policy.MinimumLength = new(usualLength)
		create.Policies = &model.Policies{SignInPolicy: policies.SignInPolicy, PasswordPolicy: &policy}
		t.note("CreateUserPool.Policies.PasswordPolicy.MinimumLength", nil, "the provider sends 0 for none, which Cognito refuses; the length of a pool without a policy is written")
	}
	create.Schema = slices.Clone(create.Schema)
	for i := range create.Schema {
		completeAttribute(&create.Schema[i])
	}
}

// usualLength is the least length of a password in a pool without a policy.
const usualLength = 8

// completeAttribute says what the API assumes: the type of a standard
// attribute, and that every attribute but sub can be changed.
func completeAttribute(a *model.Attribute) {
	if a.Name == nil {
		return
	}
	if dataType, standard := model.StandardType(*a.Name); standard && a.AttributeDataType == nil {
		a.AttributeDataType = &dataType
	}
	if a.Mutable == nil && *a.Name != "sub" {
		a.Mutable = new(true)
	}
}

// add puts everything that the pool says into the body. A block without a
// member is left out where the catalogue gives it no meaning.
func (t *terraform) add(r *model.Pool) {
	list, index := "", -1
	for leaf := range r.Leaves() {
		path := leaf.Setting.Terraform
		value := leaf.Value()
		if leaf.Setting.Kind == model.List {
			list, index = path, -1
			continue
		}
		if path == "" {
			t.miss(leaf.Path(), value, "the provider has no name for it")
			continue
		}
		if at := leaf.At(); len(at) > 0 && at[0] != index {
			index = at[0]
			t.body.newBlock(list)
		}
		if value == nil {
			t.body.block(path)
			continue
		}
		t.checkComposed(leaf.Path(), value)
		t.body.set(path, value)
	}
}

// checkComposed notes a text that Terraform changes: it composes letters and
// their accents (Unicode NFC) in every text.
func (t *terraform) checkComposed(path string, value any) {
	const why = "Terraform joins letters and their accents to single characters (Unicode NFC)"
	switch v := value.(type) {
	case string:
		if !isComposed(v) {
			t.miss(path, v, why)
		}
	case map[string]string:
		for key, text := range v {
			if !isComposed(key) || !isComposed(text) {
				t.miss(path, nil, why)
				return
			}
		}
	}
}

func isComposed(s string) bool {
	whole := wholeText(s)
	return cty.NormalizeString(whole) == whole
}

func (t *terraform) writeGaps(b *bytes.Buffer) {
	if len(t.gaps) == 0 {
		return
	}
	b.WriteString("#\n# This resource does not say everything about the pool:\n")
	var commands []string
	for _, g := range t.gaps {
		b.WriteString("#\n#   " + g.Setting)
		if g.value != nil {
			b.WriteString(" = " + quoteShort(g.value))
		}
		b.WriteString("\n#   (" + g.Why + ")\n")
		if g.Command != "" && !slices.Contains(commands, g.Command) {
			commands = append(commands, g.Command)
		}
	}
	if len(commands) == 0 {
		return
	}
	b.WriteString("#\n# `poolsmith export -f cli` makes a pool with all of it. To set it on the pool that\n" +
		"# Terraform made, and again whenever Terraform has changed that pool:\n#\n")
	for _, command := range commands {
		b.WriteString("#   " + strings.ReplaceAll(command, " && ", " &&\n#   ") + "\n")
	}
}

// commentWidth is how many characters of a value a comment shows.
const commentWidth = 100

// quoteShort writes a value on one line, with escapes for what cannot be seen.
func quoteShort(value any) string {
	s, ok := value.(string)
	if !ok {
		return fmt.Sprint(value)
	}
	if runes := []rune(s); len(runes) > commentWidth {
		s = string(runes[:commentWidth]) + "…"
	}
	return strconv.Quote(s)
}

// label makes an identifier of the pool's name.
func label(name *string) string {
	if name == nil {
		return "pool"
	}
	words := strings.FieldsFunc(strings.ToLower(*name), func(r rune) bool { return !isLetter(r) && (r < '0' || r > '9') })
	label := strings.Join(words, "_")
	if label == "" || !isLetter(rune(label[0])) {
		label = strings.TrimSuffix("pool_"+label, "_")
	}
	return label
}

// wizardOrder is the place of each top-level name in the catalogue; what both
// calls can set stands where the first one sets it.
var wizardOrder = func() map[string]int {
	order := map[string]int{}
	for _, request := range []string{"CreateUserPool.", "SetUserPoolMfaConfig."} {
		for i := range model.Catalogue {
			name, _, _ := strings.Cut(model.Catalogue[i].Terraform, ".")
			if _, seen := order[name]; !seen && strings.HasPrefix(model.Catalogue[i].Path, request) {
				order[name] = i
			}
		}
	}
	return order
}()

// sortByWizard brings what the second call sets to where the wizard asks for it.
func (b *hclBody) sortByWizard() {
	slices.SortStableFunc(b.items, func(x, y hclItem) int { return wizardOrder[x.name] - wizardOrder[y.name] })
}
