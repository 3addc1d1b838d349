package cognito

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// NextStep is a task for an existing pool, and the command that does it.
type NextStep struct {
	Title   string `json:"title"`
	Command string `json:"command"`
}

// After is information about a pool that was created.
type After struct {
	Issuer      string     `json:"issuer" description:"the iss claim of its tokens, and the base URL of its keys"`
	Console     string     `json:"console,omitempty" description:"its page in the AWS console; absent for an emulator and where it is unknown"`
	Discovery   string     `json:"discovery,omitempty" description:"the URL of the OpenID configuration, which apps read; absent without an app"`
	Apps        []App      `json:"apps,omitempty"`
	Next        []NextStep `json:"next" description:"commands to go on with"`
	Permissions []NextStep `json:"permissions,omitempty" description:"that its Lambda functions must grant before it can invoke them"`
}

// App is an app client that was created.
type App struct {
	Name   string `json:"name"`
	ID     string `json:"id"`
	SignIn string `json:"signIn,omitempty"` // the URL of its sign-in page; empty for none
}

// After returns information about a pool that was just created.
func (c *Client) After(made Result, pool *model.Pool) After {
	return After{
		Issuer:      c.issuer(made, pool),
		Discovery:   c.discovery(made, pool),
		Console:     c.console(made),
		Apps:        c.apps(made, pool),
		Next:        c.nextSteps(made, pool),
		Permissions: c.permissionSteps(made, pool),
	}
}

func (c *Client) apps(made Result, pool *model.Pool) []App {
	var apps []App
	for i := range pool.CreateUserPoolClient {
		client := &pool.CreateUserPoolClient[i]
		app := App{Name: text(client.ClientName)}
		app.ID = made.Answers[model.WithKey("ClientId", app.Name)]
		app.SignIn = pool.SignInURL(c.options.Region, client, app.ID)
		apps = append(apps, app)
	}
	return apps
}

// nextSteps create what the pool lacks for people to sign in, get the secrets that the
// service generated, and hand the pool over to infrastructure code.
func (c *Client) nextSteps(made Result, pool *model.Pool) []NextStep {
	var steps []NextStep
	if len(pool.CreateUserPoolClient) == 0 {
		steps = append(steps, c.clientStep(made, pool))
	}
	if len(pool.CreateUserPoolDomain) == 0 {
		steps = append(steps, c.domainStep(made))
	}
	for i, app := range c.apps(made, pool) {
		if pool.CreateUserPoolClient[i].HasSecret() {
			command := CommandName("DescribeUserPoolClient") + option("user-pool-id", made.ID) + option("client-id", app.ID) +
				" --query UserPoolClient.ClientSecret --output text" + c.place()
			steps = append(steps, NextStep{"see the secret of the app client " + app.Name, c.options.aws(command)})
		}
	}
	return append(steps, c.codeStep(made))
}

// codeStep exports the pool for Terraform with what imports it: an export of the draft
// would create another pool.
func (c *Client) codeStep(made Result) NextStep {
	command := "poolsmith export" + option("for-pool", made.ID) + " -f terraform -o main.tf" + c.place()
	return NextStep{"manage this pool with Terraform", c.options.withProfile(command)}
}

// partition is the partition of the client's Region.
func (c *Client) partition() model.Partition { return model.PartitionFor(c.options.Region) }

func (c *Client) issuer(made Result, pool *model.Pool) string {
	host := "cognito-idp."
	if issuer := pool.CreateUserPool.IssuerConfiguration; issuer != nil && text(issuer.Type) == "UPDATED" {
		host = "issuer-cognito-idp."
	}
	return "https://" + host + c.options.Region + "." + c.partition().DNSSuffix + "/" + made.ID
}

func (c *Client) discovery(made Result, pool *model.Pool) string {
	if len(pool.CreateUserPoolClient) == 0 {
		return ""
	}
	return c.issuer(made, pool) + "/.well-known/openid-configuration"
}

func (c *Client) console(made Result) string {
	partition := c.partition()
	isEmulator := c.options.EndpointURL != "" && !strings.Contains(c.options.EndpointURL, "."+partition.DNSSuffix)
	if isEmulator || partition.Console == "" {
		return ""
	}
	region := c.options.Region
	return "https://" + region + "." + partition.Console + "/cognito/v2/idp/user-pools/" + url.PathEscape(made.ID) + "/users?region=" + region
}

// clientStep creates an app client. Sign-in with passkeys or codes uses
// USER_AUTH, which the client must allow.
func (c *Client) clientStep(made Result, pool *model.Pool) NextStep {
	flows := "ALLOW_USER_SRP_AUTH ALLOW_REFRESH_TOKEN_AUTH"
	if factors, ok := pool.Get("CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors"); ok && !slices.Equal(factors.([]string), []string{"PASSWORD"}) {
		flows = "ALLOW_USER_AUTH " + flows
	}
	name := made.Name
	if name == "" {
		name = text(pool.CreateUserPool.PoolName)
	}
	command := "cognito-idp create-user-pool-client" + option("user-pool-id", made.ID) + option("client-name", name) + " --explicit-auth-flows " + flows
	return NextStep{"create an app client, so that an app can sign users in", c.options.aws(command + c.place())}
}

func (c *Client) domainStep(made Result) NextStep {
	command := "cognito-idp create-user-pool-domain" + option("user-pool-id", made.ID) + option("domain", domainPrefix(made))
	return NextStep{"create a domain for the sign-in pages", c.options.aws(command + c.place())}
}

var notInDomain = regexp.MustCompile(`[^a-z0-9]+`)

// domainPrefix is a unique domain prefix: prefixes are shared by all accounts of
// a Region, so it contains part of the pool's id. Cognito rejects prefixes that
// contain aws, amazon or cognito.
func domainPrefix(made Result) string {
	plain := func(text string) string {
		return strings.Trim(notInDomain.ReplaceAllString(strings.ToLower(text), "-"), "-")
	}
	name := plain(made.Name)
	if len(name) > 40 {
		name = strings.Trim(name[:40], "-")
	}
	_, id, _ := strings.Cut(made.ID, "_")
	for _, reserved := range []string{"aws", "amazon", "cognito"} {
		if name == "" || strings.Contains(name, reserved) {
			name = "sign-in"
		}
	}
	return strings.Trim(name+"-"+plain(id), "-")
}

// permissionSteps allow the pool to invoke its functions, each once. The
// statement is named after the pool: repeating the command fails because the
// statement exists, and changes nothing.
func (c *Client) permissionSteps(made Result, pool *model.Pool) []NextStep {
	statement := option("statement-id", model.StatementID(made.ID))
	var steps []NextStep
	for _, function := range pool.Functions() {
		command := "lambda add-permission" + option("function-name", function) + statement +
			" --action lambda:InvokeFunction --principal " + model.ServicePrincipal + option("source-arn", made.ARN) + c.place()
		steps = append(steps, NextStep{"allow the pool to invoke " + nameOf(function), c.options.aws(command)})
	}
	return steps
}

// nameOf is a function's name with its version: shop-signup of
// arn:aws:lambda:eu-west-1:123456789012:function:shop-signup.
func nameOf(function string) string {
	_, name, found := strings.Cut(function, ":function:")
	if !found {
		return function
	}
	return name
}
