package exporters

import "github.com/poolsmith/poolsmith/model"

// exportJSON writes the body of each call for --cli-input-json, byte for byte
// as it is reviewed and sent.
func exportJSON(p *model.Pool, _ Options) Output {
	var out Output
	calls := p.Calls()
	names := fileNames(calls)
	for i, c := range calls {
		out.Files = append(out.Files, File{Name: names[i] + ".json", Data: c.Body(nil)})
	}
	return out
}
