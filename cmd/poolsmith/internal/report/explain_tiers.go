package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/poolsmith/poolsmith/model"
)

// explainTier explains the plan with the name, or all plans for tiers. It returns
// an empty string for other names.
func explainTier(name string) (string, []PlanDetail) {
	if slices.Contains([]string{"tiers", "tier", "plans"}, strings.ToLower(name)) {
		return explainTiers(), planDetails(model.Tiers)
	}
	plan := model.LookupTier(strings.ToUpper(name))
	if plan == nil {
		return "", nil
	}
	text := tierText(plan)
	if requires := requiring(plan.Name); len(requires) > 0 {
		text += "\nRequires at least this plan:\n"
		for _, what := range requires {
			text += "  " + what + "\n"
		}
	}
	return text + "\n" + priceNote, planDetails([]model.TierInfo{*plan})
}

const priceNote = model.PriceNote + "\n"

// examples are numbers of users for which the plans are compared.
var examples = []int{10_000, 50_000, 100_000}

// monthlyCosts are what the plans cost for the examples.
func monthlyCosts() string {
	text := "\nA month costs about:\n"
	for _, t := range model.Tiers {
		for _, users := range examples {
			text += fmt.Sprintf("  %-10s  %s\n", t.Name, t.CostFor(users))
		}
	}
	return text
}

func tierText(t *model.TierInfo) string {
	return t.Name + "  about " + t.Cost() + "\n" + wrap(strings.Join(t.Features, "; ")+".", "  ") + "\n"
}

func explainTiers() string {
	var b strings.Builder
	b.WriteString("The feature plan (UserPoolTier) of a pool determines its features and its price.\n\n")
	for i := range model.Tiers {
		b.WriteString(tierText(&model.Tiers[i]))
	}
	width := 0
	for _, t := range model.Tiers {
		for _, what := range requiring(t.Name) {
			width = max(width, 2+utf8.RuneCountInString(what))
		}
	}
	fmt.Fprintf(&b, "\n%-*s", width, "Settings that are not available in every plan")
	for _, t := range model.Tiers {
		fmt.Fprintf(&b, "  %s", t.Name)
	}
	b.WriteByte('\n')
	for at, t := range model.Tiers {
		for _, what := range requiring(t.Name) {
			fmt.Fprintf(&b, "%-*s", width, "  "+what)
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
	return trimLines(b.String()) + monthlyCosts() + "\n" + priceNote
}

// trimLines removes spaces after the last column.
func trimLines(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return b.String()
}

// requiring lists the settings and values for which plan is the lowest that has
// them.
func requiring(plan string) []string {
	var list []string
	for _, r := range requirements(plan) {
		if r.Value != "" {
			list = append(list, r.Title+": "+r.Value)
			continue
		}
		list = append(list, r.Title+" ("+model.Lookup(r.Setting).Name()+")")
	}
	return list
}
