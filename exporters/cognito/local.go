package cognito

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
)

// NewLocalClient returns a Client of a sandbox that answers at url for region.
// It reads no AWS configuration: neither the environment nor a file can send
// its calls elsewhere, and its credentials mean nothing anywhere.
func NewLocalClient(url, region string) *Client {
	held := credentials.NewStaticCredentialsProvider("AKIDPOOLSMITHSANDBOX", "made-up-for-the-sandbox", "")
	return newClient(aws.Config{Region: region, BaseEndpoint: &url, Credentials: held}, Options{Timing: Timing{}.orUsual()})
}
