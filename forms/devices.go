package forms

var devices = Step{
	ID: "devices", Title: "Devices",
	Intro: "Whether Cognito remembers the devices of a user. Any answer here, including no, turns this on; leave both unset to keep it off.",
	Fields: fields("CreateUserPool.DeviceConfiguration.",
		"ChallengeRequiredOnNewDevice",
		"DeviceOnlyRememberedOnUserPrompt",
	),
}
