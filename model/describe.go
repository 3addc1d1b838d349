package model

import (
	"reflect"
	"strings"
)

// readOnly are the members of a described pool that no request takes.
var readOnly = []string{
	"Id", "Arn", "Status", "CreationDate", "LastModifiedDate", "EstimatedNumberOfUsers",
	"Domain", "CustomDomain", "SmsConfigurationFailure", "EmailConfigurationFailure",
}

// fromDescription turns the UserPool of describe-user-pool into the request
// that would make it again. It leaves out what cannot be asked for, the
// standard attributes as every pool has them, and the legacy members that the
// service fills in as copies.
func (r *reader) fromDescription(pool *node) *node {
	if !r.expect(pool, object, "UserPool") {
		return nil
	}
	for _, name := range readOnly {
		pool.drop(name)
	}
	pool.rename("Name", "PoolName")
	pool.rename("SchemaAttributes", "Schema")
	if schema := pool.member("Schema"); schema != nil && schema.kind == array {
		schema.items = r.askedFor(schema.items)
		if len(schema.items) == 0 {
			pool.drop("Schema")
		}
	}
	dropCopies(pool)
	return pool
}

// askedFor keeps the attributes that somebody asked for, under the names they
// were asked for by: the service answers custom:x and dev:custom:x.
func (r *reader) askedFor(items []*node) []*node {
	var kept []*node
	for _, item := range items {
		var a Attribute
		probe := &reader{file: r.file}
		probe.decode(item, reflect.ValueOf(&a).Elem(), "Schema")
		if len(probe.problems) == 0 && isUntouchedStandard(a) {
			continue
		}
		if name := item.member("Name"); name != nil {
			name.text = strings.TrimPrefix(strings.TrimPrefix(name.text, "dev:"), "custom:")
		}
		kept = append(kept, item)
	}
	return kept
}

// dropCopies removes the legacy members: the messages where the template says
// the same, and the validity that the password policy replaced, which the
// service refuses beside its successor.
func dropCopies(pool *node) {
	template := pool.member("VerificationMessageTemplate")
	for legacy, name := range map[string]string{
		"EmailVerificationMessage": "EmailMessage",
		"EmailVerificationSubject": "EmailSubject",
		"SmsVerificationMessage":   "SmsMessage",
	} {
		old, now := pool.member(legacy), template.member(name)
		if old != nil && now != nil && old.text == now.text {
			pool.drop(legacy)
		}
	}
	policy := pool.member("Policies").member("PasswordPolicy")
	if policy.member("TemporaryPasswordValidityDays") != nil {
		pool.member("AdminCreateUserConfig").drop("UnusedAccountValidityDays")
	}
}

// settleSms empties the SMS factor where it only repeats the pool's own SMS
// settings, as get-user-pool-mfa-config prints it.
func settleSms(create, mfa *node) {
	sms := mfa.member("SmsMfaConfiguration")
	for name, own := range map[string]*node{
		"SmsConfiguration":         create.member("SmsConfiguration"),
		"SmsAuthenticationMessage": create.member("SmsAuthenticationMessage"),
	} {
		if said := sms.member(name); said != nil && own != nil && said.equal(own) {
			sms.drop(name)
		}
	}
}
