package exporters

import (
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// exportJSON writes the body of each call for --cli-input-json, byte for byte
// as it is reviewed and sent.
func exportJSON(p *model.Pool, _ Options) Output {
	var out Output
	calls := p.Calls()
	names := fileNames(calls)
	for i, c := range calls {
		out.Files = append(out.Files, File{Name: names[i] + ".json", Data: c.Body(nil)})
		out.Gaps = append(out.Gaps, bodyGaps(c, idCommand(c.Operation.Name, takenMembers(c), names[i]))...)
	}
	return out
}

// bodyGaps lists what a body lacks that the draft has: ids, which only responses
// give, and secrets.
func bodyGaps(c model.Call, command string) []Gap {
	var gaps []Gap
	for _, t := range c.Takes() {
		if t.Value == "" {
			continue
		}
		source := model.OperationOf(c.Operation.Member(t.Member).Refers)
		why := "the id is in the response to the request that creates it; pass it as --" + kebab(t.Member)
		if source != nil {
			why = "the id is in the response to " + source.Name + " of " + quoteShort(model.Printable(t.Value)) + "; pass it as --" + kebab(t.Member)
		}
		gaps = append(gaps, Gap{c.Path + "." + t.Member, why, command})
	}
	for path, value := range secretsOf(c.Pool()) {
		if variable, found := model.SecretVariable(value); found {
			_, setting, _ := strings.Cut(path, ".") // in the request alone
			gaps = append(gaps, Gap{Setting: c.Path + "." + setting, Why: "replace ${env:" + variable + "} in the body with the secret before sending it"})
		}
	}
	return gaps
}
