package exporters

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// ConnectIDs are the ids in the configuration of an app. What is empty becomes a
// placeholder such as YOUR_POOL_ID.
type ConnectIDs struct {
	Region  string
	PoolID  string
	Clients map[string]string // the ids of app clients, by name
}

// Connect returns configuration that connects an app to each app client of the
// pool: blocks to paste for AWS Amplify, oidc-client-ts, Spring Security, Auth.js and
// boto3. Secrets are read from the environment.
func Connect(p *model.Pool, ids ConnectIDs) string {
	if len(p.CreateUserPoolClient) == 0 {
		return "The pool has no app client, so no app can connect to it.\n"
	}
	var b strings.Builder
	for i, c := range Connections(p, ids) {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "App client %s\n%s\n", model.Printable(c.App), strings.Join(c.Links, "\n"))
		for _, block := range c.Blocks {
			fmt.Fprintf(&b, "\n%s\n\n%s\n", block.Title, indentedBlock(block.Text))
		}
	}
	return b.String()
}

// Connection is how an app connects to one app client of a pool.
type Connection struct {
	App    string   // the name of the client
	Links  []string // Sign-in page: https://..., if it has one, and Discovery: https://...
	Blocks []ConnectBlock
}

// ConnectBlock is configuration to paste for one library.
type ConnectBlock struct{ Title, Text string }

// Connections returns what Connect does, in parts: one for each app client.
func Connections(p *model.Pool, ids ConnectIDs) []Connection {
	var list []Connection
	for i := range p.CreateUserPoolClient {
		c := connectionOf(p, &p.CreateUserPoolClient[i], ids)
		var links []string
		if c.signIn != "" {
			links = append(links, "Sign-in page: "+c.signIn)
		}
		links = append(links, "Discovery: "+c.issuer+"/.well-known/openid-configuration")
		list = append(list, Connection{App: c.name, Links: links, Blocks: c.blocks()})
	}
	return list
}

// connection is what an app has to know to use one app client.
type connection struct {
	name, id, pool, region, issuer string
	host, signIn                   string // empty without sign-in pages
	callback, logout               string // the first ones
	scopes                         []string
	secret                         bool
}

func connectionOf(p *model.Pool, client *model.CreateUserPoolClient, ids ConnectIDs) connection {
	c := connection{
		name: textOf(client.ClientName), region: orPlaceholder(ids.Region, "YOUR_REGION"), pool: orPlaceholder(ids.PoolID, "YOUR_POOL_ID"),
		scopes: client.AllowedOAuthScopes, secret: client.HasSecret(),
	}
	c.id = orPlaceholder(ids.Clients[c.name], "YOUR_CLIENT_ID")
	c.issuer = "https://cognito-idp." + c.region + "." + model.PartitionFor(c.region).DNSSuffix + "/" + c.pool
	c.signIn = p.SignInURL(c.region, client, c.id)
	if c.signIn != "" {
		c.host, c.callback = p.DomainHost(c.region), client.CallbackURLs[0]
	}
	if len(client.LogoutURLs) > 0 {
		c.logout = client.LogoutURLs[0]
	}
	return c
}

func orPlaceholder(value, placeholder string) string {
	if value == "" {
		return placeholder
	}
	return value
}

func textOf(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}

// blocks are those that suit the client: a browser cannot keep a secret, and a
// machine has no sign-in page.
func (c connection) blocks() []ConnectBlock {
	var blocks []ConnectBlock
	if !c.secret {
		blocks = append(blocks, ConnectBlock{"AWS Amplify", c.amplify()})
	}
	if !c.secret && c.signIn != "" {
		blocks = append(blocks, ConnectBlock{"oidc-client-ts", c.oidcClient()})
	}
	if c.secret && c.signIn != "" {
		blocks = append(blocks, ConnectBlock{"Spring Security (application.yaml)", c.spring()}, ConnectBlock{"Auth.js (NextAuth)", c.nextAuth()})
	}
	return append(blocks, ConnectBlock{"boto3", c.boto3()})
}

func (c connection) amplify() string {
	text := "import { Amplify } from \"aws-amplify\";\n\nAmplify.configure({\n  Auth: {\n    Cognito: {\n" +
		"      userPoolId: " + quoted(c.pool) + ",\n      userPoolClientId: " + quoted(c.id) + ",\n"
	if c.signIn != "" {
		text += "      loginWith: {\n        oauth: {\n          domain: " + quoted(c.host) + ",\n          scopes: " + quotedList(c.scopes) + ",\n" +
			"          redirectSignIn: " + quotedList([]string{c.callback}) + ",\n          redirectSignOut: " + quotedList(nonEmpty(c.logout)) + ",\n" +
			"          responseType: \"code\",\n        },\n      },\n"
	}
	return text + "    },\n  },\n});\n"
}

func (c connection) oidcClient() string {
	return "import { UserManager } from \"oidc-client-ts\";\n\nexport const userManager = new UserManager({\n" +
		"  authority: " + quoted(c.issuer) + ",\n  client_id: " + quoted(c.id) + ",\n  redirect_uri: " + quoted(c.callback) + ",\n" +
		"  response_type: \"code\",\n  scope: " + quoted(strings.Join(c.scopes, " ")) + ",\n});\n"
}

func (c connection) spring() string {
	return "spring:\n  security:\n    oauth2:\n      client:\n        registration:\n          cognito:\n" +
		"            client-id: " + quoted(c.id) + "\n            client-secret: ${COGNITO_CLIENT_SECRET}\n" +
		"            redirect-uri: " + quoted(c.callback) + "\n            scope: " + quotedList(c.scopes) + "\n" +
		"        provider:\n          cognito:\n            issuer-uri: " + quoted(c.issuer) + "\n"
}

func (c connection) nextAuth() string {
	return "import NextAuth from \"next-auth\";\nimport Cognito from \"next-auth/providers/cognito\";\n\n" +
		"export const { handlers, auth } = NextAuth({\n  providers: [\n    Cognito({\n" +
		"      clientId: " + quoted(c.id) + ",\n      clientSecret: process.env.COGNITO_CLIENT_SECRET,\n" +
		"      issuer: " + quoted(c.issuer) + ",\n    }),\n  ],\n});\n"
}

func (c connection) boto3() string {
	text := "import os\n\nimport boto3\n\ncognito = boto3.client(\"cognito-idp\", region_name=" + quoted(c.region) + ")\n" +
		"USER_POOL_ID = " + quoted(c.pool) + "\nCLIENT_ID = " + quoted(c.id) + "\n"
	if c.secret {
		text += "CLIENT_SECRET = os.environ[\"COGNITO_CLIENT_SECRET\"]\n"
	} else {
		text = strings.TrimPrefix(text, "import os\n\n")
	}
	return text
}

func nonEmpty(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// quoted is a string of JavaScript, YAML and Python alike: ASCII, with escapes
// that all of them have. A dollar sign is escaped, because Spring replaces ${x}.
func quoted(text string) string {
	return strings.ReplaceAll(strconv.QuoteToASCII(text), "$", `\u0024`)
}

func quotedList(list []string) string {
	words := make([]string, len(list))
	for i, text := range list {
		words[i] = quoted(text)
	}
	return "[" + strings.Join(words, ", ") + "]"
}

func indentedBlock(text string) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = "    " + line
		}
	}
	return strings.Join(lines, "\n")
}
