package model

import "fmt"

const atTermsLinks = "CreateTerms[].Links"

var termsRules = []Rule{
	{
		ID: "terms-need-default-link", Severity: Error,
		Settings: []string{atTermsLinks},
		Summary:  "The links of a terms document have an entry for cognito:default, which Cognito uses for languages without their own.",
		Fix:      "add cognito:default to Links",
		Source:   "API reference, CreateTerms",
		Check:    checkTermsLinks,
	},
}

func checkTermsLinks(f Facts) []Match {
	var matches []Match
	for i := range f.CreateTerms {
		t := &f.CreateTerms[i]
		if _, found := t.Links["cognito:default"]; found || len(t.Links) == 0 {
			continue // an empty map is reported as such
		}
		matches = append(matches, found(fmt.Sprintf("the terms document %q has no link for cognito:default", deref(t.TermsName)), at("CreateTerms", i, "Links"))...)
	}
	return matches
}
