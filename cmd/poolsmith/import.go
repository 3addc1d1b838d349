package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

func newImportCommand(s streams) *cobra.Command {
	var o liveOptions
	var set changes
	var output string
	c := &cobra.Command{
		Use:   "import SOURCE... | --pool-id ID",
		Short: "Convert a file or a live pool to a draft",
		Long: "Import reads a draft, a request body or the output of aws cognito-idp describe-user-pool,\n" +
			"as JSON or YAML, and prints it as a draft. With --pool-id it asks Cognito for the pool.\n\n" +
			"The MFA factors of a pool are in the output of get-user-pool-mfa-config: specify both outputs,\n" +
			"as two files or one after the other on standard input.\n\n" +
			"The draft can be created elsewhere. What a new pool cannot have, such as ids, dates,\n" +
			"users and the domain, is listed on standard error. Standard attributes with their default\n" +
			"settings are omitted, because every pool has them.",
		Example: "poolsmith import --pool-id eu-west-1_Ab12Cd34E >pool.json\n" +
			"(aws cognito-idp describe-user-pool --user-pool-id ID\n" +
			" aws cognito-idp get-user-pool-mfa-config --user-pool-id ID) | poolsmith import -",
		Args: func(c *cobra.Command, args []string) error { return checkSources(c, args, o.PoolID) },
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkOutput(output); err != nil {
				return err
			}
			document, err := readSource(c.Context(), s, o, args)
			if err != nil {
				return err
			}
			if output != "json" {
				showDropped(s, document)
			}
			if document.Operation != "" {
				s.note("%s: this is the body of %s, so the draft is only part of a pool", document.Name, document.Operation)
			}
			if message, fix := document.UnknownFactors(); message != "" {
				s.warn("%s: %s", document.Name, message)
				s.hint("%s", fix)
			}
			if err := set.apply(document.Pool); err != nil {
				return err
			}
			if output == "json" {
				return writeOut(s, model.EncodeJSON(importOf(document)))
			}
			return writeOut(s, document.Pool.JSON())
		},
	}
	o.addFlags(c)
	addSetFlag(c, &set)
	addOutputFlag(c, &output)
	return c
}

// importedDraft is a draft and what of its source it lacks, for programs.
type importedDraft struct {
	Draft   *model.Pool     `json:"draft"`
	Dropped []droppedMember `json:"dropped" description:"what is not in the draft"`
	Notes   []string        `json:"notes,omitempty" description:"what is unknown about the pool, in sentences"`
}

type droppedMember struct {
	Setting string `json:"setting" description:"its path, or its name if it is not a setting"`
	Why     string `json:"why" description:"unknown to this version, assigned by Cognito, users, a domain, a failure that Cognito reported, or a secret"`
	Value   string `json:"value,omitzero"`
	File    string `json:"file"`
	Line    int    `json:"line" description:"counts from 1"`
	Column  int    `json:"column" description:"counts from 1"`
}

// droppedWords are in the order of the kinds.
var droppedWords = []string{"unknown", "assigned", "users", "domain", "failure", "secret"}

func importOf(document *model.Document) importedDraft {
	result := importedDraft{Draft: document.Pool, Dropped: []droppedMember{}}
	if message, _ := document.UnknownFactors(); message != "" {
		result.Notes = append(result.Notes, message)
	}
	for _, d := range document.Dropped {
		result.Dropped = append(result.Dropped, droppedMember{d.Setting, droppedWords[d.Kind], d.Value, d.File, d.Line, d.Column})
	}
	return result
}

func readSource(ctx context.Context, s streams, o liveOptions, args []string) (*model.Document, error) {
	if len(args) == 0 {
		document, _, err := o.read(ctx, s)
		return document, err
	}
	return readPool(s, args...)
}

// showDropped reports what a described pool has that is not in the draft.
func showDropped(s streams, document *model.Document) {
	showUnknown(s, document, "is not in the draft")
	if text := secretsText(document); text != "" {
		s.note("%s: %s", document.Name, text)
	}
	var assigned []string
	for _, d := range document.Dropped {
		switch d.Kind {
		case model.Assigned:
			assigned = append(assigned, d.Setting)
		case model.Domain:
			s.note("%s: the domain %s is not in the draft: a new pool requires a new domain", d.File, d.Value)
		case model.Users:
			if d.Value != "0" {
				s.note("%s: the users are not in the draft (estimated number: %s)", d.File, d.Value)
			}
		case model.Failure:
			s.note("%s: %s is not in the draft: Cognito reported %s for the described pool", d.File, d.Setting, cmp.Or(d.Value, "a failure"))
		}
	}
	if len(assigned) > 0 {
		s.note("%s: not in the draft, because Cognito assigns it: %s", document.Name, strings.Join(assigned, ", "))
	}
}

// secretsText says which secrets of a described pool were read past, or nothing.
func secretsText(document *model.Document) string {
	var secrets []string
	for _, d := range document.Dropped {
		if d.Kind == model.Secret {
			secrets = append(secrets, d.Setting)
		}
	}
	if len(secrets) == 0 {
		return ""
	}
	return "not in the draft, because a draft has no secrets: " + strings.Join(secrets, ", ")
}

// showUnknown warns about settings that this version does not know.
func showUnknown(s streams, document *model.Document, what string) {
	for _, d := range document.Dropped {
		if d.Kind == model.Unknown {
			place := model.Problem{File: d.File, Line: d.Line, Column: d.Column}.Place()
			s.warn("%s: %s is unknown to this version of poolsmith and %s", place, d.Setting, what)
		}
	}
}

// checkSources requires either files or a live pool.
func checkSources(c *cobra.Command, args []string, id string) error {
	const usage = "one or two files, - for standard input, or --pool-id ID"
	switch {
	case id != "" && len(args) > 0:
		return exit.UsageError("omit one of them", "--pool-id and a file cannot be combined")
	case id == "" && (len(args) == 0 || len(args) > 2):
		return exit.UsageError(fmt.Sprintf("`%s --help` shows the usage", c.CommandPath()), "import requires %s", usage)
	}
	return nil
}
