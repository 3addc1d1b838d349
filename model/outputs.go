package model

// The types below are what programs get as JSON, of every command alike: the same
// thing has the same name everywhere. Their tags say what the JSON Schemas say.

// SettingInfo describes a setting.
type SettingInfo struct {
	Setting   string       `json:"setting,omitzero" description:"the path of the setting: the request, and the names of the API"`
	Title     string       `json:"title"`
	Help      string       `json:"help,omitzero" description:"what it does"`
	Kind      Kind         `json:"kind" description:"what the value is: a string, except for boolean, integer, object (JSON), block (true if it is there), choices and texts (arrays of strings), map and list"`
	Required  bool         `json:"required,omitzero" description:"Cognito rejects the block that contains it without it"`
	Min       int          `json:"min,omitzero" description:"the minimum: the value of an integer, or the number of characters, of bytes (base64) or of items"`
	Max       int          `json:"max,omitzero" description:"the maximum of the same; absent without a limit"`
	Pattern   string       `json:"pattern,omitzero" description:"a regular expression for the whole text"`
	Must      string       `json:"must,omitzero" description:"the pattern in words"`
	Keys      *LimitsInfo  `json:"keys,omitzero" description:"the limits of each key of a map"`
	Items     *LimitsInfo  `json:"items,omitzero" description:"the limits of each text, or of each value of a map"`
	Choices   []ChoiceInfo `json:"choices,omitempty"`
	Default   string       `json:"default,omitzero" description:"what Cognito uses without it, in words"`
	Permanent string       `json:"permanent,omitzero" description:"why it matters that it cannot be changed after creation; absent if it can"`
	Plan      string       `json:"plan,omitzero" description:"the lowest feature plan that has it; absent if all have"`
	Secret    bool         `json:"secret,omitzero" description:"a draft has the name of an environment variable instead of the value"`
	Refers    string       `json:"refers,omitzero" description:"the setting of the same draft whose value it repeats"`
}

// LimitsInfo are the limits of one text among several.
type LimitsInfo struct {
	Min     int    `json:"min,omitzero" description:"the minimum number of characters"`
	Max     int    `json:"max,omitzero" description:"the maximum number of characters; absent without a limit"`
	Pattern string `json:"pattern,omitzero" description:"a regular expression for the whole text"`
	Must    string `json:"must,omitzero" description:"the pattern in words"`
}

// ChoiceInfo describes a value of a setting.
type ChoiceInfo struct {
	Value string `json:"value"`
	Title string `json:"title"`
	Help  string `json:"help,omitzero"`
	Plan  string `json:"plan,omitzero" description:"the lowest feature plan that has it; absent if all have"`
}

// FindingInfo describes a finding of a rule.
type FindingInfo struct {
	Severity Severity   `json:"severity"`
	Rule     string     `json:"rule" description:"the id of the rule; poolsmith explain describes it"`
	Settings []string   `json:"settings" description:"the paths concerned, the one to change first"`
	Message  string     `json:"message" description:"what is wrong, and why"`
	Fix      string     `json:"fix" description:"what to do"`
	Source   string     `json:"source" description:"where the fact comes from"`
	Edits    []EditInfo `json:"edits,omitempty" description:"corrects the finding; absent if that takes a decision"`
}

// EditInfo is a change of one setting.
type EditInfo struct {
	Path   string `json:"path" description:"of the setting, with the indices of lists"`
	Value  any    `json:"value,omitzero" description:"the new value"`
	Remove bool   `json:"remove,omitzero" description:"removes the setting, the item of a list or the entry of a map"`
}

// ChangeInfo is a setting with two values.
type ChangeInfo struct {
	Setting string `json:"setting" description:"the path of the setting"`
	From    any    `json:"from" description:"the value before; null if it is not set"`
	To      any    `json:"to" description:"the value after; null if it is not set"`
}

// kindNames are in the order of the kinds.
var kindNames = []string{"text", "prose", "arn", "boolean", "integer", "choice", "choices", "texts", "map", "list", "block", "object", "base64"}

// String is the kind as a word: integer.
func (k Kind) String() string { return kindNames[k] }

// MarshalText writes the kind as a word.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// KindNames are the words of all kinds.
func KindNames() []string { return kindNames }

// SeverityNames are the words of all severities, the least severe first.
func SeverityNames() []string { return severityNames }

// Info describes the setting for programs. The help and the default are those of the
// catalog.
func (s *Setting) Info() SettingInfo {
	info := SettingInfo{
		Setting: s.Path, Title: s.Title, Help: s.Help, Kind: s.Kind, Required: s.Required || s.Default == "",
		Min: s.Min, Max: s.Max, Default: s.Default, Permanent: s.Permanent, Plan: s.Tier, Secret: s.Secret, Refers: s.Refers,
		Choices: OptionInfos(s.Choices),
	}
	if s.Pattern != nil {
		info.Pattern, info.Must = s.Pattern.ecma(), s.Pattern.Must
	}
	if s.Kind == Map {
		info.Keys = s.Keys.info()
	}
	if s.Kind == Map || s.Kind == Texts {
		info.Items = s.Items.info()
	}
	return info
}

func (l Limits) info() *LimitsInfo {
	info := LimitsInfo{Min: l.Min, Max: l.Max}
	if l.Pattern != nil {
		info.Pattern, info.Must = l.Pattern.ecma(), l.Pattern.Must
	}
	if info == (LimitsInfo{}) {
		return nil
	}
	return &info
}

// OptionInfos describes options for programs.
func OptionInfos(options []Option) []ChoiceInfo {
	var list []ChoiceInfo
	for _, o := range options {
		list = append(list, ChoiceInfo{o.Value, o.Title, o.Help, o.Tier})
	}
	return list
}

// Info describes the finding for programs, with the edits that correct it.
func (f Finding) Info(edits []Edit) FindingInfo {
	info := FindingInfo{Severity: f.Severity, Rule: f.Rule, Settings: append([]string{}, f.Settings...), Message: f.Message, Fix: f.Fix, Source: f.Source}
	for _, e := range edits {
		info.Edits = append(info.Edits, e.Info())
	}
	return info
}

// Info describes the edit for programs.
func (e Edit) Info() EditInfo {
	if e.Removes() {
		return EditInfo{Path: e.Path, Remove: true}
	}
	return EditInfo{Path: e.Path, Value: e.Value}
}
