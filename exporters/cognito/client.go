package cognito

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go/logging"

	"github.com/poolsmith/poolsmith/model"
)

// Options select where pools are created and with which credentials. Empty
// fields default to the settings of the AWS CLI: AWS_PROFILE, AWS_REGION,
// AWS_ENDPOINT_URL and the files in ~/.aws.
type Options struct {
	Profile     string
	Region      string
	EndpointURL string // of an emulator; empty for AWS
	Timing      Timing
}

// Client creates pools in one Region of AWS, or of an emulator.
type Client struct {
	sdk     *cognitoidentityprovider.Client
	sts     *sts.Client
	once    *http.Client // for calls that the transport must not repeat
	options Options
	known   map[string]bool // the ids of SameName; nil when they are not known
	// sensitive are the secrets in the requests of Submit.
	sensitive []string
}

// NewClient loads Region, endpoint and credentials. It opens no connection; the
// credentials are retrieved with the first call.
func NewClient(ctx context.Context, options Options) (*Client, error) {
	options.Timing = options.Timing.withDefaults()
	load := []func(*config.LoadOptions) error{
		config.WithHTTPClient(newHTTPClient(options.Timing.Answer)),
		config.WithLogger(logging.Nop{}),
	}
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
		return nil, &Error{Message: "no Region is set", Hint: "set it with --region eu-west-1, with AWS_REGION, or permanently with `" + options.aws("configure") + "`"}
	}
	c := newClient(loaded, options)
	if !isEndpoint(c.options.EndpointURL) {
		return nil, &Error{Message: "the endpoint URL is invalid", Hint: "use the form http://127.0.0.1:5000, and percent-encode special characters in a password"}
	}
	return c, nil
}

// newClient returns a Client for a configuration that is complete.
func newClient(loaded aws.Config, options Options) *Client {
	plain, ok := loaded.HTTPClient.(*awshttp.BuildableClient)
	if !ok {
		plain = newHTTPClient(options.Timing.Answer)
	}
	loaded.HTTPClient = direct(plain, false)
	loaded.Logger = logging.Nop{}
	c := &Client{
		sdk:  cognitoidentityprovider.NewFromConfig(loaded, func(o *sdkOptions) { o.Retryer = aws.NopRetryer{} }),
		sts:  sts.NewFromConfig(loaded, func(o *sts.Options) { o.Retryer = aws.NopRetryer{} }),
		once: direct(plain, true),
	}
	options.Region = loaded.Region
	options.EndpointURL = text(c.sdk.Options().BaseEndpoint)
	c.options = options
	return c
}

// isEndpoint reports whether an endpoint URL is valid; an empty one selects
// AWS.
func isEndpoint(address string) bool {
	if address == "" {
		return true
	}
	parsed, err := url.Parse(address)
	return err == nil && (parsed.Scheme == "http" || parsed.Scheme == "https") && parsed.Host != ""
}

// Region is the Region of the pools.
func (c *Client) Region() string { return c.options.Region }

// Profile is the AWS profile in use.
func (c *Client) Profile() string {
	if profile := c.options.profile(); profile != "" {
		return profile
	}
	return "default"
}

// Endpoint is the URL that replaces the service's own, without a password;
// empty for AWS.
func (c *Client) Endpoint() string { return withoutPassword(c.options.EndpointURL) }

// Target describes where pools are created.
func (c *Client) Target() string {
	place := "Region " + c.options.Region + ", profile " + c.Profile()
	if c.options.EndpointURL != "" {
		place += ", endpoint " + c.Endpoint()
	}
	return place
}

// place returns the flags of an AWS CLI command for Region and endpoint.
func (c *Client) place() string {
	place := option("region", c.options.Region)
	if c.options.EndpointURL != "" {
		place += option("endpoint-url", c.Endpoint())
	}
	return place
}

// withoutPassword hides credentials in a URL: a password, a user name alone, and
// the query. A URL that cannot be parsed is hidden as a whole.
func withoutPassword(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return hidden
	}
	if _, has := parsed.User.Password(); parsed.User != nil && !has {
		parsed.User = url.User("xxxxx")
	}
	if parsed.RawQuery != "" {
		parsed.RawQuery = "xxxxx"
	}
	parsed.Fragment, parsed.RawFragment = "", ""
	return parsed.Redacted()
}

// Account returns the account id, from sts:GetCallerIdentity. It is empty if
// the call fails or takes too long: an emulator may not support it, and a
// firewall may block it.
func (c *Client) Account(ctx context.Context) string {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timing.Look)
	defer cancel()
	out, err := c.sts.GetCallerIdentity(ctx, nil)
	if err != nil {
		return ""
	}
	return text(out.Account)
}

// SignIn retrieves the credentials, which can require a network request. The
// hint of the error explains how to get them.
func (c *Client) SignIn(ctx context.Context) error {
	if _, err := c.sdk.Options().Credentials.Retrieve(ctx); err != nil {
		e := &Error{Err: err}
		c.options.explainCredentials(e)
		return e
	}
	return nil
}

// explainConfig explains an error in the files in ~/.aws.
func explainConfig(err error) *Error {
	if missing, ok := errors.AsType[config.SharedConfigProfileNotExistError](err); ok {
		return &Error{
			Message: fmt.Sprintf("the profile %q does not exist in the AWS configuration", missing.Profile),
			Hint:    "`aws configure list-profiles` lists the profiles; `aws configure" + option("profile", missing.Profile) + "` creates one",
			Err:     err,
		}
	}
	return &Error{Message: "the AWS configuration cannot be read", Hint: "run `aws configure list` to find the error in the files in ~/.aws", Err: err}
}

// profile is the profile in use, empty for the default one.
func (o Options) profile() string {
	if o.Profile != "" {
		return o.Profile
	}
	return os.Getenv("AWS_PROFILE")
}

// aws writes an AWS CLI command for the same profile.
func (o Options) aws(command string) string { return o.withProfile("aws " + command) }

// withProfile adds the profile to a command of the AWS CLI or of this program.
func (o Options) withProfile(command string) string {
	if profile := o.profile(); profile != "" {
		command += option("profile", profile)
	}
	return command
}

// option writes an option of a command for a POSIX shell. The value is joined to
// the name, because as a separate word a value that begins with a dash would be
// parsed as another option.
func option(name, value string) string { return " --" + name + "=" + model.ShellQuote(value) }
