package cognito

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
)

// NewLocalClient returns a Client of a sandbox that serves url for region. It
// reads no AWS configuration, so that neither the environment nor a file can
// redirect its calls, and it uses placeholder credentials.
func NewLocalClient(url, region string) *Client {
	provider := credentials.NewStaticCredentialsProvider("AKIDPOOLSMITHSANDBOX", "made-up-for-the-sandbox", "")
	return newClient(aws.Config{Region: region, BaseEndpoint: &url, Credentials: provider}, Options{Timing: Timing{}.withDefaults()})
}
