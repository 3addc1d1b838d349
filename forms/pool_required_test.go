package forms

import (
	"slices"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

func requiredField(t *testing.T) Field {
	t.Helper()
	for _, f := range attributes.Fields {
		if f.Repeats() {
			return f
		}
	}
	t.Fatal("no checklist of required attributes")
	return Field{}
}

// The checklist changes what is required and nothing else of an attribute.
func TestRequiredStandardAttributes(t *testing.T) {
	f := requiredField(t)
	email := model.Attribute{Name: new("email"), Mutable: new(false), StringAttributeConstraints: &model.StringConstraints{MaxLength: new("100")}}
	required := email
	required.Required = new(true)
	plan := model.Attribute{Name: new("plan"), AttributeDataType: new("String"), Required: new(true)}
	bare := model.Attribute{Name: new("name")}
	tests := []struct {
		name    string
		schema  []model.Attribute
		require []string
		want    []model.Attribute
	}{
		{"nothing", nil, nil, nil},
		{"a new one", nil, []string{"email"}, []model.Attribute{{Name: new("email"), Required: new(true)}}},
		{"one that is there keeps its members and place", []model.Attribute{email, plan}, []string{"email"}, []model.Attribute{required, plan}},
		{"no longer required", []model.Attribute{required, plan}, nil, []model.Attribute{email, plan}},
		{"one that was only required goes", []model.Attribute{{Name: new("name"), Required: new(true)}, plan}, nil, []model.Attribute{plan}},
		{"an entry that was never required stays", []model.Attribute{bare}, nil, []model.Attribute{bare}},
		{"custom attributes stay", []model.Attribute{plan}, []string{"locale"}, []model.Attribute{plan, {Name: new("locale"), Required: new(true)}}},
		{"one without a name stays", []model.Attribute{{AttributeDataType: new("String")}}, nil, []model.Attribute{{AttributeDataType: new("String")}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := NewAnswers(&model.Pool{})
			s.Pool.CreateUserPool.Schema = slices.Clone(tt.schema)
			s.Pool = s.Pool.Clone()
			s.SetMembers(f, tt.require)
			want := &model.Pool{}
			want.CreateUserPool.Schema = tt.want
			if !s.Pool.Equal(want) {
				t.Errorf("got %s, want %s", s.Pool.JSON(), want.JSON())
			}
			if got := s.Members(f); !slices.Equal(got, tt.require) {
				t.Errorf("reads back %q", got)
			}
			s.Set(f, "") // as the line-by-line mode clears
			if got := s.Members(f); len(got) > 0 {
				t.Errorf("cleared, but %q", got)
			}
		})
	}
}

func TestANewAttributeHasNoName(t *testing.T) {
	p := &model.Pool{}
	i := ListOf(field(schemaPath)).Add(p)
	if name := p.CreateUserPool.Schema[i].Name; name != nil {
		t.Errorf("a new attribute is called %q", *name)
	}
}
