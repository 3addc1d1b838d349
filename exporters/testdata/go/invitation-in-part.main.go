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
	PoolName: aws.String("invitation"),
	AdminCreateUserConfig: &types.AdminCreateUserConfigType{
		InviteMessageTemplate: &types.MessageTemplateType{
			EmailSubject: aws.String("Welcome"),
			SMSMessage:   aws.String("Your password is {####}"),
		},
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
