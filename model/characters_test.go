package model

import "testing"

func TestRejectedCharactersAreLocated(t *testing.T) {
	const message = "CreateUserPool.VerificationMessageTemplate."
	tests := []struct{ path, text, want string }{
		{message + "EmailMessage", "Hello {####}", ""},
		{message + "EmailMessage", "Hello,\nyour\u00a0code {####}", "U+00A0 (no-break space) in line 2, column 5"},
		{message + "EmailMessage", "no code here", ""},
		{message + "EmailMessage", "no code\u200bhere", "U+200B (zero-width space) in column 8"},
		{message + "EmailMessage", "{####} \U0001f468\u200d\U0001f469", "U+200D (zero-width joiner) in column 9"},
		{message + "EmailMessage", "{####}\x07", "U+0007 in column 7"},
		{message + "EmailMessageByLink", "\n\n  {##a##}\u00a0", "U+00A0 (no-break space) in line 3, column 10"},
		{message + "SmsMessage", "any\u00a0thing {####}", ""},
		{"CreateUserPool.PoolName", "shop:customers", "\":\" in column 5"},
		{"CreateUserPool.EmailConfiguration.ReplyToEmailAddress", "help me@example.com", "U+0020 (space) in column 5"},
		{"CreateUserPool.EmailConfiguration.ReplyToEmailAddress", "help", ""},
		{"SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId", "https://example.com", ""},
		{"CreateUserPool.Schema[].Name", "my plan", "U+0020 (space) in column 3"},
	}
	for _, tt := range tests {
		got := ""
		if list := Lookup(tt.path).Pattern.rejected(tt.text); len(list) > 0 {
			got = list[0].String()
		}
		if got != tt.want {
			t.Errorf("%s, %q: got %q, want %q", tt.path, tt.text, got, tt.want)
		}
	}
}
