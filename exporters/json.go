package exporters

import "github.com/poolsmith/poolsmith/model"

// exportJSON writes the body of each call for --cli-input-json, byte for byte
// as it is reviewed and sent.
func exportJSON(p *model.Pool, _ Options) Output {
	var out Output
	for _, c := range p.Calls() {
		out.Files = append(out.Files, File{Name: fileName(c) + ".json", Data: c.Body(nil)})
	}
	return out
}
