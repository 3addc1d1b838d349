package forms

import "testing"

func TestReceived(t *testing.T) {
	tests := []struct{ path, text, want string }{
		{"CreateUserPool.VerificationMessageTemplate.EmailMessage", "<style>p{}</style><p>Hello,</p>\n<p>your code is <b>{####}</b> &amp; that is all.</p>", "Hello,\nyour code is 123456 & that is all."},
		{"CreateUserPool.VerificationMessageTemplate.EmailMessageByLink", "Please {##confirm##}.<br/>Thanks", "Please → confirm.\nThanks"},
		{"CreateUserPool.VerificationMessageTemplate.SmsMessage", "a < b {####}", "a < b 123456"},
		{"CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.EmailMessage", "{username}: {####}", "ann: 123456"},
		{"CreateUserPool.PoolName", "{####}", ""},
	}
	for _, tt := range tests {
		if got := Received(Field{Path: tt.path}, tt.text); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.path, got, tt.want)
		}
	}
}
