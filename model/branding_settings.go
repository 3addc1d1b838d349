package model

var brandingSettings = []Setting{
	{
		Path:     "CreateManagedLoginBranding",
		Title:    "Branding styles",
		Help:     "How the managed login pages of app clients look. A client without a style has no pages: the console creates one automatically, the API does not.",
		Kind:     List,
		Default:  "None; managed login pages are unavailable",
		Synonyms: []string{"logo", "theme", "colors", "css", "managed login", "login pages unavailable", "design"},
	},
	clientReference(Setting{
		Path:      "CreateManagedLoginBranding[].ClientId",
		Title:     "App client of the style",
		Help:      "The name of the app client that has this style, one style for each client. The request has the ID of the client in its place.",
		Required:  true,
		Permanent: "A style belongs to its app client until it is deleted.",
	}),
	{
		Path:           "CreateManagedLoginBranding[].UseCognitoProvidedValues",
		Title:          "Default style",
		Help:           "Uses the default style of Cognito, which the visual editor in the console can change later. Set either this or your own style settings, never both.",
		Kind:           Bool,
		Default:        "No; style settings are required",
		Implied:        false,
		Terraform:      "use_cognito_provided_values",
		CloudFormation: "UseCognitoProvidedValues",
	},
	{
		Path:           "CreateManagedLoginBranding[].Settings",
		Title:          "Style settings",
		Help:           "Colors, shapes and layout of the pages as a JSON object, in the form that the visual editor and DescribeManagedLoginBranding give.",
		Kind:           JSON,
		Default:        "None; required without the default style",
		Terraform:      "settings",
		CloudFormation: "Settings",
		Synonyms:       []string{"theme", "colors", "css", "dark mode"},
	},
	{
		Path:           "CreateManagedLoginBranding[].Assets",
		Key:            "Category+ColorMode+ResourceId",
		Title:          "Images of the style",
		Help:           "Logos, backgrounds and icons of the pages, at most 40.",
		Kind:           List,
		Max:            40,
		Default:        "None",
		Terraform:      "asset",
		CloudFormation: "Assets",
		Synonyms:       []string{"logo", "favicon", "background"},
	},
	{
		Path:     "CreateManagedLoginBranding[].Assets[].Category",
		Title:    "Image category",
		Help:     "Where the image appears.",
		Kind:     Choice,
		Required: true,
		Choices: []Option{
			{Value: "FAVICON_ICO", Title: "Favicon (ICO)", Help: "The icon of the browser tab, as an ICO file."},
			{Value: "FAVICON_SVG", Title: "Favicon (SVG)", Help: "The icon of the browser tab, as an SVG file."},
			{Value: "PAGE_HEADER_LOGO", Title: "Logo in the page header", Help: "At the top of each page."},
			{Value: "PAGE_HEADER_BACKGROUND", Title: "Background of the page header", Help: "Behind the top of each page."},
			{Value: "PAGE_FOOTER_LOGO", Title: "Logo in the page footer", Help: "At the bottom of each page."},
			{Value: "PAGE_FOOTER_BACKGROUND", Title: "Background of the page footer", Help: "Behind the bottom of each page."},
			{Value: "PAGE_BACKGROUND", Title: "Background of the page", Help: "Behind the form."},
			{Value: "FORM_BACKGROUND", Title: "Background of the form", Help: "Behind the fields of the form."},
			{Value: "FORM_LOGO", Title: "Logo in the form", Help: "Above or below the fields of the form."},
			{Value: "IDP_BUTTON_ICON", Title: "Icon of an identity provider", Help: "On the button of the provider."},
			{Value: "EMAIL_GRAPHIC", Title: "Picture for codes by email", Help: "On the page that asks for the code."},
			{Value: "SMS_GRAPHIC", Title: "Picture for codes by SMS", Help: "On the page that asks for the code."},
			{Value: "AUTH_APP_GRAPHIC", Title: "Picture for authenticator apps", Help: "On the page that asks for the code."},
			{Value: "PASSWORD_GRAPHIC", Title: "Picture for passwords", Help: "On the page that asks for the password."},
			{Value: "PASSKEY_GRAPHIC", Title: "Picture for passkeys", Help: "On the page that asks for the passkey."},
		},
		Terraform:      "asset.category",
		CloudFormation: "Assets.Category",
	},
	{
		Path:     "CreateManagedLoginBranding[].Assets[].ColorMode",
		Title:    "Image color mode",
		Help:     "In which color mode of the browser the image appears.",
		Kind:     Choice,
		Required: true,
		Choices: []Option{
			{Value: "LIGHT", Title: "Light", Help: "Only in light mode."},
			{Value: "DARK", Title: "Dark", Help: "Only in dark mode."},
			{Value: "DYNAMIC", Title: "Both", Help: "The image adapts to the browser."},
		},
		Terraform:      "asset.color_mode",
		CloudFormation: "Assets.ColorMode",
	},
	{
		Path:     "CreateManagedLoginBranding[].Assets[].Extension",
		Title:    "Image file type",
		Help:     "The type of the image file. ICO is for the favicon alone.",
		Kind:     Choice,
		Required: true,
		Choices: []Option{
			{Value: "ICO", Title: "ICO", Help: "For the favicon."},
			{Value: "JPEG", Title: "JPEG", Help: "For photographs."},
			{Value: "PNG", Title: "PNG", Help: "For logos and drawings."},
			{Value: "SVG", Title: "SVG", Help: "Sharp in any size."},
			{Value: "WEBP", Title: "WebP", Help: "Small files."},
		},
		Terraform:      "asset.extension",
		CloudFormation: "Assets.Extension",
	},
	{
		Path:           "CreateManagedLoginBranding[].Assets[].Bytes",
		Title:          "Image data",
		Help:           "The image file as base64 text, at most 1,000,000 bytes before encoding.",
		Kind:           Base64,
		Max:            1000000,
		Default:        "None",
		Terraform:      "asset.bytes",
		CloudFormation: "Assets.Bytes",
	},
	{
		Path:           "CreateManagedLoginBranding[].Assets[].ResourceId",
		Title:          "Image ID",
		Help:           "An ID for the image, up to 40 characters.",
		Kind:           Text,
		Min:            1,
		Max:            40,
		Pattern:        assetID,
		Default:        "None",
		Terraform:      "asset.resource_id",
		CloudFormation: "Assets.ResourceId",
	},
}

// clientReference completes the entry of a ClientId, which in a draft is the name
// of one of its app clients and has the limits of that name.
func clientReference(s Setting) Setting {
	s.Kind, s.Min, s.Max, s.Pattern, s.Refers = Text, 1, 128, poolName, "CreateUserPoolClient[].ClientName"
	if s.Path != "CreateTerms[].ClientId" {
		s.Terraform = "client_id"
	}
	s.CloudFormation = "ClientId"
	if !s.Required {
		s.CloudFormationUnset = "ALL"
	}
	return s
}
