package forms

import (
	"slices"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// settingChecklists are the checklists of settings of all steps.
func settingChecklists() []Field {
	var fields []Field
	for _, step := range Steps {
		for _, f := range step.Fields {
			if f.HasChecks() {
				fields = append(fields, f)
			}
		}
	}
	return fields
}

// Law: to check, uncheck and leave one option changes its setting and no other, and an
// answer to the checklist leaves alone what is unset.
func TestAnOptionIsASettingOfItsOwn(t *testing.T) {
	fields := settingChecklists()
	if len(fields) < 2 {
		t.Fatalf("only %d checklists of settings", len(fields))
	}
	for _, f := range fields {
		for i, o := range f.Setting().Choices {
			a := NewAnswers(&model.Pool{})
			path := f.Check(o.Value)
			if value, ok := f.CheckOf(path); !ok || value != o.Value || path != f.Paths()[i] {
				t.Errorf("%s is not the option of %s", o.Value, path)
			}
			want := func(state State, members ...string) {
				t.Helper()
				for _, other := range f.Setting().Choices {
					expected := NotSet
					if other.Value == o.Value {
						expected = state
					}
					if got := a.State(f, other.Value); got != expected {
						t.Errorf("%s: state %d, want %d", f.Check(other.Value), got, expected)
					}
				}
				if got := a.Members(f); !slices.Equal(got, members) {
					t.Errorf("checked are %q, want %q", got, members)
				}
			}
			off := Unchecked
			if model.Lookup(path).Kind == model.Block {
				off = NotSet // the API has no other way
			}
			want(NotSet)
			a.SetMembers(f, []string{o.Value})
			want(Checked, o.Value)
			a.SetMembers(f, nil)
			want(off)
			a.Switch(f, o.Value, true)
			want(Checked, o.Value)
			a.Switch(f, o.Value, false)
			want(off)
			a.Leave(f, o.Value)
			want(NotSet)
			a.SetMembers(f, []string{o.Value})
			a.Set(f, "")
			want(NotSet)
			if !a.Pool.Equal(&model.Pool{}) {
				t.Errorf("%s: left %s", path, a.Pool.JSON())
			}
		}
	}
}

// What Cognito does with an unset option depends on the pool.
func TestDefaultOfAChecklist(t *testing.T) {
	tests := []struct {
		field Field
		set   map[string]any
		want  string
	}{
		{characters, nil, "All"},
		{characters, map[string]any{passwordPolicy + "MinimumLength": 12}, "None"},
		{secondFactors, nil, "None"},
		{secondFactors, map[string]any{"CreateUserPool.MfaConfiguration": "ON"}, "None"},
		{secondFactors, map[string]any{"CreateUserPool.MfaConfiguration": "ON", smsRole + "SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}, "SMS"},
	}
	for _, tt := range tests {
		a := NewAnswers(&model.Pool{})
		for path, value := range tt.set {
			must(a.Pool.Set(path, value))
		}
		if got := a.Default(tt.field); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.set, got, tt.want)
		}
	}
}

func TestShownChecklist(t *testing.T) {
	for _, tt := range []struct {
		on, off []string
		want    string
	}{
		{nil, nil, ""},
		{[]string{"RequireUppercase", "RequireLowercase", "RequireNumbers", "RequireSymbols"}, nil, "All"},
		{nil, []string{"RequireSymbols"}, "None"},
		{[]string{"RequireNumbers"}, []string{"RequireSymbols"}, "Digit"},
		{[]string{"RequireNumbers", "RequireUppercase"}, nil, "Uppercase letter, Digit"},
	} {
		a := NewAnswers(&model.Pool{})
		for _, value := range tt.on {
			a.Switch(characters, value, true)
		}
		for _, value := range tt.off {
			a.Switch(characters, value, false)
		}
		if got := Shown(a, characters); got != tt.want {
			t.Errorf("on %q, off %q: %q, want %q", tt.on, tt.off, got, tt.want)
		}
	}
}

// An attribute that is expressly not required can be left to Cognito again.
func TestLeaveARequiredAttribute(t *testing.T) {
	f := requiredField(t)
	a := NewAnswers(&model.Pool{})
	a.Pool.CreateUserPool.Schema = []model.Attribute{{Name: new("email"), Required: new(false)}, {Name: new("name"), Required: new(true), Mutable: new(true)}}
	for value, want := range map[string]State{"email": Unchecked, "name": Checked, "locale": NotSet} {
		if got := a.State(f, value); got != want {
			t.Errorf("%s: state %d, want %d", value, got, want)
		}
	}
	a.Leave(f, "email")
	a.Leave(f, "name")
	want := []model.Attribute{{Name: new("name"), Mutable: new(true)}}
	if p := (&model.Pool{CreateUserPool: model.CreateUserPool{Schema: want}}); !a.Pool.Equal(p) {
		t.Errorf("left %s", a.Pool.JSON())
	}
}

// Law: an option is the same setting in its checklist and as a question of its own.
func TestAnOptionAlone(t *testing.T) {
	checked := 0
	for _, step := range Steps {
		alone := Alone(step.Fields)
		for _, f := range step.Fields {
			for _, o := range f.Setting().Choices {
				path := f.Check(o.Value)
				if path == "" {
					continue
				}
				i := slices.IndexFunc(alone, func(other Field) bool { return other.Path == path })
				if i < 0 || alone[i].HasChecks() || alone[i].Applies(&model.Pool{}) != f.Applies(&model.Pool{}) {
					t.Fatalf("%s is not asked for alone", path)
				}
				checked++
				together, single := NewAnswers(&model.Pool{}), NewAnswers(&model.Pool{})
				for _, text := range []string{yes, no, yes, ""} {
					if text == "" {
						together.Leave(f, o.Value)
					} else {
						together.Switch(f, o.Value, text == yes)
					}
					if model.Lookup(path).Kind == model.Block && text == no {
						text = "" // as a block is switched off
					}
					if single.Set(alone[i], text); !single.Pool.Equal(together.Pool) {
						t.Errorf("%s is %q: alone %s, in its checklist %s", path, text, single.Pool.JSON(), together.Pool.JSON())
					}
				}
			}
		}
	}
	if checked < 7 {
		t.Errorf("only %d options", checked)
	}
}
