package model

import (
	"bytes"
	"cmp"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
)

var updateRulePools = flag.Bool("update-rule-pools", false, "write testdata/rule-pools.json")

// rulePool is a pool of the tests of the rules, for tests of other packages.
type rulePool struct {
	Region string // where the pool is to live; empty when the case names none
	Pool   *Pool
}

// testdata/rule-pools.json contains every pool of the tests of the rules, so that
// other checks of pools can be compared with the rules.
func TestRulePoolsFile(t *testing.T) {
	var texts []string
	for _, cases := range ruleCases {
		for _, c := range cases {
			texts = slices.Concat(texts, c.breaks, c.softer, c.fits)
		}
	}
	for _, text := range acceptedPools {
		texts = append(texts, text)
	}
	for _, rejected := range rejectedPools {
		texts = append(texts, rejected.pool)
	}
	slices.Sort(texts)
	var pools []rulePool
	for _, text := range slices.Compact(texts) {
		facts := readPool(t, text)
		if facts.FactorsUnknown || facts.Operation != "" {
			continue // a part of a pool
		}
		pools = append(pools, rulePool{facts.Region, facts.Pool})
	}
	slices.SortStableFunc(pools, func(a, b rulePool) int {
		return cmp.Or(strings.Compare(a.Region, b.Region), bytes.Compare(a.Pool.JSON(), b.Pool.JSON()))
	})
	want := EncodeJSON(pools)
	const file = "testdata/rule-pools.json"
	if *updateRulePools {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is out of date: run go test ./model -run TestRulePoolsFile -update-rule-pools", file)
	}
}
