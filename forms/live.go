package forms

import "strings"

// Live is the kind of thing in the account that a field names: "lambda",
// "kms", "ses" or "role", and empty for fields that name none.
func Live(f Field) string {
	switch name := f.Path[strings.LastIndexByte(f.Path, '.')+1:]; {
	case name == "KMSKeyID", name == "KmsKeyArn":
		return "kms"
	case name == "SnsCallerArn":
		return "role"
	case f.Path == sender+"SourceArn":
		return "ses"
	case strings.HasPrefix(f.Path, lambda) && name != "LambdaVersion":
		return "lambda"
	default:
		return ""
	}
}
