// Command create-user-pool creates an Amazon Cognito user pool and prints its
// id. To run it, in a folder of its own:
//
//	go mod init create-user-pool
//	go mod tidy
//	go run .
//
// The SDK takes the region, the credentials and the endpoint from AWS_REGION,
// AWS_PROFILE, AWS_ENDPOINT_URL and the files in ~/.aws.
//
// Made by Poolsmith. To make it again: poolsmith export -f go -i DRAFT
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
)

var pool = &cognitoidentityprovider.CreateUserPoolInput{
	PoolName: aws.String("nasty \"${x}\" '$(touch pwned)' \\`touch pwned`\n" +
		"JSON\n"),
	EmailConfiguration: &types.EmailConfigurationType{
		From:                aws.String("no"),
		ReplyToEmailAddress: aws.String("@x"),
		ConfigurationSet:    aws.String("007"),
	},
	SmsConfiguration: &types.SmsConfigurationType{
		SnsCallerArn: aws.String("arn:aws:iam::123456789012:role/${aws:username}"),
		ExternalId:   aws.String("1e3"),
	},
	VerificationMessageTemplate: &types.VerificationMessageTemplateType{
		EmailSubject: aws.String("%{ for x in y }\t\u2028"),
		EmailMessage: aws.String("<p>Hello ${name},</p>\n" +
			"\n" +
			"  <b>{####}</b> costs 5% {\n" +
			"$(touch pwned) %{y}\n"),
		EmailSubjectByLink: aws.String("\u001b]0;title\u0007"),
		EmailMessageByLink: aws.String("first\n" +
			"  {##here##} \"quoted\" \\n\n" +
			"last"),
		SmsMessage: aws.String("{####}\n" +
			"JSON\n" +
			"EOT\n" +
			"'\"`!"),
	},
	EmailVerificationMessage: aws.String("\u001b[2J another {####}\n" +
		"# } resource {"),
	AdminCreateUserConfig: &types.AdminCreateUserConfigType{
		InviteMessageTemplate: &types.MessageTemplateType{
			EmailSubject: aws.String("é"),
			EmailMessage: aws.String("a\r\n" +
				"b"),
		},
	},
	IssuerConfiguration: &types.IssuerConfigurationType{
		Type: "UPDATED\n" +
			"}\n" +
			"resource \"x\" \"y\" {\u202e",
	},
	UserPoolTags: map[string]string{
		"": "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long " +
			"long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ",
		"\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J": "-",
		"\ta\nb":          "@x",
		"\nJSON\n":        "1.",
		"\nfirst":         "${x} %{ if y } $${x} %%{y} $$${z} $ { %%",
		" ":               "\U0010fffd\ue000",
		"  first\nsecond": "it's \"quoted\" and \\back\\slashed\\n",
		"!":               "é composed late",
		"\"": "日本語\n" +
			"の文\n",
		"\"; touch pwned; \"": "two\n" +
			"lines\n",
		"#":                      "שלום עולם",
		"# comment\n# another\n": "a: b",
		"$":                      "😀 👨\u200d👩\u200d👧 🏳️\u200d🌈",
		"$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}": "many\n" +
			"\n" +
			"\n",
		"${key}": "c",
		"${x} %{ if y } $${x} %%{y} $$${z} $ { %%": "\n" +
			"first",
		"%": "مرحبا",
		"&x": "a\n" +
			" \n" +
			"b",
		"'": "�",
		"'\"'\"'; touch pwned #": "two\n" +
			"lines",
		"'; touch pwned; '": "blank\n" +
			"\n" +
			"line\n",
		"*x": "a\n" +
			"\tb",
		"+1": "No",
		"-":  "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J",
		"- a": "<p>Hello,</p>\n" +
			"<p>{####} ${x} %{y}</p>",
		"---\na\n...\n": "? a",
		"-.inf":         ".nan",
		"-0":            "yes",
		".5": "{\n" +
			"JSON\n" +
			"touch pwned\n",
		".nan": "-.inf",
		"007":  "null",
		"0b1":  "true",
		"0o17": "off",
		"0x1F": "False",
		"1.": "\n" +
			"JSON\n",
		"190:20:30.15": "y",
		"1:30":         "n",
		"1_000":        "ON",
		"1e3":          "NULL",
		"2001-12-14": "a\n" +
			"  EOT  \n" +
			"b\n",
		"2001-12-14t21:59:43.10-05:00": "a\n" +
			"EOT\n" +
			"b",
		"<<":                                     "\u2028 \u2029",
		"<p>Hello,</p>\n<p>{####} ${x} %{y}</p>": "- a",
		"=":                                      "\u00a0\u200b\ufeff",
		">": "first\n" +
			"  second",
		"? a": "---\n" +
			"a\n" +
			"...\n",
		"@x": "\ta\n" +
			"b",
		"False": "0x1F",
		"NULL":  "1e3",
		"No":    "+1",
		"ON":    "1_000",
		"\\":    "́",
		"`": "a\n" +
			"́b",
		"a\n\tb":          "*x",
		"a\n \nb":         "&x",
		"a\n  EOT  \nb\n": "2001-12-14",
		"a\nEOT\nb":       "2001-12-14t21:59:43.10-05:00",
		"a\ńb":           "`",
		"a\r\nb\r":        "a #b",
		"a #b": "a\r\n" +
			"b\r",
		"a:": "tab\there",
		"a: b": "# comment\n" +
			"# another\n",
		"blank\n\nline\n":  "'; touch pwned; '",
		"é composed late": "!",
		"first\n  second":  ">",
		"first \nsecond":   "|",
		"for":              "for",
		"it's \"quoted\" and \\back\\slashed\\n": "  first\n" +
			"second",
		"long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ": "",
		"many\n\n\n":             "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}",
		"my key":                 "b",
		"my-key":                 "a",
		"n":                      "1:30",
		"null":                   "007",
		"off":                    "0o17",
		"tab\there":              "a:",
		"true":                   "0b1",
		"two\nlines":             "'\"'\"'; touch pwned #",
		"two\nlines\n":           "\"; touch pwned; \"",
		"y":                      "190:20:30.15",
		"yes":                    "-0",
		"{\nJSON\ntouch pwned\n": ".5",
		"|": "first \n" +
			"second",
		"~":                         "\u202eright to left\u202c",
		"\u00a0\u200b\ufeff":        "=",
		"́":                         "\\",
		"ключ":                      "d",
		"שלום עולם":                 "#",
		"مرحبا":                     "%",
		"\u2028 \u2029":             "<<",
		"\u202eright to left\u202c": "~",
		"日本語\nの文\n":                 "\"",
		"�":                         "'",
		"😀 👨\u200d👩\u200d👧 🏳️\u200d🌈": "$",
		"\U0010fffd\ue000": " ",
	},
}

func main() {
	log.SetFlags(0)
	ctx := context.Background()
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatal(err)
	}
	cognito := cognitoidentityprovider.NewFromConfig(settings)

	created, err := cognito.CreateUserPool(ctx, pool)
	if err != nil {
		log.Fatal(err)
	}
	id := *created.UserPool.Id
	fmt.Println(id)
}
