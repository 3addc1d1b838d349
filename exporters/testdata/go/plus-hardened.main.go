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
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
)

var pool = &cognitoidentityprovider.CreateUserPoolInput{
	PoolName:           aws.String("my-hardened-pool"),
	UserPoolTier:       "PLUS",
	UsernameAttributes: []types.UsernameAttributeType{"email"},
	UsernameConfiguration: &types.UsernameConfigurationType{
		CaseSensitive: aws.Bool(false),
	},
	Policies: &types.UserPoolPolicyType{
		PasswordPolicy: &types.PasswordPolicyType{
			MinimumLength:                 aws.Int32(16),
			RequireUppercase:              true,
			RequireLowercase:              true,
			RequireNumbers:                true,
			RequireSymbols:                true,
			PasswordHistorySize:           aws.Int32(24),
			TemporaryPasswordValidityDays: 1,
		},
	},
	MfaConfiguration:       "OFF",
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
	Schema: []types.SchemaAttributeType{
		{
			Name:              aws.String("email"),
			AttributeDataType: "String",
			Mutable:           aws.Bool(true),
			Required:          aws.Bool(true),
		},
	},
	DeviceConfiguration: &types.DeviceConfigurationType{
		ChallengeRequiredOnNewDevice:     true,
		DeviceOnlyRememberedOnUserPrompt: true,
	},
	UserPoolAddOns: &types.UserPoolAddOnsType{
		AdvancedSecurityMode: "ENFORCED",
	},
	DeletionProtection: "ACTIVE",
}

var mfa = &cognitoidentityprovider.SetUserPoolMfaConfigInput{
	MfaConfiguration: "OPTIONAL",
	SoftwareTokenMfaConfiguration: &types.SoftwareTokenMfaConfigType{
		Enabled: true,
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
