package model

var uiCustomizationSettings = []Setting{
	{
		Path:     "SetUICustomization",
		Title:    "Classic page styles",
		Help:     "How the classic hosted pages look (managed login version 1). The pool needs a domain first.",
		Kind:     List,
		Default:  "None; Cognito's own style",
		Synonyms: []string{"css", "logo", "hosted ui", "theme", "branding"},
	},
	clientReference(Setting{
		Path:    "SetUICustomization[].ClientId",
		Title:   "App client of the CSS",
		Help:    "The name of the app client that has this style. Unset, it is the style of all clients that have none of their own.",
		Default: "All app clients without their own style",
		Known:   []Option{{Value: "ALL", Title: "ALL", Help: "All app clients without their own style, as if it were unset."}},
	}),
	{
		Path:           "SetUICustomization[].CSS",
		Title:          "Classic style sheet",
		Help:           "CSS for the classic pages. Only the classes of the template that the console offers are allowed.",
		Kind:           Prose,
		Max:            131072,
		Default:        "Cognito's own style",
		Terraform:      "css",
		CloudFormation: "CSS",
		Synonyms:       []string{"css", "theme", "colors"},
	},
	{
		Path:      "SetUICustomization[].ImageFile",
		Title:     "Classic logo",
		Help:      "The logo of the classic pages as base64 text, at most 131,072 bytes before encoding.",
		Kind:      Base64,
		Max:       131072,
		Default:   "None",
		Terraform: "image_file",
		Synonyms:  []string{"logo", "image"},
	},
}
