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
	PoolName:           aws.String("my-user-pool"),
	UserPoolTier:       "ESSENTIALS",
	UsernameAttributes: []types.UsernameAttributeType{"email"},
	UsernameConfiguration: &types.UsernameConfigurationType{
		CaseSensitive: aws.Bool(false),
	},
	Policies: &types.UserPoolPolicyType{
		PasswordPolicy: &types.PasswordPolicyType{
			MinimumLength:                 aws.Int32(12),
			RequireUppercase:              true,
			RequireLowercase:              true,
			RequireNumbers:                true,
			RequireSymbols:                false,
			TemporaryPasswordValidityDays: 7,
		},
	},
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
	DeletionProtection: "ACTIVE",
}

// poolAlso holds what the SDK would not send of pool.
var poolAlso = map[string]any{
	"Policies": map[string]any{
		"PasswordPolicy": map[string]any{
			"RequireSymbols": false,
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
