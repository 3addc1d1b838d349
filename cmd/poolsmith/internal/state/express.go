package state

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// expressVersion is the version of expressFile. A change that earlier versions would
// misunderstand increments it.
const expressVersion = 1

// expressFile is the file beside a draft with the answers from which its pool follows.
// Versions that do not know it see a draft without answers.
type expressFile struct {
	Version int               `json:"version"`
	Name    string            `json:"name,omitempty"`
	Answers map[string]string `json:"answers"` // by the ID of the question
}

// expressPath is the path of the file beside a draft. It does not have the name of a
// draft.
func expressPath(draft string) string { return strings.TrimSuffix(draft, ".json") + ".answers" }

// writeExpress writes the answers from which the pool of a draft follows, or removes
// the file for none.
func writeExpress(draft string, x *model.Express) error {
	if x == nil {
		return removeExpress(draft)
	}
	file := expressFile{Version: expressVersion, Name: x.Name, Answers: map[string]string{}}
	for i := range model.ExpressQuestions {
		q := &model.ExpressQuestions[i]
		if answer := x.Answer(q); answer != "" {
			file.Answers[q.ID] = answer
		}
	}
	return writePrivate(expressPath(draft), model.EncodeJSON(file))
}

func removeExpress(draft string) error {
	if err := os.Remove(expressPath(draft)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// readExpress returns the answers from which the pool of a draft follows, nil for
// none. A file that is damaged or of a later version has none: the draft is complete
// without them.
func readExpress(draft string) *model.Express {
	name := expressPath(draft)
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > model.MaxSize {
		return nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	var file expressFile
	if json.Unmarshal(data, &file) != nil || file.Version != expressVersion {
		return nil
	}
	x := model.Express{Name: file.Name}
	for id, answer := range file.Answers {
		q := questionOf(id, answer)
		if q == nil {
			return nil
		}
		x = x.With(q, answer)
	}
	return &x
}

// questionOf is the question with an ID and an answer, nil where there is none.
func questionOf(id, answer string) *model.ExpressQuestion {
	for i := range model.ExpressQuestions {
		q := &model.ExpressQuestions[i]
		if q.ID == id && slices.ContainsFunc(q.Options, func(o model.Option) bool { return o.Value == answer }) {
			return q
		}
	}
	return nil
}
