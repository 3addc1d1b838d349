package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// explainTier explains the plan of that name, or all for tiers. It returns
// nothing for another name.
func explainTier(name string) string {
	if slices.Contains([]string{"tiers", "tier", "plans"}, strings.ToLower(name)) {
		return explainTiers()
	}
	plan := model.LookupTier(strings.ToUpper(name))
	if plan == nil {
		return ""
	}
	text := tierText(plan)
	if needs := needing(plan.Name); len(needs) > 0 {
		text += "\nOnly from this plan on:\n"
		for _, what := range needs {
			text += "  " + what + "\n"
		}
	}
	return text + "\n" + priceNote
}

const priceNote = "Prices are indicative: they come from a third party and leave discounts, SMS and email out.\n"

func tierText(t *model.TierInfo) string {
	return t.Name + "  about " + t.Cost() + "\n" + wrap(strings.Join(t.Features, "; ")+".", "  ") + "\n"
}

func explainTiers() string {
	var b strings.Builder
	b.WriteString("The feature plan (UserPoolTier) of a pool decides what it can do and what it costs.\n\n")
	for i := range model.Tiers {
		b.WriteString(tierText(&model.Tiers[i]))
	}
	fmt.Fprintf(&b, "\n%-58s", "Settings that not every plan has")
	for _, t := range model.Tiers {
		fmt.Fprintf(&b, "  %s", t.Name)
	}
	b.WriteByte('\n')
	for at, t := range model.Tiers {
		for _, what := range needing(t.Name) {
			fmt.Fprintf(&b, "%-58s", "  "+what)
			for i, other := range model.Tiers {
				sign := "–"
				if i >= at {
					sign = "✓"
				}
				fmt.Fprintf(&b, "  %-*s", len(other.Name), sign)
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
