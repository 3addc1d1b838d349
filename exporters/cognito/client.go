package cognito

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/poolsmith/poolsmith/model"
)

// Options say where pools are made and in whose name. What is left empty comes
// from where the AWS CLI takes it: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL
// and the files in ~/.aws.
type Options struct {
	Profile     string
	Region      string
	EndpointURL string // of an emulator; empty is the service itself
}

// Client is a place where pools can be made.
type Client struct {
	sdk     *cognitoidentityprovider.Client
	options Options
}

// NewClient finds out region, endpoint and credentials. It opens no
// connection, and the credentials are asked for with the first call only.
func NewClient(ctx context.Context, options Options) (*Client, error) {
	var load []func(*config.LoadOptions) error
	if options.Profile != "" {
		load = append(load, config.WithSharedConfigProfile(options.Profile))
	}
	if options.Region != "" {
		load = append(load, config.WithRegion(options.Region))
	}
	if options.EndpointURL != "" {
		load = append(load, config.WithBaseEndpoint(options.EndpointURL))
	}
	loaded, err := config.LoadDefaultConfig(ctx, load...)
	if err != nil {
		return nil, explainConfig(err)
	}
	if loaded.Region == "" {
		return nil, &Error{Message: "no region is set", Hint: "name one with --region eu-west-1, with AWS_REGION, or once and for all with `" + options.aws("configure") + "`"}
	}
	options.Region = loaded.Region
	return &Client{cognitoidentityprovider.NewFromConfig(loaded), options}, nil
}

// Region is where the pools will live.
func (c *Client) Region() string { return c.options.Region }

// Target says in words where the pools will live.
func (c *Client) Target() string {
	profile := c.options.profile()
	if profile == "" {
		profile = "default"
	}
	place := "region " + c.options.Region + ", profile " + profile
	if c.options.EndpointURL != "" {
		place += ", endpoint " + c.options.EndpointURL
	}
	return place
}

// explainConfig says what is wrong with the files in ~/.aws.
func explainConfig(err error) *Error {
	if missing, ok := errors.AsType[config.SharedConfigProfileNotExistError](err); ok {
		return &Error{
			Message: fmt.Sprintf("the profile %q is not in the AWS configuration", missing.Profile),
			Hint:    "`aws configure list-profiles` lists the profiles; `aws configure --profile " + quote(missing.Profile) + "` makes one",
			Err:     err,
		}
	}
	return &Error{Message: "the AWS configuration cannot be read", Hint: "`aws configure list` says what is wrong with the files in ~/.aws", Err: err}
}

// profile is the profile that counts, empty for the default one.
func (o Options) profile() string {
	if o.Profile != "" {
		return o.Profile
	}
	return os.Getenv("AWS_PROFILE")
}

// aws writes an AWS CLI command for the same profile.
func (o Options) aws(command string) string {
	command = "aws " + command
	if profile := o.profile(); profile != "" {
		command += " --profile " + quote(profile)
	}
	return command
}

// deletion lists the commands that delete a pool that was only half made. A
// protected pool must lose its protection first. That call would also reset
// AutoVerifiedAttributes, which is refused while an attribute must be verified
// before a change; so that demand goes too.
func (c *Client) deletion(made Result, pool *model.Pool) []string {
	place := " --user-pool-id " + quote(made.ID) + " --region " + quote(c.options.Region)
	if c.options.EndpointURL != "" {
		place += " --endpoint-url " + quote(c.options.EndpointURL)
	}
	var commands []string
	if protection := pool.CreateUserPool.DeletionProtection; protection != nil && *protection == "ACTIVE" {
		unprotect := "cognito-idp update-user-pool --deletion-protection INACTIVE" + place
		if pool.CreateUserPool.UserAttributeUpdateSettings != nil {
			unprotect += " --user-attribute-update-settings 'AttributesRequireVerificationBeforeUpdate=[]'"
		}
		commands = append(commands, c.options.aws(unprotect))
	}
	return append(commands, c.options.aws("cognito-idp delete-user-pool"+place))
}

// quote writes a word for a POSIX shell.
func quote(word string) string {
	plain := func(r rune) bool {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("_-./:@+=", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
