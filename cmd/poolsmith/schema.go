package main

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/report"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/schema"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
	"github.com/spf13/cobra"
)

// schemas describe what commands read and print as JSON. To add one, add the type
// that is encoded.
var schemas = []struct {
	name  string
	about string // a sentence without its end
	of    func() model.JSONSchema
}{
	{draftSchema, "a draft file, which every command reads", nil},
	{"ask", "a message of poolsmith ask, one in each line", askSchema},
	{"ask-answer", "an answer to poolsmith ask, one in each line", answerSchema},
	{"validate", "the output of poolsmith validate --output json", ofType[report.Findings]},
	{"diff", "the output of poolsmith diff --output json", ofType[report.Differences]},
	{"explain", "the output of poolsmith explain --output json", ofType[report.Explanation]},
	{"journeys", "the output of poolsmith explain journeys --output json", ofType[report.JourneyList]},
	{"connect", "the output of poolsmith explain connect --output json", ofType[connectionList]},
	{"command", "the output of poolsmith explain command --output json", ofType[shellCommand]},
	{"presets", "the output of poolsmith presets --output json", ofType[report.PresetList]},
	{"import", "the output of poolsmith import --output json", ofType[importedDraft]},
	{"export", "the output of poolsmith export --output json", ofType[exportedFiles]},
	{"calls", "the output of poolsmith submit --dry-run --output json", ofType[[]plannedCall]},
	{"submit", "the output of poolsmith submit --output json", ofType[createdPool]},
	{"plan", "the output of poolsmith apply --dry-run --output json", ofType[report.Plan]},
	{"apply", "the output of poolsmith apply --output json", ofType[applied]},
	{"sandbox-list", "the output of poolsmith sandbox list --output json", ofType[[]sandboxPool]},
}

const (
	draftSchema = "draft"
	// schemaList is the name that lists the others.
	schemaList = "list"
)

// ofType returns the schema of a type.
func ofType[T any]() model.JSONSchema { return schema.Of(reflect.TypeFor[T]()) }

// askSchema is one of the messages, which the member type tells apart.
func askSchema() model.JSONSchema {
	var s model.JSONSchema
	for _, m := range tui.Messages {
		message := schema.Of(m.Of)
		message.Title = m.Type
		schema.Property(&message, "type").Const = m.Type
		s.OneOf = append(s.OneOf, message)
	}
	return s
}

func answerSchema() model.JSONSchema {
	s := schema.Of(tui.Reply)
	schema.Property(&s, "do").Enum = tui.ReplyActions
	s.OneOf = []model.JSONSchema{{Required: []string{"value"}}, {Required: []string{"do"}}}
	return s
}

func newSchemaCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [NAME]",
		Short: "Print the JSON Schema of a draft, or of what a command prints",
		Long: "Schema prints a JSON Schema (2020-12) of the draft file, for completion and checks in\n" +
			"editors. It checks single settings; poolsmith validate also checks combinations.\n\n" +
			"With a name it prints the schema of what a command prints as JSON; the name list lists them.",
		Example:           "poolsmith schema >poolsmith.schema.json\npoolsmith schema list\npoolsmith schema ask",
		Args:              atMostOne,
		ValidArgsFunction: cobra.FixedCompletions(schemaNames(), cobra.ShellCompDirectiveNoFileComp),
		RunE: func(_ *cobra.Command, args []string) error {
			name := draftSchema
			if len(args) > 0 {
				name = args[0]
			}
			if name == schemaList {
				return s.text([]byte(listSchemas()))
			}
			data, err := schemaOf(name)
			if err != nil {
				return err
			}
			return writeOut(s, data)
		},
	}
}

// schemaOf returns the schema with the name.
func schemaOf(name string) ([]byte, error) {
	for _, one := range schemas {
		switch {
		case one.name != name:
		case one.of == nil:
			return model.Schema(), nil
		default:
			return schema.Encode("Poolsmith "+one.name, strings.ToUpper(one.about[:1])+one.about[1:]+".", one.of()), nil
		}
	}
	return nil, exit.UsageError(suggestion(name, schemaNames()), "no schema is called %q", name)
}

func schemaNames() []string {
	names := []string{schemaList}
	for _, one := range schemas {
		names = append(names, one.name)
	}
	return names
}

func listSchemas() string {
	width := 0
	for _, one := range schemas {
		width = max(width, len(one.name))
	}
	var b strings.Builder
	for _, one := range schemas {
		fmt.Fprintf(&b, "%-*s  %s\n", width, one.name, one.about)
	}
	return b.String()
}
