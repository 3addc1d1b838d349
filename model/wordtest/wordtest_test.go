package wordtest

import "testing"

// The list finds what it is for.
func TestFind(t *testing.T) {
	for _, text := range []string{
		"mend the text", "the name must hold letters", "take the factor away", "leave it out", "so say all of them", "set it in the MFA step",
		"what it demands", "Cognito refuses it", "the pool is made", "stands in the schema twice", "in the pool's region", "the dearest plan",
		"Look after the pools", "the credentials cannot be had", "whoever has no bash", "no pool was made all the same", "region eu-west-1, profile default",
		"the body is no JSON at byte 3", "Cognito takes no prefix", "a pool as young as this one",
	} {
		if len(Find(text)) == 0 {
			t.Errorf("nothing found in %q", text)
		}
	}
}

func TestFindAcceptsPlainTexts(t *testing.T) {
	for _, text := range []string{
		"remove the factor", "set it with --region eu-west-1", "the pool's Region", "Cognito rejects it", "the pool was created",
		"aws s3 ls --region=eu-west-1", "AWS_REGION", "region = var.region",
	} {
		if found := Find(text); len(found) > 0 {
			t.Errorf("%q: found %v", text, found)
		}
	}
}
