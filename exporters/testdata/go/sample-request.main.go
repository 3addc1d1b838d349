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
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

var pool = &cognitoidentityprovider.CreateUserPoolInput{
	PoolName:        aws.String("my-test-user-pool"),
	AliasAttributes: []types.AliasAttributeType{"email"},
	UsernameConfiguration: &types.UsernameConfigurationType{
		CaseSensitive: aws.Bool(true),
	},
	Policies: &types.UserPoolPolicyType{
		PasswordPolicy: &types.PasswordPolicyType{
			MinimumLength:                 aws.Int32(6),
			RequireUppercase:              true,
			RequireLowercase:              true,
			RequireNumbers:                true,
			RequireSymbols:                true,
			TemporaryPasswordValidityDays: 7,
		},
	},
	MfaConfiguration:       "OPTIONAL",
	AutoVerifiedAttributes: []types.VerifiedAttributeType{"email"},
	UserAttributeUpdateSettings: &types.UserAttributeUpdateSettingsType{
		AttributesRequireVerificationBeforeUpdate: []types.VerifiedAttributeType{"email"},
	},
	AccountRecoverySetting: &types.AccountRecoverySettingType{
		RecoveryMechanisms: []types.RecoveryOptionType{
			{
				Name:     "verified_email",
				Priority: aws.Int32(1),
			},
		},
	},
	EmailConfiguration: &types.EmailConfigurationType{
		EmailSendingAccount: "DEVELOPER",
		SourceArn:           aws.String("arn:aws:ses:us-east-1:123456789012:identity/support@example.com"),
		From:                aws.String("support@example.com"),
		ReplyToEmailAddress: aws.String("support@example.com"),
		ConfigurationSet:    aws.String("my-test-ses-configuration-set"),
	},
	SmsConfiguration: &types.SmsConfigurationType{
		SnsCallerArn: aws.String("arn:aws:iam::123456789012:role/service-role/test-cognito-SMS-Role"),
		ExternalId:   aws.String("my-role-external-id"),
	},
	SmsAuthenticationMessage: aws.String("Your verification code is {####}."),
	VerificationMessageTemplate: &types.VerificationMessageTemplateType{
		DefaultEmailOption: "CONFIRM_WITH_CODE",
		EmailSubject:       aws.String("Here is your confirmation code"),
		EmailMessage:       aws.String("Your confirmation code is {####}"),
		EmailSubjectByLink: aws.String("Here is your confirmation link"),
		EmailMessageByLink: aws.String("Choose this link to {##verify your email##}"),
		SmsMessage:         aws.String("Your confirmation code is {####}"),
	},
	EmailVerificationMessage: aws.String("Your verification code is {####}."),
	EmailVerificationSubject: aws.String("Verify your email address"),
	SmsVerificationMessage:   aws.String("Your verification code is {####}."),
	LambdaConfig: &types.LambdaConfigType{
		PreSignUp:                   aws.String("arn:aws:lambda:us-east-1:123456789012:function:MyFunction"),
		PostConfirmation:            aws.String("arn:aws:lambda:us-east-1:123456789012:function:MyFunction"),
		PreAuthentication:           aws.String("arn:aws:lambda:us-east-1:123456789012:function:MyFunction"),
		PostAuthentication:          aws.String("arn:aws:lambda:us-east-1:123456789012:function:MyFunction"),
		DefineAuthChallenge:         aws.String("arn:aws:lambda:us-east-1:123456789012:function:MyFunction"),
		VerifyAuthChallengeResponse: aws.String("arn:aws:lambda:us-east-1:123456789012:function:MyFunction"),
		PreTokenGeneration:          aws.String("arn:aws:lambda:us-east-1:123456789012:function:MyFunction"),
		UserMigration:               aws.String("arn:aws:lambda:us-east-1:123456789012:function:MyFunction"),
		CustomMessage:               aws.String("arn:aws:lambda:us-east-1:123456789012:function:MyFunction"),
		CustomEmailSender: &types.CustomEmailLambdaVersionConfigType{
			LambdaArn:     aws.String("arn:aws:lambda:us-east-1:123456789012:function:MyFunction"),
			LambdaVersion: "V1_0",
		},
		CustomSMSSender: &types.CustomSMSLambdaVersionConfigType{
			LambdaArn:     aws.String("arn:aws:lambda:us-east-1:123456789012:function:MyFunction"),
			LambdaVersion: "V1_0",
		},
		KMSKeyID: aws.String("arn:aws:kms:us-east-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357"),
	},
	Schema: []types.SchemaAttributeType{
		{
			Name:              aws.String("mydev"),
			AttributeDataType: "Number",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("1"),
				MaxLength: aws.String("99"),
			},
			NumberAttributeConstraints: &types.NumberAttributeConstraintsType{
				MinValue: aws.String("1"),
				MaxValue: aws.String("99"),
			},
			DeveloperOnlyAttribute: aws.Bool(true),
		},
	},
	AdminCreateUserConfig: &types.AdminCreateUserConfigType{
		AllowAdminCreateUserOnly: false,
		InviteMessageTemplate: &types.MessageTemplateType{
			EmailSubject: aws.String("Your sign-in information"),
			EmailMessage: aws.String("Your username is {username} and temporary password is {####}."),
			SMSMessage:   aws.String("Your username is {username} and temporary password is {####}."),
		},
	},
	DeviceConfiguration: &types.DeviceConfigurationType{
		ChallengeRequiredOnNewDevice:     true,
		DeviceOnlyRememberedOnUserPrompt: true,
	},
	UserPoolAddOns: &types.UserPoolAddOnsType{
		AdvancedSecurityMode: "OFF",
	},
	UserPoolTags: map[string]string{
		"my-test-tag-key": "my-test-tag-key",
	},
	DeletionProtection: "ACTIVE",
}

// poolAlso holds what the SDK would not send of pool.
var poolAlso = map[string]any{
	"AdminCreateUserConfig": map[string]any{
		"AllowAdminCreateUserOnly": false,
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

	created, err := cognito.CreateUserPool(ctx, pool, add(poolAlso))
	if err != nil {
		log.Fatal(err)
	}
	id := *created.UserPool.Id
	fmt.Println(id)
}

// add makes the SDK send members that it would drop.
func add(members map[string]any) func(*cognitoidentityprovider.Options) {
	return cognitoidentityprovider.WithAPIOptions(func(stack *middleware.Stack) error {
		return stack.Serialize.Insert(adder(members), "OperationSerializer", middleware.After)
	})
}

type adder map[string]any

func (adder) ID() string { return "AddMembers" }

func (a adder) HandleSerialize(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (out middleware.SerializeOutput, metadata middleware.Metadata, err error) {
	request := in.Request.(*smithyhttp.Request)
	var body map[string]any
	if err := json.NewDecoder(request.GetStream()).Decode(&body); err != nil {
		return out, metadata, err
	}
	merge(body, a)
	data, err := json.Marshal(body)
	if err != nil {
		return out, metadata, err
	}
	if in.Request, err = request.SetStream(bytes.NewReader(data)); err != nil {
		return out, metadata, err
	}
	return next.HandleSerialize(ctx, in)
}

func merge(body, members map[string]any) {
	for name, value := range members {
		block, isBlock := value.(map[string]any)
		if there, ok := body[name].(map[string]any); ok && isBlock {
			merge(there, block)
			continue
		}
		body[name] = value
	}
}
