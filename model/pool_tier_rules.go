package model

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// TierInfo describes a feature plan.
type TierInfo struct {
	Name string
	// PricePerMAU is what each monthly active user costs, in US dollars. It is
	// indicative: a list of a third party from 2026.
	PricePerMAU float64
	FreeMAU     int      // monthly active users that cost nothing
	Features    []string // what it has and the plan before it lacks
}

// Tiers are the feature plans, from the lowest to the highest. A plan
// applies to a whole user pool.
var Tiers = []TierInfo{
	{
		Name: "LITE", PricePerMAU: 0.0055, FreeMAU: 10000,
		Features: []string{
			"sign-in with a password, custom challenges, and social and enterprise identity providers; machine-to-machine tokens",
			"MFA by SMS and authenticator app",
			"Lambda triggers, custom senders and ID token customization",
			"the classic hosted UI",
		},
	},
	{
		Name: "ESSENTIALS", PricePerMAU: 0.015, FreeMAU: 10000,
		Features: []string{
			"passwordless sign-in: codes by email or SMS, and passkeys",
			"MFA by email",
			"password history",
			"access token customization (trigger versions V2_0 and V3_0)",
			"managed login with its visual editor",
			"step-up authentication, dynamic client registration and refresh token rotation",
		},
	},
	{
		Name: "PLUS", PricePerMAU: 0.020, FreeMAU: 0,
		Features: []string{
			"threat protection: risky sign-ins, compromised credentials, adaptive authentication",
			"threat protection of custom authentication",
			"user activity logs",
		},
	},
}

const costSource = "developer guide, feature plans; prices from a third party's list, 2026, indicative"

// PriceNote says what the prices are worth.
const PriceNote = "Prices are approximate, come from a third party, and do not include discounts, SMS or email."

// Cost is the price of a plan: USD 0.015 for each monthly active user after
// the first 10,000.
func (t TierInfo) Cost() string {
	price := t.price() + " for each monthly active user"
	if t.FreeMAU == 0 {
		return price + ", none free"
	}
	return price + " after the first " + thousands(t.FreeMAU)
}

func (t TierInfo) price() string { return "USD " + strconv.FormatFloat(t.PricePerMAU, 'f', -1, 64) }

// CostFor is the price of a plan for a number of monthly active users: USD 150.00
// for 20,000 users a month, 10,000 of which are free.
func (t TierInfo) CostFor(users int) string {
	paid := max(0, users-t.FreeMAU)
	// In hundredths of a cent, of which a price is a whole number.
	units := int64(paid) * int64(math.Round(t.PricePerMAU*10_000))
	cents := (units + 50) / 100
	text := fmt.Sprintf("USD %s.%02d for %s a month", thousands(cents/100), cents%100, countUsers(users))
	switch free := users - paid; {
	case paid == 0:
		return text + ", all of which are free"
	case free > 0:
		return text + ", " + thousands(free) + " of which are free"
	default:
		return text
	}
}

// MaxUsers is the largest number of users for CostFor.
const MaxUsers = 999_999_999

func countUsers(n int) string {
	if n == 1 {
		return "1 user"
	}
	return thousands(n) + " users"
}

// thousands is a number with commas: 10,000.
func thousands[T int | int64](n T) string {
	text := strconv.FormatInt(int64(n), 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// CostFor says what the plan of the pool costs for a number of monthly active users,
// and what is charged beside it. For no users it gives the price of one.
func (p *Pool) CostFor(users int) string {
	plan := LookupTier(p.Tier())
	switch {
	case plan == nil:
		return ""
	case p.IsForMachines():
		return fmt.Sprintf("Plan %s. Machine access is charged per token request, not per user.", plan.Name)
	case users == 0:
		return fmt.Sprintf("Plan %s: about %s.", plan.Name, plan.Cost())
	}
	text := fmt.Sprintf("Plan %s: about %s.", plan.Name, plan.CostFor(users))
	if extra := p.ChargedSeparately(); extra != nil {
		text += " Charged separately: " + listed(extra) + "."
	}
	return text
}

// freeEnterpriseUsers is how many users of SAML and OIDC providers are free each
// month (AWS pricing, Amazon Cognito, 2026).
const freeEnterpriseUsers = 50

// ChargedSeparately names what a pool uses that the price of a plan does not include,
// nil for nothing. The amounts depend on countries and usage.
func (p *Pool) ChargedSeparately() []string {
	var extra []string
	if p.SmsSettings() != nil {
		extra = append(extra, "SMS messages")
	}
	if mail := p.CreateUserPool.EmailConfiguration; mail != nil && is(mail.EmailSendingAccount, "DEVELOPER") {
		extra = append(extra, "email through Amazon SES")
	}
	if len(p.Functions()) > 0 {
		extra = append(extra, "invocations of the Lambda functions")
	}
	f := Facts{Pool: p}
	if slices.ContainsFunc(p.CreateUserPoolClient, func(c CreateUserPoolClient) bool { return client{&c, 0}.isMachine() }) {
		extra = append(extra, "token requests of machines")
	}
	if checkEnterpriseCost(f) != nil {
		extra = append(extra, fmt.Sprintf("users of SAML and OIDC providers after the first %d", freeEnterpriseUsers))
	}
	return extra
}

// LookupTier returns the plan of the name, or nil.
func LookupTier(name string) *TierInfo {
	i := tierIndex(name)
	if i < 0 {
		return nil
	}
	return &Tiers[i]
}

func tierIndex(name string) int {
	return slices.IndexFunc(Tiers, func(t TierInfo) bool { return t.Name == name })
}

// Tier is the feature plan of the pool: the one that is set, else the one that
// the service selects: PLUS with threat protection, ESSENTIALS without.
func (p *Pool) Tier() string {
	if tier := p.CreateUserPool.UserPoolTier; tier != nil {
		return *tier
	}
	if p.protectsAgainstThreats() {
		return "PLUS"
	}
	return "ESSENTIALS"
}

// protectsAgainstThreats reports whether threat protection is on.
func (p *Pool) protectsAgainstThreats() bool {
	a := p.CreateUserPool.UserPoolAddOns
	return a != nil && a.AdvancedSecurityMode != nil && *a.AdvancedSecurityMode != Off
}

// CheapestTier is the lowest plan that has everything the pool uses.
func CheapestTier(p *Pool) string {
	cheapest := 0
	for leaf := range p.tieredLeaves() {
		_, need := leaf.needs(0)
		cheapest = max(cheapest, need)
	}
	if managed, _ := p.loginVersions(); managed {
		cheapest = max(cheapest, tierIndex("ESSENTIALS"))
	}
	return Tiers[cheapest].Name
}

var tierRules = []Rule{
	{
		ID: "tier-lacks-feature", Severity: Error,
		Settings:   []string{atTier},
		Summary:    "A lower feature plan lacks features of the higher ones: LITE has no passwordless sign-in, passkeys, email MFA, password history or access token customization, and only PLUS has threat protection.",
		Fix:        "set UserPoolTier to a higher plan, or remove the feature",
		Source:     "rejected in real deployments, 2026-09: The following features need to be disabled for the LITE pricing tier configured: Passwordless Sign-In; developer guide, feature plans; passkey settings alone, and CustomAuthMode beside OFF, are unverified",
		Rejections: tierRejections(),
		Check:      checkTierFeatures,
	},
	{
		ID: "tier-higher-than-needed", Severity: Advice,
		Settings: []string{atTier},
		Summary:  "PLUS costs more per user than the other plans and has no free users. Without threat protection, a lower plan has the same features.",
		Fix:      "set UserPoolTier to a lower plan, or enable threat protection",
		Source:   costSource,
		Check:    checkTierCost,
		Edits:    editTierCost,
	},
	{
		ID: "threat-protection-picks-plus", Severity: Warning,
		Settings: []string{atTier, atThreats},
		Summary:  "With threat protection and no plan, Cognito selects PLUS, the most expensive plan.",
		Fix:      "set UserPoolTier to PLUS if that is what you want, or disable threat protection",
		Source:   costSource,
		Check:    checkPlusByDefault,
		Edits:    settingTo("PLUS"),
	},
}

// tierFeatures are the service's names of features that not every plan has,
// with the setting that turns each on.
var tierFeatures = []struct{ name, setting string }{
	{"Passwordless Sign-In", atFirstFactors},
	{"Token Customization with Pre-Token Generation Lambda", atLambda + "PreTokenGenerationConfig.LambdaVersion"},
	{"Threat Protection", atThreats},
}

// FeatureUnavailable is the service's exception for a feature that the plan
// lacks.
const FeatureUnavailable = "FeatureUnavailableInTierException"

// TierHint leads from an error about the plan to the features of each plan.
const TierHint = "see `poolsmith explain tiers` for the features of each plan"

// tierRejections are the answers about features that the plan lacks, in the two
// texts of the service: each feature that is known by name, and any other.
func tierRejections() []Rejection {
	const text = `(?:features need to be disabled for|feature is not available for) the \w+ pricing tier configured: `
	const hint = "choose a higher plan, or remove the feature; " + TierHint
	var rejections []Rejection
	for _, f := range tierFeatures {
		rejections = append(rejections, Rejection{Match: text + ".*" + f.name, Settings: []string{f.setting, atTier}, Hint: hint})
	}
	for _, setting := range []string{atEventSource, atLogBucket, atLogStream} {
		rejections = append(rejections, Rejection{
			Setting: setting,
			Code:    FeatureUnavailable,
			Text:    "The following feature is not available for the %s pricing tier configured: Log Streaming",
			Values:  tierOf,
			Match:   "pricing tier configured: Log Streaming",
			Hint:    hint,
		})
	}
	return append(rejections,
		Rejection{
			Code:   FeatureUnavailable,
			Text:   "The following features need to be disabled for the %s pricing tier configured: %s",
			Values: missingFeatures,
			Match:  text,
			Hint:   hint,
		},
		Rejection{Code: FeatureUnavailable, Match: AnyMessage, Hint: hint},
	)
}

// missingFeatures are the plan and the service's names of the features that it
// lacks.
func missingFeatures(f Facts, findings []Finding) []string {
	var features []string
	for _, finding := range findings {
		if name := f.tierFeature(finding.Settings[0]); !slices.Contains(features, name) {
			features = append(features, name)
		}
	}
	return []string{f.Tier(), strings.Join(features, ", ")}
}

// tierFeature is the service's name of the feature that a setting belongs to.
// The name of a trigger ends with its version.
func (f Facts) tierFeature(path string) string {
	for _, feature := range tierFeatures {
		block := feature.setting[:strings.LastIndexByte(feature.setting, '.')+1]
		if !strings.HasPrefix(path, block) {
			continue
		}
		if version, ok := f.Get(path); ok && strings.HasPrefix(block, atLambda) {
			return fmt.Sprintf("%s %v", feature.name, version)
		}
		return feature.name
	}
	return Title(path)
}

// tieredMembers are the settings that not every plan has.
var tieredMembers = pruneBy(poolMembers, isTiered)

// pruneBy keeps the settings for which keep reports true, and the blocks on the
// way to them.
func pruneBy(members []member, keep func(*Setting) bool) []member {
	var kept []member
	for _, m := range members {
		m.members = pruneBy(m.members, keep)
		if !keep(m.setting) {
			m.setting = nil
		}
		if m.setting != nil || m.members != nil {
			kept = append(kept, m)
		}
	}
	return kept
}

func isTiered(s *Setting) bool {
	return s != nil && (s.Tier != "" || slices.ContainsFunc(s.Choices, func(o Option) bool { return o.Tier != "" }))
}

// tieredLeaves are the leaves that not every plan has.
func (p *Pool) tieredLeaves() func(yield func(Leaf) bool) {
	return func(yield func(Leaf) bool) {
		walk(reflect.ValueOf(p).Elem(), tieredMembers, nil, yield)
	}
}

// needs returns the values of a leaf that the plan with the index have lacks,
// and the lowest plan that has all of them: have itself if it lacks none.
func (l Leaf) needs(have int) (values []string, need int) {
	need = have
	value := l.Value()
	if value == 0 {
		return nil, have // a password history of 0 is off
	}
	if plan := tierIndex(l.Setting.Tier); plan > have {
		need = plan
	}
	chosen, _ := value.([]string)
	if one, ok := value.(string); ok {
		chosen = []string{one}
	}
	for _, v := range chosen {
		o := l.Setting.Option(v)
		if o == nil || tierIndex(o.Tier) <= have {
			continue
		}
		values = append(values, v)
		need = max(need, tierIndex(o.Tier))
	}
	return values, need
}

func checkTierFeatures(f Facts) []Match {
	have := tierIndex(f.Tier())
	if have < 0 {
		return nil
	}
	var matches []Match
	block := ""
	for leaf := range f.tieredLeaves() {
		values, need := leaf.needs(have)
		path := leaf.Path()
		if need == have || block != "" && strings.HasPrefix(path, block) {
			continue
		}
		block = leaf.tierBlock()
		what := strings.TrimSpace(Name(path) + " " + strings.Join(values, ", "))
		matches = append(matches, Match{
			Message:  fmt.Sprintf("%s requires the plan %s; this pool has %s (UserPoolTier)", what, Tiers[need].Name, Tiers[have].Name),
			Settings: []string{path, atTier},
			Fix:      fmt.Sprintf("set UserPoolTier to %s, or remove the setting", Tiers[need].Name),
			Severity: f.tierSeverity(path),
		})
	}
	return matches
}

// tierBlock is the block of a feature that a leaf is in, so that the feature is
// reported once and not for each of its settings; empty outside such blocks.
func (l Leaf) tierBlock() string {
	if l.Setting.Kind == Block {
		return l.Path() + "."
	}
	if l.Setting.Kind == List {
		return l.Path() + "["
	}
	if strings.HasPrefix(l.Setting.Path, atPasskey) {
		return atPasskey
	}
	return ""
}

// tierSeverity is lower for the two cases whose rejection is unverified.
func (f Facts) tierSeverity(path string) *Severity {
	if strings.HasPrefix(path, atPasskey) || path == atCustomAuth && !f.protectsAgainstThreats() {
		return new(Warning)
	}
	return nil
}

func checkTierCost(f Facts) []Match {
	if !is(f.CreateUserPool.UserPoolTier, "PLUS") {
		return nil
	}
	cheapest := CheapestTier(f.Pool)
	if cheapest == "PLUS" {
		return nil
	}
	return found(fmt.Sprintf("%s is PLUS (%s), but the pool needs no more than %s (%s)", Name(atTier), LookupTier("PLUS").Cost(), cheapest, LookupTier(cheapest).Cost()))
}

func checkPlusByDefault(f Facts) []Match {
	if f.CreateUserPool.UserPoolTier != nil || !f.protectsAgainstThreats() {
		return nil
	}
	return found(fmt.Sprintf("%s is on and %s is not set, so Cognito selects PLUS (%s)", Name(atThreats), Name(atTier), LookupTier("PLUS").Cost()))
}

func editTierCost(f Facts, _ Finding) []Edit { return setTo(atTier, CheapestTier(f.Pool)) }

// TierNeeds are the settings of the pool that its CheapestTier has and lower plans
// lack, as paths; nil where that is the lowest plan.
func TierNeeds(p *Pool) []string {
	plan := tierIndex(CheapestTier(p))
	if plan == 0 {
		return nil
	}
	var paths []string
	for leaf := range p.tieredLeaves() {
		if _, need := leaf.needs(0); need == plan {
			paths = append(paths, leaf.Path())
		}
	}
	for i := range p.CreateUserPoolDomain {
		if p.CreateUserPoolDomain[i].isManaged() && plan == tierIndex("ESSENTIALS") {
			path := domain{&p.CreateUserPoolDomain[i], i}.at(atLoginVersion)
			if !slices.Contains(paths, path) {
				paths = append(paths, path)
			}
		}
	}
	return paths
}
