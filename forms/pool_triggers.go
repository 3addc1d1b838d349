package forms

import "slices"

const lambda = "CreateUserPool.LambdaConfig."

var triggers = Step{
	ID: "triggers", Title: "Triggers",
	Intro: "Lambda functions that Cognito invokes. Set the function's ARN. Each function must also allow Cognito to invoke it.",
	Fields: slices.Concat(
		fields(lambda,
			"PreSignUp",
			"PostConfirmation",
			"PreAuthentication",
			"PostAuthentication",
			"DefineAuthChallenge",
			"CreateAuthChallenge",
			"VerifyAuthChallengeResponse",
			"PreTokenGeneration",
		),
		versioned("PreTokenGenerationConfig"),
		fields(lambda, "UserMigration"),
		versioned("InboundFederation"),
		fields(lambda, "CustomMessage"),
		versioned("CustomEmailSender"),
		versioned("CustomSMSSender"),
		when(customSender, fields(lambda, "KMSKeyID")...),
	),
}

// versioned asks for a function and, once it is there, for the version of its
// event. The version starts as V1_0, which every such trigger has, and goes
// with the function.
func versioned(trigger string) []Field {
	arn, version := lambda+trigger+".LambdaArn", lambda+trigger+".LambdaVersion"
	return []Field{
		{Path: arn, Then: func(s Scope) {
			_, hasVersion := s.Get(version)
			_, hasARN := s.Get(arn)
			switch {
			case hasARN && !hasVersion:
				_ = s.Set(version, "V1_0") // cannot fail: a test sets every path
			case !hasARN && hasVersion:
				_ = s.Unset(version)
			}
		}},
		{Path: version, When: func(s Scope) bool { return s.text(arn) != "" }},
	}
}

func customSender(s Scope) bool {
	return s.isSet(lambda+"CustomEmailSender") || s.isSet(lambda+"CustomSMSSender")
}
