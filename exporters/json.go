package exporters

import (
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// exportJSON writes the body of each call for --cli-input-json, byte for byte
// as it is reviewed and sent.
func exportJSON(p *model.Pool, o Options) Output {
	var out Output
	for _, r := range bodies(p, o) {
		out.Files = append(out.Files, File{Name: r.file + ".json", Data: r.body()})
		out.Gaps = append(out.Gaps, r.gaps()...)
	}
	return out
}

// bodies are the requests that create a pool, or those that change one: all that
// set something in it, if there is nothing to change.
func bodies(p *model.Pool, o Options) []*request {
	live := o.existing()
	var list []*request
	if live == nil {
		list = creations(p)
	} else {
		list = changes(live.ids, live.updates())
	}
	nameFiles(list)
	return list
}

// gaps lists what the body lacks that the draft has: ids, which only responses
// give, and secrets.
func (r *request) gaps() []Gap {
	if r.Operation == nil || r.deletes {
		return nil
	}
	c, command := r.Call, idCommand(r.operation, r.missing, r.file)
	var gaps []Gap
	for _, t := range c.Takes() {
		if t.Value == "" || !slices.Contains(r.missing, t.Member) {
			continue
		}
		source := model.OperationOf(c.Operation.Member(t.Member).Refers)
		why := "the id is in the response to the request that creates it; pass it as --" + kebab(t.Member)
		if source != nil {
			why = "the id is in the response to " + source.Name + " of " + quoteShort(model.Printable(t.Value)) + "; pass it as --" + kebab(t.Member)
		}
		gaps = append(gaps, Gap{c.Path + "." + t.Member, why, command})
	}
	for path, value := range secretsIn(c) {
		if variable, found := model.SecretVariable(value); found {
			_, setting, _ := strings.Cut(path, ".") // in the request alone
			gaps = append(gaps, Gap{Setting: c.Path + "." + setting, Why: "replace ${env:" + variable + "} in the body with the secret before sending it"})
		}
	}
	return gaps
}
