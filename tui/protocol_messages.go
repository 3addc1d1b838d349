package tui

import (
	"reflect"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/poolsmith/poolsmith/model"
)

// The types of messages that AskJSON writes.
const (
	readyType    = "ready"
	stepType     = "step"
	questionType = "question"
	answeredType = "answered"
	fixedType    = "fixed"
	derivedType  = "derived"
	reviewType   = "review"
	savedType    = "saved"
	errorType    = "error"
	doneType     = "done"
)

// Messages are the types of the messages that AskJSON writes, each with the value of
// its member "type".
var Messages = []struct {
	Type string
	Of   reflect.Type
}{
	{readyType, reflect.TypeFor[readyMessage]()},
	{stepType, reflect.TypeFor[stepMessage]()},
	{questionType, reflect.TypeFor[questionMessage]()},
	{answeredType, reflect.TypeFor[answeredMessage]()},
	{fixedType, reflect.TypeFor[fixedMessage]()},
	{derivedType, reflect.TypeFor[derivedMessage]()},
	{reviewType, reflect.TypeFor[reviewMessage]()},
	{savedType, reflect.TypeFor[savedMessage]()},
	{errorType, reflect.TypeFor[errorMessage]()},
	{doneType, reflect.TypeFor[doneMessage]()},
}

// Reply is the type of the answers that AskJSON reads.
var Reply = reflect.TypeFor[reply]()

// ReplyActions are the values of the member "do" of an answer.
var ReplyActions = []string{
	unsetAnswer, nextQuestion, nextStepAnswer, backAnswer, reviewAnswer, goAnswer, allAnswer,
	addItem, editItem, deleteItem, copyItem, moveItem,
	fixAnswer, expressAnswer, saveAnswer, finishAnswer,
}

const (
	unsetAnswer    = "unset"     // removes the present answer
	nextQuestion   = "next"      // leaves the answer as it is
	nextStepAnswer = "next-step" // leaves the step
	backAnswer     = "back"
	reviewAnswer   = "review"
	goAnswer       = "go"      // to a path
	allAnswer      = "all"     // also asks what does not apply, or no longer
	fixAnswer      = "fix"     // corrects findings where that is certain
	expressAnswer  = "express" // asks the first questions again, on the review
	saveAnswer     = "save"
	finishAnswer   = "finish"
)

type (
	// readyMessage comes first.
	readyMessage struct {
		Type    string     `json:"type"`
		Version int        `json:"version" description:"the version of the protocol; another one is not compatible"`
		Steps   []stepInfo `json:"steps"`
	}
	stepInfo struct {
		Step     string `json:"step" description:"the id of the step"`
		Title    string `json:"title"`
		Intro    string `json:"intro" description:"what the step decides"`
		Optional bool   `json:"optional,omitzero" description:"skipped while nothing of it is set, unless go leads to it"`
	}
	// stepMessage tells that a step begins, or that it is skipped.
	stepMessage struct {
		Type    string `json:"type"`
		Number  int    `json:"number" description:"counts from 1"`
		Of      int    `json:"of" description:"the number of steps"`
		Skipped bool   `json:"skipped,omitzero"`
		stepInfo
	}
	// questionMessage waits for an answer.
	questionMessage struct {
		Type string `json:"type"`
		ID   string `json:"id" description:"names the question: the path of the setting for most"`
		Step string `json:"step,omitzero" description:"the id of the step; absent for a question before the steps"`
		model.SettingInfo
		Choices      []choiceInfo        `json:"choices,omitempty" description:"the values that the answer can have or contain"`
		Other        bool                `json:"other,omitzero" description:"values that are not among the choices are accepted too"`
		Value        any                 `json:"value,omitzero" description:"the present answer; absent if there is none. Of a secret it is the environment variable"`
		Entries      []itemInfo          `json:"entries,omitempty" description:"the items of a list, or the entries of a map"`
		Ordered      bool                `json:"ordered,omitzero" description:"the entries can be moved"`
		DependsOn    []string            `json:"dependsOn,omitempty" description:"the settings that decide whether the question is asked"`
		Inapplicable bool                `json:"inapplicable,omitzero" description:"asked because of go or all, although it does not apply"`
		Note         string              `json:"note,omitzero" description:"why another answer changed this one"`
		Findings     []model.FindingInfo `json:"findings,omitempty" description:"what is wrong with the present answer"`
	}
	choiceInfo struct {
		model.ChoiceInfo
		Why string `json:"why,omitzero" description:"why it cannot be chosen; absent if it can"`
	}
	itemInfo struct {
		Item    int    `json:"item" description:"its place, which counts from 0"`
		Setting string `json:"setting" description:"its path"`
		Title   string `json:"title"`
	}
	// answeredMessage tells what an answer did.
	answeredMessage struct {
		Type     string              `json:"type"`
		ID       string              `json:"id" description:"the id of the question"`
		Changes  []model.ChangeInfo  `json:"changes" description:"every setting that the answer changed, also those that follow from it"`
		Appeared []questionInfo      `json:"appeared,omitempty" description:"questions that are asked because of the answer"`
		Vanished []questionInfo      `json:"vanished,omitempty" description:"questions that are no longer asked because of the answer"`
		Notes    []string            `json:"notes,omitempty" description:"what the answer added, in sentences"`
		Findings []model.FindingInfo `json:"findings" description:"what is wrong with the answer; if that is the value alone, the question follows again"`
	}
	questionInfo struct {
		ID      string `json:"id"`
		Step    string `json:"step"`
		Title   string `json:"title"`
		Setting string `json:"setting"`
	}
	// fixedMessage tells about a correction.
	fixedMessage struct {
		Type    string             `json:"type"`
		Rule    string             `json:"rule"`
		Message string             `json:"message" description:"what was wrong"`
		Changes []model.ChangeInfo `json:"changes"`
	}
	// derivedMessage tells what follows from the first questions.
	derivedMessage struct {
		Type    string        `json:"type"`
		Derived []derivedInfo `json:"derived"`
	}
	derivedInfo struct {
		Text     string   `json:"text"`
		Reason   string   `json:"reason"`
		Settings []string `json:"settings"`
		Kept     bool     `json:"kept,omitzero" description:"not applied, because the settings were changed since"`
	}
	// reviewMessage waits for an answer.
	reviewMessage struct {
		Type      string              `json:"type"`
		ID        string              `json:"id"`
		Summary   []summaryInfo       `json:"sections" description:"what the pool does, in words"`
		Findings  []model.FindingInfo `json:"findings"`
		ToDo      []model.FindingInfo `json:"todo" description:"work outside the pool, which is not counted"`
		Permanent []permanentInfo     `json:"permanentSettings" description:"what cannot be changed once the pool exists"`
		Calls     []string            `json:"calls" description:"the operations that create the pool, in order"`
		Cost      string              `json:"cost"`
		countInfo
	}
	summaryInfo struct {
		Step  string `json:"step,omitzero" description:"absent for settings that no step asks for"`
		Title string `json:"title"`
		Text  string `json:"text"`
	}
	permanentInfo struct {
		Setting string `json:"setting"`
		Text    string `json:"text"`
	}
	countInfo struct {
		Errors   int `json:"errors"`
		Warnings int `json:"warnings"`
		Advice   int `json:"advice"`
	}
	// savedMessage tells that the draft was written to a file.
	savedMessage struct {
		Type string `json:"type"`
		File string `json:"file"`
	}
	// errorMessage tells that an answer changed nothing, and why.
	errorMessage struct {
		Type    string `json:"type"`
		ID      string `json:"id,omitzero" description:"the id of the question, which follows again"`
		Message string `json:"message"`
		Hint    string `json:"hint,omitzero"`
	}
	// doneMessage comes last.
	doneMessage struct {
		Type     string `json:"type"`
		Finished bool   `json:"finished" description:"false if the answers ended before finish"`
		Reason   string `json:"reason,omitzero" description:"why it is not finished"`
		countInfo
		File  string      `json:"file,omitzero" description:"where the draft is; absent if it is in this message"`
		Draft *model.Pool `json:"draft,omitzero" description:"the draft, also if it is incomplete; poolsmith schema draft describes it"`
	}
)

// reply is an answer to a question: a value, or what to do.
type reply struct {
	ID    string         `json:"id,omitzero" description:"the id of the question; an answer to another question is rejected"`
	Value jsontext.Value `json:"value,omitzero" description:"the value of the setting; null unsets it"`
	Do    string         `json:"do,omitzero" description:"what to do instead of answering with a value"`
	Path  string         `json:"path,omitzero" description:"where go leads: the id of a step or a question, the path of a setting or the end of it, or review"`
	Item  *int           `json:"item,omitzero" description:"the item for edit, delete, duplicate and move; counts from 0"`
	To    *int           `json:"to,omitzero" description:"the new place of the item for move; counts from 0"`
	Rule  string         `json:"rule,omitzero" description:"the rule whose findings fix corrects; without it, all errors and warnings"`
}
