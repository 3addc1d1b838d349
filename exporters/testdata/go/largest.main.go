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
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

var pool = &cognitoidentityprovider.CreateUserPoolInput{
	PoolName:        aws.String("largest"),
	UserPoolTier:    "PLUS",
	AliasAttributes: []types.AliasAttributeType{"email", "phone_number", "preferred_username"},
	UsernameConfiguration: &types.UsernameConfigurationType{
		CaseSensitive: aws.Bool(false),
	},
	Policies: &types.UserPoolPolicyType{
		SignInPolicy: &types.SignInPolicyType{
			AllowedFirstAuthFactors: []types.AuthFactorType{"PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"},
		},
		PasswordPolicy: &types.PasswordPolicyType{
			MinimumLength:                 aws.Int32(12),
			RequireUppercase:              true,
			RequireLowercase:              true,
			RequireNumbers:                true,
			RequireSymbols:                true,
			PasswordHistorySize:           aws.Int32(24),
			TemporaryPasswordValidityDays: 7,
		},
	},
	MfaConfiguration:       "OFF",
	AutoVerifiedAttributes: []types.VerifiedAttributeType{"email", "phone_number"},
	UserAttributeUpdateSettings: &types.UserAttributeUpdateSettingsType{
		AttributesRequireVerificationBeforeUpdate: []types.VerifiedAttributeType{"email", "phone_number"},
	},
	AccountRecoverySetting: &types.AccountRecoverySettingType{
		RecoveryMechanisms: []types.RecoveryOptionType{
			{
				Name:     "verified_email",
				Priority: aws.Int32(1),
			},
			{
				Name:     "verified_phone_number",
				Priority: aws.Int32(2),
			},
		},
	},
	EmailConfiguration: &types.EmailConfigurationType{
		EmailSendingAccount: "DEVELOPER",
		SourceArn:           aws.String("arn:aws:ses:eu-west-1:123456789012:identity/example.com"),
		From:                aws.String("Largest <no-reply@example.com>"),
		ReplyToEmailAddress: aws.String("help@example.com"),
		ConfigurationSet:    aws.String("largest"),
	},
	SmsConfiguration: &types.SmsConfigurationType{
		SnsCallerArn: aws.String("arn:aws:iam::123456789012:role/largest-sms"),
		ExternalId:   aws.String("largest"),
		SnsRegion:    aws.String("eu-west-1"),
	},
	SmsAuthenticationMessage: aws.String("Your code is {####}"),
	VerificationMessageTemplate: &types.VerificationMessageTemplateType{
		DefaultEmailOption: "CONFIRM_WITH_CODE",
		EmailSubject:       aws.String("Your code"),
		EmailMessage: aws.String("<p>Hello,</p>\n" +
			"<p>your code is <b>{####}</b>.</p>\n"),
		EmailSubjectByLink: aws.String("Confirm your address"),
		EmailMessageByLink: aws.String("Please {##confirm your address##}."),
		SmsMessage:         aws.String("Your code is {####}"),
	},
	LambdaConfig: &types.LambdaConfigType{
		PreSignUp:                   aws.String("arn:aws:lambda:eu-west-1:123456789012:function:PreSignUp"),
		PostConfirmation:            aws.String("arn:aws:lambda:eu-west-1:123456789012:function:PostConfirmation"),
		PreAuthentication:           aws.String("arn:aws:lambda:eu-west-1:123456789012:function:PreAuthentication"),
		PostAuthentication:          aws.String("arn:aws:lambda:eu-west-1:123456789012:function:PostAuthentication"),
		DefineAuthChallenge:         aws.String("arn:aws:lambda:eu-west-1:123456789012:function:DefineAuthChallenge"),
		CreateAuthChallenge:         aws.String("arn:aws:lambda:eu-west-1:123456789012:function:CreateAuthChallenge"),
		VerifyAuthChallengeResponse: aws.String("arn:aws:lambda:eu-west-1:123456789012:function:VerifyAuthChallengeResponse"),
		PreTokenGeneration:          aws.String("arn:aws:lambda:eu-west-1:123456789012:function:PreTokenGeneration"),
		PreTokenGenerationConfig: &types.PreTokenGenerationVersionConfigType{
			LambdaArn:     aws.String("arn:aws:lambda:eu-west-1:123456789012:function:PreTokenGeneration"),
			LambdaVersion: "V3_0",
		},
		UserMigration: aws.String("arn:aws:lambda:eu-west-1:123456789012:function:UserMigration"),
		InboundFederation: &types.InboundFederationLambdaType{
			LambdaArn:     aws.String("arn:aws:lambda:eu-west-1:123456789012:function:InboundFederation"),
			LambdaVersion: "V1_0",
		},
		CustomMessage: aws.String("arn:aws:lambda:eu-west-1:123456789012:function:CustomMessage"),
		CustomEmailSender: &types.CustomEmailLambdaVersionConfigType{
			LambdaArn:     aws.String("arn:aws:lambda:eu-west-1:123456789012:function:CustomEmailSender"),
			LambdaVersion: "V1_0",
		},
		CustomSMSSender: &types.CustomSMSLambdaVersionConfigType{
			LambdaArn:     aws.String("arn:aws:lambda:eu-west-1:123456789012:function:CustomSMSSender"),
			LambdaVersion: "V1_0",
		},
		KMSKeyID: aws.String("arn:aws:kms:eu-west-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357"),
	},
	Schema: []types.SchemaAttributeType{
		{
			Name:              aws.String("email"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(true),
		},
		{
			Name:              aws.String("attribute_01"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("0"),
				MaxLength: aws.String("2048"),
			},
		},
		{
			Name:              aws.String("attribute_02"),
			AttributeDataType: "Number",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
			NumberAttributeConstraints: &types.NumberAttributeConstraintsType{
				MinValue: aws.String("0"),
				MaxValue: aws.String("1000000"),
			},
		},
		{
			Name:              aws.String("attribute_03"),
			AttributeDataType: "DateTime",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_04"),
			AttributeDataType: "Boolean",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_05"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("0"),
				MaxLength: aws.String("2048"),
			},
		},
		{
			Name:              aws.String("attribute_06"),
			AttributeDataType: "Number",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
			NumberAttributeConstraints: &types.NumberAttributeConstraintsType{
				MinValue: aws.String("0"),
				MaxValue: aws.String("1000000"),
			},
		},
		{
			Name:              aws.String("attribute_07"),
			AttributeDataType: "DateTime",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_08"),
			AttributeDataType: "Boolean",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_09"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("0"),
				MaxLength: aws.String("2048"),
			},
		},
		{
			Name:              aws.String("attribute_10"),
			AttributeDataType: "Number",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
			NumberAttributeConstraints: &types.NumberAttributeConstraintsType{
				MinValue: aws.String("0"),
				MaxValue: aws.String("1000000"),
			},
		},
		{
			Name:              aws.String("attribute_11"),
			AttributeDataType: "DateTime",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_12"),
			AttributeDataType: "Boolean",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_13"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("0"),
				MaxLength: aws.String("2048"),
			},
		},
		{
			Name:              aws.String("attribute_14"),
			AttributeDataType: "Number",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
			NumberAttributeConstraints: &types.NumberAttributeConstraintsType{
				MinValue: aws.String("0"),
				MaxValue: aws.String("1000000"),
			},
		},
		{
			Name:              aws.String("attribute_15"),
			AttributeDataType: "DateTime",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_16"),
			AttributeDataType: "Boolean",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_17"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("0"),
				MaxLength: aws.String("2048"),
			},
		},
		{
			Name:              aws.String("attribute_18"),
			AttributeDataType: "Number",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
			NumberAttributeConstraints: &types.NumberAttributeConstraintsType{
				MinValue: aws.String("0"),
				MaxValue: aws.String("1000000"),
			},
		},
		{
			Name:              aws.String("attribute_19"),
			AttributeDataType: "DateTime",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_20"),
			AttributeDataType: "Boolean",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_21"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("0"),
				MaxLength: aws.String("2048"),
			},
		},
		{
			Name:              aws.String("attribute_22"),
			AttributeDataType: "Number",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
			NumberAttributeConstraints: &types.NumberAttributeConstraintsType{
				MinValue: aws.String("0"),
				MaxValue: aws.String("1000000"),
			},
		},
		{
			Name:              aws.String("attribute_23"),
			AttributeDataType: "DateTime",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_24"),
			AttributeDataType: "Boolean",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_25"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("0"),
				MaxLength: aws.String("2048"),
			},
		},
		{
			Name:              aws.String("attribute_26"),
			AttributeDataType: "Number",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
			NumberAttributeConstraints: &types.NumberAttributeConstraintsType{
				MinValue: aws.String("0"),
				MaxValue: aws.String("1000000"),
			},
		},
		{
			Name:              aws.String("attribute_27"),
			AttributeDataType: "DateTime",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_28"),
			AttributeDataType: "Boolean",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_29"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("0"),
				MaxLength: aws.String("2048"),
			},
		},
		{
			Name:              aws.String("attribute_30"),
			AttributeDataType: "Number",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
			NumberAttributeConstraints: &types.NumberAttributeConstraintsType{
				MinValue: aws.String("0"),
				MaxValue: aws.String("1000000"),
			},
		},
		{
			Name:              aws.String("attribute_31"),
			AttributeDataType: "DateTime",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_32"),
			AttributeDataType: "Boolean",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_33"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("0"),
				MaxLength: aws.String("2048"),
			},
		},
		{
			Name:              aws.String("attribute_34"),
			AttributeDataType: "Number",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
			NumberAttributeConstraints: &types.NumberAttributeConstraintsType{
				MinValue: aws.String("0"),
				MaxValue: aws.String("1000000"),
			},
		},
		{
			Name:              aws.String("attribute_35"),
			AttributeDataType: "DateTime",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_36"),
			AttributeDataType: "Boolean",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_37"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("0"),
				MaxLength: aws.String("2048"),
			},
		},
		{
			Name:              aws.String("attribute_38"),
			AttributeDataType: "Number",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
			NumberAttributeConstraints: &types.NumberAttributeConstraintsType{
				MinValue: aws.String("0"),
				MaxValue: aws.String("1000000"),
			},
		},
		{
			Name:              aws.String("attribute_39"),
			AttributeDataType: "DateTime",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_40"),
			AttributeDataType: "Boolean",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_41"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("0"),
				MaxLength: aws.String("2048"),
			},
		},
		{
			Name:              aws.String("attribute_42"),
			AttributeDataType: "Number",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
			NumberAttributeConstraints: &types.NumberAttributeConstraintsType{
				MinValue: aws.String("0"),
				MaxValue: aws.String("1000000"),
			},
		},
		{
			Name:              aws.String("attribute_43"),
			AttributeDataType: "DateTime",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_44"),
			AttributeDataType: "Boolean",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_45"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("0"),
				MaxLength: aws.String("2048"),
			},
		},
		{
			Name:              aws.String("attribute_46"),
			AttributeDataType: "Number",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
			NumberAttributeConstraints: &types.NumberAttributeConstraintsType{
				MinValue: aws.String("0"),
				MaxValue: aws.String("1000000"),
			},
		},
		{
			Name:              aws.String("attribute_47"),
			AttributeDataType: "DateTime",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_48"),
			AttributeDataType: "Boolean",
			Mutable:           aws.Bool(false),
			Required:          aws.Bool(false),
		},
		{
			Name:              aws.String("attribute_49"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(false),
			StringAttributeConstraints: &types.StringAttributeConstraintsType{
				MinLength: aws.String("0"),
				MaxLength: aws.String("2048"),
			},
		},
	},
	AdminCreateUserConfig: &types.AdminCreateUserConfigType{
		AllowAdminCreateUserOnly: false,
		InviteMessageTemplate: &types.MessageTemplateType{
			EmailSubject: aws.String("Welcome"),
			EmailMessage: aws.String("You are {username}, your password is {####}."),
			SMSMessage:   aws.String("{username}: {####}"),
		},
	},
	DeviceConfiguration: &types.DeviceConfigurationType{
		ChallengeRequiredOnNewDevice:     true,
		DeviceOnlyRememberedOnUserPrompt: true,
	},
	UserPoolAddOns: &types.UserPoolAddOnsType{
		AdvancedSecurityMode: "ENFORCED",
		AdvancedSecurityAdditionalFlows: &types.AdvancedSecurityAdditionalFlowsType{
			CustomAuthMode: "ENFORCED",
		},
	},
	KeyConfiguration: &types.KeyConfigurationType{
		KeyType:   "CUSTOMER_MANAGED_KEY",
		KmsKeyArn: aws.String("arn:aws:kms:eu-west-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357"),
	},
	IssuerConfiguration: &types.IssuerConfigurationType{
		Type: "UPDATED",
	},
	UserPoolTags: map[string]string{
		"tag-01": "value 1",
		"tag-02": "value 2",
		"tag-03": "value 3",
		"tag-04": "value 4",
		"tag-05": "value 5",
		"tag-06": "value 6",
		"tag-07": "value 7",
		"tag-08": "value 8",
		"tag-09": "value 9",
		"tag-10": "value 10",
		"tag-11": "value 11",
		"tag-12": "value 12",
		"tag-13": "value 13",
		"tag-14": "value 14",
		"tag-15": "value 15",
		"tag-16": "value 16",
		"tag-17": "value 17",
		"tag-18": "value 18",
		"tag-19": "value 19",
		"tag-20": "value 20",
		"tag-21": "value 21",
		"tag-22": "value 22",
		"tag-23": "value 23",
		"tag-24": "value 24",
		"tag-25": "value 25",
		"tag-26": "value 26",
		"tag-27": "value 27",
		"tag-28": "value 28",
		"tag-29": "value 29",
		"tag-30": "value 30",
		"tag-31": "value 31",
		"tag-32": "value 32",
		"tag-33": "value 33",
		"tag-34": "value 34",
		"tag-35": "value 35",
		"tag-36": "value 36",
		"tag-37": "value 37",
		"tag-38": "value 38",
		"tag-39": "value 39",
		"tag-40": "value 40",
		"tag-41": "value 41",
		"tag-42": "value 42",
		"tag-43": "value 43",
		"tag-44": "value 44",
		"tag-45": "value 45",
		"tag-46": "value 46",
		"tag-47": "value 47",
		"tag-48": "value 48",
		"tag-49": "value 49",
		"tag-50": "value 50",
	},
	DeletionProtection: "ACTIVE",
}

// poolAlso holds what the SDK would not send of pool.
var poolAlso = map[string]any{
	"AdminCreateUserConfig": map[string]any{
		"AllowAdminCreateUserOnly": false,
	},
}

var mfa = &cognitoidentityprovider.SetUserPoolMfaConfigInput{
	MfaConfiguration: "OPTIONAL",
	SoftwareTokenMfaConfiguration: &types.SoftwareTokenMfaConfigType{
		Enabled: true,
	},
	SmsMfaConfiguration: &types.SmsMfaConfigType{
		SmsAuthenticationMessage: aws.String("Your code is {####}"),
		SmsConfiguration: &types.SmsConfigurationType{
			SnsCallerArn: aws.String("arn:aws:iam::123456789012:role/largest-sms"),
			ExternalId:   aws.String("largest"),
			SnsRegion:    aws.String("eu-west-1"),
		},
	},
	EmailMfaConfiguration: &types.EmailMfaConfigType{
		Subject: aws.String("Your sign-in code"),
		Message: aws.String("Your sign-in code is {####}"),
	},
	WebAuthnConfiguration: &types.WebAuthnConfigurationType{
		RelyingPartyId:      aws.String("auth.example.com"),
		UserVerification:    "required",
		FactorConfiguration: "SINGLE_FACTOR",
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

	mfa.UserPoolId = &id
	_, err = cognito.SetUserPoolMfaConfig(ctx, mfa)
	if err != nil {
		// A pool as young as this one may still be busy: wait and try once more.
		time.Sleep(2 * time.Second)
		_, err = cognito.SetUserPoolMfaConfig(ctx, mfa)
	}
	if err != nil {
		log.Print(err)
		log.Print("The pool ", id, " exists, with MFA off. To delete it:")
		log.Print("  aws cognito-idp update-user-pool --deletion-protection INACTIVE --user-attribute-update-settings 'AttributesRequireVerificationBeforeUpdate=[]' --user-pool-id=", id)
		log.Print("  aws cognito-idp delete-user-pool --user-pool-id=", id)
		os.Exit(1)
	}
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
