package forms

import (
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

const (
	invitation = "CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate."
	emailMFA   = "SetUserPoolMfaConfig.EmailMfaConfiguration.Message"
	smsMFA     = "SetUserPoolMfaConfig.SmsMfaConfiguration.SmsAuthenticationMessage"
)

func TestReceived(t *testing.T) {
	tests := []struct{ path, text, want string }{
		{template + "EmailMessage", "<style>p{}</style><p>Hello,</p>\n<p>your code is <b>{####}</b> &amp; that is all.</p>", "Hello,\nyour code is 123456 & that is all."},
		{template + "EmailMessageByLink", "Please {##confirm##}.<br/>Thanks", "Please → confirm.\nThanks"},
		{template + "SmsMessage", "a < b {####}", "a < b 123456"},
		{invitation + "EmailMessage", "{username}: {####}", "ann: 123456"},
		{"CreateUserPool.PoolName", "{####}", ""},

		// Only invitations know the name.
		{template + "EmailMessage", "Dear {username}, {####}", "Dear {username}, 123456"},
		{template + "EmailMessageByLink", "Dear {username}, {##confirm##}", "Dear {username}, → confirm"},
		{template + "SmsMessage", "{username} {####}", "{username} 123456"},
		{"CreateUserPool.EmailVerificationMessage", "{username} {####}", "{username} 123456"},
		{"CreateUserPool.SmsVerificationMessage", "{username} {####}", "{username} 123456"},
		{invitation + "SMSMessage", "{username} {####}", "ann 123456"},
		{emailMFA, "{username} {####}", "{username} 123456"},
		{smsMFA, "{username} {####}", "{username} 123456"},
		{"CreateUserPool.SmsAuthenticationMessage", "{username} {####}", "{username} 123456"},

		// Only the message by link has links, and only where they are whole.
		{template + "EmailMessageByLink", "click {##here} now", "click {##here} now"},
		{template + "EmailMessageByLink", "click {#here##} now", "click {#here##} now"},
		{template + "EmailMessageByLink", "click {##here##} or {##here", "click → here or {##here"},
		{template + "EmailMessageByLink", "{##one##}, {##two##}", "→ one, → two"},
		{template + "EmailMessageByLink", "code {####}", "code {####}"},
		{template + "EmailMessage", "{##here##} {####}", "{##here##} 123456"},
		{invitation + "EmailMessage", "{##here##} {####}", "{##here##} 123456"},
		{emailMFA, "{##here##} {####}", "{##here##} 123456"},
	}
	for _, tt := range tests {
		if got := Received(Field{Path: tt.path}, tt.text); got != tt.want {
			t.Errorf("%s, %q: got %q, want %q", tt.path, tt.text, got, tt.want)
		}
	}
}

func TestExtensionOfMessages(t *testing.T) {
	for i := range model.Catalog {
		s := &model.Catalog[i]
		if s.Kind != model.Prose {
			continue
		}
		want := ".html"
		for _, sms := range []string{template + "SmsMessage", invitation + "SMSMessage", smsMFA, "CreateUserPool.SmsAuthenticationMessage", "CreateUserPool.SmsVerificationMessage"} {
			if s.Path == sms {
				want = ".txt"
			}
		}
		if got := Extension(Field{Path: s.Path}); got != want {
			t.Errorf("%s: %s, want %s", s.Path, got, want)
		}
	}
}
