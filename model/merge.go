package model

import (
	"reflect"
	"slices"
)

// Merge returns a live pool with a draft over it: what the draft sets, and what
// the live pool has where the draft sets nothing. Entries of maps, attributes,
// scopes and other items of lists that have a name are merged by that; other lists
// are replaced as a whole, such as callback URLs. The number of a token validity has
// the unit of the live pool unless the draft sets that, too. The result shares nothing
// with the two.
func (p *Pool) Merge(draft *Pool) *Pool {
	live, over := p.Clone(), draft.Clone()
	live.placeMfa()
	live.makeRoom(over)
	if over.MfaMode() != Off || !over.setsMode() && live.MfaMode() != Off {
		over.gatherSms()
	}
	merge(reflect.ValueOf(live).Elem(), reflect.ValueOf(over).Elem(), "")
	live.placeMfa()
	return live
}

// Exact returns the draft as the goal of a change of a live pool: what the draft
// does not set becomes the default, or is deleted. Only what the service adds by
// itself to the details of an identity provider stays.
func (p *Pool) Exact(draft *Pool) *Pool {
	goal, old := draft.Clone(), p.Clone()
	for i := range goal.CreateIdentityProvider {
		provider := &goal.CreateIdentityProvider[i]
		for _, live := range old.CreateIdentityProvider {
			if is(live.ProviderName, deref(provider.ProviderName)) {
				details := live.ProviderDetails
				merge(reflect.ValueOf(&details).Elem(), reflect.ValueOf(provider.ProviderDetails), atProviders+"[].ProviderDetails")
				provider.ProviderDetails = details
			}
		}
	}
	goal.placeMfa()
	return goal
}

// secondPlaces are settings that have two places in a request. A draft that sets
// one replaces both.
var secondPlaces = [][2]string{
	{"CreateUserPool.EmailVerificationMessage", atTemplate + "EmailMessage"},
	{"CreateUserPool.EmailVerificationSubject", atTemplate + "EmailSubject"},
	{"CreateUserPool.SmsVerificationMessage", atTemplate + "SmsMessage"},
	{"CreateUserPool.AdminCreateUserConfig.UnusedAccountValidityDays", atPassword + "TemporaryPasswordValidityDays"},
	{"CreateUserPool.LambdaConfig.PreTokenGeneration", "CreateUserPool.LambdaConfig.PreTokenGenerationConfig"},
	{atCreateMode, setUserPoolMfaConfig.Name + ".MfaConfiguration"},
}

// makeRoom removes from a live pool what would contradict a draft that sets it in
// the other place.
func (p *Pool) makeRoom(draft *Pool) {
	for _, places := range secondPlaces {
		for i, path := range places {
			_, here := draft.Get(path)
			_, there := draft.Get(places[1-i])
			if here && !there {
				p.drop(places[1-i])
			}
		}
	}
	if over := draft.CreateUserPool.Policies; over != nil && over.PasswordPolicy != nil {
		p.setPasswordPolicy()
	}
}

// setPasswordPolicy sets the policy that a pool has without one.
func (p *Pool) setPasswordPolicy() {
	if p.CreateUserPool.Policies == nil {
		p.CreateUserPool.Policies = &Policies{}
	}
	setDefault(&p.CreateUserPool.Policies.PasswordPolicy, *DefaultPasswordPolicy())
}

// drop unsets a setting of a pool that has its path.
func (p *Pool) drop(path string) {
	if err := p.Unset(path); err != nil {
		panic(err) // a path of the catalog without brackets
	}
}

func (p *Pool) setsMode() bool {
	return p.CreateUserPool.MfaConfiguration != nil || p.SetUserPoolMfaConfig.MfaConfiguration != nil
}

// placeMfa moves the MFA mode to the request that sets it in a live pool, and the
// SMS settings of the factor to the pool. They have no effect while MFA is off.
func (p *Pool) placeMfa() {
	mode := p.MfaMode()
	if p.setsMode() {
		p.SetUserPoolMfaConfig.MfaConfiguration = &mode
	}
	p.CreateUserPool.MfaConfiguration = nil
	factor := p.SetUserPoolMfaConfig.SmsMfaConfiguration
	if factor == nil {
		return
	}
	if mode != Off && factor.SmsConfiguration != nil {
		p.CreateUserPool.SmsConfiguration = factor.SmsConfiguration
	}
	if mode != Off && factor.SmsAuthenticationMessage != nil {
		p.CreateUserPool.SmsAuthenticationMessage = factor.SmsAuthenticationMessage
	}
	p.SetUserPoolMfaConfig.SmsMfaConfiguration = &SmsMfa{}
}

// gatherSms adds the SMS settings of the factor, which the service has once, to
// those of the pool.
func (p *Pool) gatherSms() {
	factor, create := p.SetUserPoolMfaConfig.SmsMfaConfiguration, &p.CreateUserPool
	if factor == nil {
		return
	}
	merge(reflect.ValueOf(&create.SmsConfiguration).Elem(), reflect.ValueOf(factor.SmsConfiguration), "")
	merge(reflect.ValueOf(&create.SmsAuthenticationMessage).Elem(), reflect.ValueOf(factor.SmsAuthenticationMessage), "")
	p.SetUserPoolMfaConfig.SmsMfaConfiguration = &SmsMfa{}
}

// keepSecrets leaves a client that has a secret with that one: its description
// does not show whether the service generated it.
func keepSecrets(live, goal *Pool) {
	for _, old := range live.CreateUserPoolClient {
		i := slices.IndexFunc(goal.CreateUserPoolClient, func(c CreateUserPoolClient) bool {
			return c.ClientName != nil && is(old.ClientName, *c.ClientName)
		})
		if i < 0 || !isTrue(old.GenerateSecret) || goal.CreateUserPoolClient[i].ClientSecret == nil {
			continue
		}
		goal.CreateUserPoolClient[i].ClientSecret, goal.CreateUserPoolClient[i].GenerateSecret = nil, new(true)
	}
}

// merge adds what over sets to under, which is at path.
func merge(under, over reflect.Value, path string) {
	switch {
	case over.IsZero():
	case under.IsZero():
		under.Set(over)
	case over.Kind() == reflect.Struct:
		for _, field := range reflect.VisibleFields(over.Type()) {
			if !field.Anonymous {
				merge(under.FieldByIndex(field.Index), over.FieldByIndex(field.Index), join(path, field.Name))
			}
		}
	case over.Kind() == reflect.Map:
		for _, key := range over.MapKeys() {
			under.SetMapIndex(key, over.MapIndex(key))
		}
	case over.Kind() == reflect.Pointer && blockType(over.Type()) != nil:
		merge(under.Elem(), over.Elem(), path)
	case over.Kind() == reflect.Slice && isMergedList(path):
		mergeItems(under, over, path)
	default:
		under.Set(over)
	}
}

// isMergedList reports whether the items of a list have names by which they are
// merged. The ways of recovery are one order, and the images of a style depend on
// its settings.
func isMergedList(path string) bool {
	s := byPath[path]
	return s != nil && s.Key != "" && path != atRecovery && path != atAssets
}

// mergeItems merges the items of a list by their keys, and appends those that only
// over has.
func mergeItems(under, over reflect.Value, path string) {
	list := byPath[path]
	for i := range over.Len() {
		item := over.Index(i)
		found := slices.IndexFunc(slices.Collect(indices(under)), func(j int) bool {
			return nameIn(list, under.Index(j)) == nameIn(list, item)
		})
		if found < 0 {
			under.Set(reflect.Append(under, item))
			continue
		}
		merge(under.Index(found), item, path+"[]")
	}
}

func indices(list reflect.Value) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range list.Len() {
			if !yield(i) {
				return
			}
		}
	}
}

// nameIn is the key of an item of a list, which is that of an attribute without
// its prefix.
func nameIn(list *Setting, item reflect.Value) string {
	key := keyOf(item, list.Key)
	if list.Path == atSchema {
		return bareName(Attribute{Name: &key})
	}
	return key
}
