package cognito

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// NewLocalClient returns a Client of a sandbox that answers at url for region.
// It reads no AWS configuration: neither the environment nor a file can send
// its calls elsewhere, and its credentials mean nothing anywhere.
func NewLocalClient(url, region string) *Client {
	options := Options{Region: region, EndpointURL: url, Timing: Timing{}.orUsual()}
	local := aws.Config{
		Region:       region,
		BaseEndpoint: &url,
		Credentials:  credentials.NewStaticCredentialsProvider("AKIDPOOLSMITHSANDBOX", "made-up-for-the-sandbox", ""),
		HTTPClient:   awshttp.NewBuildableClient().WithTimeout(options.Timing.Answer),
	}
	return &Client{
		sdk: cognitoidentityprovider.NewFromConfig(local, func(o *sdkOptions) {
			o.BaseEndpoint = &url
			o.Retryer = aws.NopRetryer{}
		}),
		sts: sts.NewFromConfig(local, func(o *sts.Options) {
			o.BaseEndpoint = &url
			o.Retryer = aws.NopRetryer{}
		}),
		options: options,
	}
}
