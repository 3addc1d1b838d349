package exporters

import (
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// A list in a gap is text of the user's too: it must not end the comment.
func TestGapOfAListStaysInItsComment(t *testing.T) {
	p := &model.Pool{}
	p.CreateUserPool.Policies = &model.Policies{SignInPolicy: &model.SignInPolicy{AllowedFirstAuthFactors: []string{"PASSWORD", "x\nimport rego.v1\n"}}}
	p.CreateUserPool.DcrConfiguration = &model.DcrConfiguration{OpenGrantTypes: []string{"code\nresource \"null\" \"x\" {}"}}
	for _, format := range Formats {
		out := format.Export(p, Options{})
		for _, g := range out.Gaps {
			value, _ := p.Get(g.Setting)
			members, _ := value.([]string)
			for _, member := range members {
				if strings.Contains(member, "\n") && strings.Contains(string(out.Files[0].Data), member) {
					t.Errorf("%s: %s breaks out of its comment:\n%s", format.Name, g.Setting, out.Files[0].Data)
				}
			}
		}
	}
}
