package report

import "github.com/poolsmith/poolsmith/model"

// JourneyList are journeys for programs.
type JourneyList struct {
	Journeys []JourneyDetail `json:"journeys"`
}

// JourneyDetail describes a journey.
type JourneyDetail struct {
	Journey  string           `json:"journey" description:"its id"`
	Title    string           `json:"title"`
	State    string           `json:"state" description:"possible; impossible if some settings offer it and others prevent it; or not offered"`
	Why      []ObstacleDetail `json:"obstacles,omitempty" description:"why it is not possible"`
	Client   string           `json:"client,omitzero" description:"the app client with whose settings it is described"`
	Steps    []JourneyStep    `json:"steps,omitempty"`
	Settings []string         `json:"settings" description:"the paths that it depends on"`
}

// ObstacleDetail is a reason why a journey is not possible.
type ObstacleDetail struct {
	Message  string   `json:"message"`
	Fix      string   `json:"fix,omitzero" description:"what to do"`
	Rule     string   `json:"rule,omitzero" description:"the rule that reports it"`
	Settings []string `json:"settings" description:"the paths concerned, the one to change first"`
}

// JourneyStep is one event of a journey.
type JourneyStep struct {
	Text     string         `json:"text" description:"what happens, as a sentence"`
	Actor    string         `json:"actor" description:"who acts: user, app, cognito, function, administrator or provider"`
	Name     string         `json:"name,omitzero" description:"of the function or the provider"`
	To       string         `json:"to" description:"whom it reaches; the actor for what it does alone"`
	Case     string         `json:"case,omitzero" description:"the condition of a step that not every user comes to"`
	Note     string         `json:"note,omitzero"`
	Call     string         `json:"call,omitzero" description:"the API operation or the page"`
	Trigger  string         `json:"trigger,omitzero" description:"the trigger source that a function gets"`
	MayStop  bool           `json:"mayStop,omitzero" description:"the step can end the journey"`
	Message  *MessageDetail `json:"message,omitzero"`
	Settings []string       `json:"settings" description:"the paths that make it so"`
}

// MessageDetail is an email or SMS as it arrives.
type MessageDetail struct {
	Medium  string `json:"medium" description:"Email or SMS"`
	From    string `json:"from"`
	To      string `json:"to"`
	Subject string `json:"subject,omitzero"`
	Body    string `json:"text,omitzero" description:"without HTML tags; absent if a function writes it"`
	Remark  string `json:"remark" description:"whose words they are"`
}

// actorNames are in the order of the actors.
var actorNames = []string{"user", "app", "cognito", "function", "administrator", "provider"}

// stateNames are in the order of the states.
var stateNames = []string{"possible", "impossible", "not offered"}

// JourneysJSON describes journeys for programs.
func JourneysJSON(journeys []model.Journey) JourneyList {
	list := JourneyList{[]JourneyDetail{}}
	for _, j := range journeys {
		d := JourneyDetail{Journey: j.ID, Title: j.Title, State: stateNames[j.State], Client: j.Client, Settings: j.Settings}
		for _, why := range j.Why {
			d.Why = append(d.Why, ObstacleDetail{why.Why, why.Fix, why.Rule, why.Settings})
		}
		for _, s := range j.Steps {
			step := JourneyStep{
				Text: s.InCase(), Actor: actorNames[s.Actor], Name: s.Name, To: actorNames[s.To], Case: s.Case, Note: s.Note,
				Call: s.Call, Trigger: s.Trigger, MayStop: s.MayStop, Settings: s.Settings,
			}
			if m := s.Message; m != nil {
				step.Message = &MessageDetail{m.Medium, m.From, m.To, m.Subject, m.Body, m.Remark()}
			}
			d.Steps = append(d.Steps, step)
		}
		list.Journeys = append(list.Journeys, d)
	}
	return list
}
