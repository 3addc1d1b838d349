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
	PoolName: aws.String("passkeys"),
	Policies: &types.UserPoolPolicyType{
		SignInPolicy: &types.SignInPolicyType{
			AllowedFirstAuthFactors: []types.AuthFactorType{"PASSWORD", "WEB_AUTHN"},
		},
	},
}

var mfa = &cognitoidentityprovider.SetUserPoolMfaConfigInput{
	MfaConfiguration: "ON",
	SoftwareTokenMfaConfiguration: &types.SoftwareTokenMfaConfigType{
		Enabled: true,
	},
	WebAuthnConfiguration: &types.WebAuthnConfigurationType{
		RelyingPartyId:      aws.String("example.com"),
		FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION",
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
		log.Print("  aws cognito-idp delete-user-pool --user-pool-id=", id)
		os.Exit(1)
	}
	fmt.Println(id)
}
