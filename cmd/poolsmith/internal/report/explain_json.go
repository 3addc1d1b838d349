package report

import (
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

// Explanation is what explain shows, for programs: what a name means, or what was
// found for words.
type Explanation struct {
	Settings []SettingDetail `json:"settings,omitempty"`
	Rules    []RuleDetail    `json:"rules,omitempty"`
	Plans    []PlanDetail    `json:"plans,omitempty"`
	Topics   []TopicDetail   `json:"topics,omitempty" description:"what is configured elsewhere"`
	Values   []ValueDetail   `json:"values,omitempty" description:"values of settings that were found"`
	Presets  []PresetDetail  `json:"presets,omitempty"`
}

// SettingDetail describes a setting.
type SettingDetail struct {
	model.SettingInfo
	Terraform      string   `json:"terraform,omitzero" description:"its place in the Terraform resource"`
	CloudFormation string   `json:"cloudformation,omitzero" description:"its place in the CloudFormation resource"`
	Synonyms       []string `json:"synonyms,omitempty"`
	Rules          []string `json:"rules,omitempty" description:"the ids of the rules about it"`
}

// RuleDetail describes a rule.
type RuleDetail struct {
	Rule      string         `json:"rule" description:"its id"`
	Severity  model.Severity `json:"severity"`
	Summary   string         `json:"summary"`
	Settings  []string       `json:"settings" description:"the paths that it concerns"`
	Fix       string         `json:"fix" description:"what to do"`
	Automatic bool           `json:"automatic" description:"validate --fix corrects its findings where one correction is certain"`
	Source    string         `json:"source" description:"where the fact comes from"`
}

// PlanDetail describes a feature plan.
type PlanDetail struct {
	Plan     string        `json:"plan"`
	Features []string      `json:"features" description:"what it has and the plan before it does not have"`
	Price    float64       `json:"price" description:"of a monthly active user, in US dollars; indicative"`
	Free     int           `json:"free" description:"monthly active users without charge"`
	Requires []ValueDetail `json:"requires" description:"the settings and values for which it is the lowest plan"`
}

// ValueDetail is a value of a setting.
type ValueDetail struct {
	Setting string `json:"setting"`
	Title   string `json:"title"`
	Value   string `json:"value,omitzero" description:"absent for the setting with any value"`
	Help    string `json:"help,omitzero"`
}

// TopicDetail is a topic that is not a setting.
type TopicDetail struct {
	Title string `json:"title"`
	Text  string `json:"text" description:"where it is configured instead"`
}

// PresetList is the list of presets.
type PresetList struct {
	Presets []PresetDetail `json:"presets"`
}

// PresetDetail describes a preset.
type PresetDetail struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Summary string `json:"summary"`
}

// Presets describes all presets.
func Presets() PresetList { return PresetList{presetDetails(model.Presets)} }

func presetDetails(presets []model.Preset) []PresetDetail {
	var list []PresetDetail
	for _, p := range presets {
		list = append(list, PresetDetail(p))
	}
	return list
}

// settingsAt describes the settings at paths.
func settingsAt(paths []string) Explanation {
	var settings []*model.Setting
	for _, path := range paths {
		settings = append(settings, model.Lookup(path))
	}
	return Explanation{Settings: settingDetails(settings)}
}

func settingDetails(settings []*model.Setting) []SettingDetail {
	var list []SettingDetail
	for _, s := range settings {
		list = append(list, SettingDetail{s.Info(), s.Terraform, s.CloudFormation, s.Synonyms, rulesAbout(s.Path)})
	}
	return list
}

func allRules() []*model.Rule {
	var list []*model.Rule
	for i := range model.Rules {
		list = append(list, &model.Rules[i])
	}
	return list
}

func ruleDetails(rules []*model.Rule) []RuleDetail {
	var list []RuleDetail
	for _, r := range rules {
		list = append(list, RuleDetail{r.ID, r.Severity, r.Summary, slices.Clone(r.Settings), r.Fix, r.Edits != nil, r.Source})
	}
	return list
}

func planDetails(plans []model.TierInfo) []PlanDetail {
	var list []PlanDetail
	for _, p := range plans {
		list = append(list, PlanDetail{p.Name, p.Features, p.PricePerMAU, p.FreeMAU, requirements(p.Name)})
	}
	return list
}

// requirements are the settings and values for which plan is the lowest that has them.
func requirements(plan string) []ValueDetail {
	list := []ValueDetail{}
	for i := range model.Catalog {
		s := &model.Catalog[i]
		if s.Tier == plan {
			list = append(list, ValueDetail{Setting: s.Path, Title: s.Title})
		}
		for _, o := range s.Choices {
			if o.Tier == plan && s.Tier != plan {
				list = append(list, ValueDetail{s.Path, s.Title, o.Value, o.Help})
			}
		}
	}
	return list
}

// explanationOf describes what was found for words.
func explanationOf(found model.SearchResult) Explanation {
	e := Explanation{Settings: settingDetails(found.Settings), Rules: ruleDetails(found.Rules), Presets: presetDetails(found.Presets)}
	for _, t := range found.Topics {
		e.Topics = append(e.Topics, TopicDetail{t.Title, t.Where})
	}
	for _, v := range found.Values {
		e.Values = append(e.Values, ValueDetail{v.Setting.Path, v.Option.Title, v.Option.Value, v.Option.Help})
	}
	return e
}
