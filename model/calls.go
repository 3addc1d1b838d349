package model

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf16"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Call is one API request. Its body holds everything but the pool id, which
// only the answer to CreateUserPool brings.
type Call struct {
	Operation string // CreateUserPool or SetUserPoolMfaConfig
	Create    *CreateUserPool
	Mfa       *SetUserPoolMfaConfig
}

// Body returns the request as JSON, the bytes that are reviewed, exported and
// sent. poolID becomes the UserPoolId of a call that needs one; with an empty
// poolID the member is left out.
func (c Call) Body(poolID string) []byte {
	if c.Create != nil {
		return EncodeJSON(c.Create)
	}
	if poolID == "" {
		return EncodeJSON(c.Mfa)
	}
	return EncodeJSON(struct {
		UserPoolId string
		*SetUserPoolMfaConfig
	}{poolID, c.Mfa})
}

// Pool returns the call's request alone, as a pool, so that what can walk a
// pool can walk a call.
func (c Call) Pool() *Pool {
	if c.Create != nil {
		return &Pool{CreateUserPool: *c.Create}
	}
	return &Pool{SetUserPoolMfaConfig: *c.Mfa}
}

// EncodeJSON writes v as indented JSON with a newline at the end. Characters
// that would steer a terminal or turn the direction of writing are spelt out,
// so that the text can be shown as it is; bytes that are no UTF-8 become U+FFFD.
func EncodeJSON(v any) []byte {
	data, err := json.Marshal(v, jsontext.WithIndent("  "), json.Deterministic(true), jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))
	if err != nil {
		panic(err) // our own types of strings, numbers, lists and maps always encode
	}
	data = append(data, '\n')
	if slices.ContainsFunc(data, func(b byte) bool { return b >= 0x7f }) {
		data = spellOut(data)
	}
	return data
}

// spellOut escapes hidden characters in JSON that has more than plain ASCII.
// The encoder escaped the control characters below that.
func spellOut(data []byte) []byte {
	var b bytes.Buffer
	for _, r := range string(data) {
		switch {
		case r < 0x7f || !isHidden(r):
			b.WriteRune(r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default: // JSON has no other way than two surrogates
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		}
	}
	return b.Bytes()
}

// JSON returns the pool as a draft file.
func (p *Pool) JSON() []byte { return EncodeJSON(p) }

// MFA modes.
const (
	Off      = "OFF"
	On       = "ON"
	Optional = "OPTIONAL"
)

// MfaMode is the mode the pool is to end with: that of the second call where
// it is set there, else that of the first, else OFF.
func (p *Pool) MfaMode() string {
	for _, mode := range []*string{p.SetUserPoolMfaConfig.MfaConfiguration, p.CreateUserPool.MfaConfiguration} {
		if mode != nil {
			return *mode
		}
	}
	return Off
}

// Calls returns the requests that make the pool, in their order.
//
// CreateUserPool alone can switch on no factor but SMS, and knows no passkey
// settings. A pool that wants more is created with MFA off, and then one
// SetUserPoolMfaConfig says everything at once, because that call replaces
// whatever it does not mention.
func (p *Pool) Calls() []Call {
	create := p.CreateUserPool
	calls := []Call{{Operation: "CreateUserPool", Create: &create}}
	mode := p.MfaMode()
	if !p.needsSecondCall(mode) {
		if p.SetUserPoolMfaConfig.MfaConfiguration != nil {
			create.MfaConfiguration = &mode
		}
		return calls
	}
	if create.MfaConfiguration != nil {
		create.MfaConfiguration = new(Off)
	}
	mfa := p.SetUserPoolMfaConfig
	mfa.MfaConfiguration = &mode
	if mode == Off {
		// A factor beside OFF is rejected, enabled or not.
		mfa.SoftwareTokenMfaConfiguration, mfa.SmsMfaConfiguration, mfa.EmailMfaConfiguration = nil, nil, nil
	} else {
		mfa.SmsMfaConfiguration = p.smsFactor()
	}
	return append(calls, Call{Operation: "SetUserPoolMfaConfig", Mfa: &mfa})
}

func (p *Pool) needsSecondCall(mode string) bool {
	mfa := &p.SetUserPoolMfaConfig
	if mfa.WebAuthnConfiguration != nil {
		return true
	}
	if mode == Off {
		return false
	}
	if mfa.SoftwareTokenMfaConfiguration != nil || mfa.EmailMfaConfiguration != nil {
		return true
	}
	sms := mfa.SmsMfaConfiguration
	saysMore := sms != nil && (sms.SmsAuthenticationMessage != nil || sms.SmsConfiguration != nil)
	return saysMore || p.CreateUserPool.SmsConfiguration == nil
}

// smsFactor completes the SMS factor from the first call. A pool that can send
// SMS always sends it: the service rejects a second call that would drop it.
func (p *Pool) smsFactor() *SmsMfa {
	said := p.SetUserPoolMfaConfig.SmsMfaConfiguration
	if said == nil && p.CreateUserPool.SmsConfiguration == nil {
		return nil
	}
	sms := SmsMfa{}
	if said != nil {
		sms = *said
	}
	if sms.SmsConfiguration == nil {
		sms.SmsConfiguration = p.CreateUserPool.SmsConfiguration
	}
	if sms.SmsAuthenticationMessage == nil {
		sms.SmsAuthenticationMessage = p.CreateUserPool.SmsAuthenticationMessage
	}
	return &sms
}
