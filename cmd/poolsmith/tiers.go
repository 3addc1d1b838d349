package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// tier is a feature plan. Prices are in US dollars per monthly active user, as
// a third party listed them in 2026; they show the proportions and no more.
type tier struct {
	name  string
	price string
	free  string
	about string
}

// tiers from the smallest to the largest.
var tiers = []tier{
	{"LITE", "0.0055", "first 10,000 users free", "Sign-up, passwords, SMS and authenticator app codes, social and company sign-in, all triggers, the classic hosted pages."},
	{"ESSENTIALS", "0.015", "first 10,000 users free", "Adds passwordless sign-in, passkeys, email codes, changes to access tokens, password history and managed login. New pools get this plan."},
	{"PLUS", "0.020", "nothing free", "Adds threat protection: risky sign-ins and leaked passwords are found and stopped, and activity is recorded."},
}

// explainTier explains the plan of that name, or all for tiers. It returns
// nothing for another name.
func explainTier(name string) string {
	if slices.Contains([]string{"tiers", "tier", "plans"}, strings.ToLower(name)) {
		return explainTiers()
	}
	at := slices.IndexFunc(tiers, func(t tier) bool { return strings.EqualFold(t.name, name) })
	if at < 0 {
		return ""
	}
	text := tiers[at].text()
	if needs := needing(tiers[at].name); len(needs) > 0 {
		text += "\nOnly from this plan on:\n"
		for _, what := range needs {
			text += "  " + what + "\n"
		}
	}
	return text + "\n" + priceNote
}

const priceNote = "Prices are indicative: they come from a third party and leave discounts, SMS and email out.\n"

func (t tier) text() string {
	return fmt.Sprintf("%s  about $%s per monthly active user, %s\n%s\n", t.name, t.price, t.free, wrap(t.about, "  "))
}

func explainTiers() string {
	var b strings.Builder
	b.WriteString("The feature plan (UserPoolTier) of a pool decides what it can do and what it costs.\n\n")
	for _, t := range tiers {
		b.WriteString(t.text())
	}
	fmt.Fprintf(&b, "\n%-58s", "Settings that not every plan has")
	for _, t := range tiers {
		fmt.Fprintf(&b, "  %s", t.name)
	}
	b.WriteByte('\n')
	for at, t := range tiers {
		for _, what := range needing(t.name) {
			fmt.Fprintf(&b, "%-58s", "  "+what)
			for i, other := range tiers {
				sign := "–"
				if i >= at {
					sign = "✓"
				}
				fmt.Fprintf(&b, "  %-*s", len(other.name), sign)
			}
			b.WriteByte('\n')
		}
	}
	return trimLines(b.String()) + "\n" + priceNote
}

// trimLines takes away the blanks that the last column leaves.
func trimLines(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return b.String()
}

// needing lists the settings and values of which plan is the smallest that has
// them.
func needing(plan string) []string {
	var list []string
	for i := range model.Catalogue {
		s := &model.Catalogue[i]
		if s.Tier == plan {
			list = append(list, s.Title+" ("+s.Name()+")")
		}
		for _, o := range s.Choices {
			if o.Tier == plan && s.Tier != plan {
				list = append(list, s.Title+": "+o.Value)
			}
		}
	}
	return list
}
