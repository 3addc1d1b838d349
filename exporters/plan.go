package exporters

import (
	"fmt"

	"github.com/poolsmith/poolsmith/model"
)

// PlanDocument returns the plan of a change as Markdown, for a pull request: the
// calls, their effects on users, and for what cannot be changed the way to a new
// pool. Facts about moving users are from the developer guide: importing users from
// a CSV file, and the user migration trigger.
func PlanDocument(p *model.Plan) []byte {
	d := &designDocument{pool: p.Live.Pool}
	name := textOf(p.Live.Pool.CreateUserPool.PoolName)
	d.line("# Change of the user pool %s\n", codeText(name))
	d.line("The pool is %s.", codeText(p.Live.PoolID))
	d.planSteps(p)
	d.planEffects(p)
	if len(p.Blocked) > 0 {
		d.replacement(p)
	}
	return d.Bytes()
}

func (d *designDocument) planSteps(p *model.Plan) {
	d.heading(2, "Calls")
	if len(p.Steps) == 0 {
		d.line("No call changes the pool.")
	}
	for _, r := range p.Renamings {
		d.line("The plan %s.\n", prose(r.Text()))
	}
	var rows [][]string
	for _, step := range p.Steps {
		if len(step.Differences) == 0 {
			rows = append(rows, []string{codeText(step.Name()), "(the present settings, which the call before may reset)", "", ""})
		}
		for _, change := range step.Differences {
			rows = append(rows, append([]string{codeText(step.Name())}, changeCells(change)...))
		}
	}
	d.table([]string{"Call", "Setting", "From", "To"}, rows)
}

// changeCells are the setting of a difference and its two values.
func changeCells(d model.Difference) []string {
	return []string{codeText(d.Setting), changeValue(d.From), changeValue(d.To)}
}

// changeValue is a value of a difference. That of a whole item is not shown.
func changeValue(value any) string {
	switch {
	case value == nil:
		return "(not set)"
	case model.IsWhole(value):
		return "(exists)"
	default:
		return codeText(model.CompactJSON(value))
	}
}

func (d *designDocument) planEffects(p *model.Plan) {
	var rows [][]string
	for _, e := range p.Effects() {
		rows = append(rows, []string{codeText(e.Setting), prose(e.Text)})
	}
	if rows != nil {
		d.heading(2, "Effects on users")
	}
	d.table([]string{"Setting", "Effect"}, rows)
}

// replacement is the way to a new pool, for what cannot be changed.
func (d *designDocument) replacement(p *model.Plan) {
	d.heading(2, "What requires a new pool")
	var rows [][]string
	for _, b := range p.Blocked {
		rows = append(rows, append(changeCells(b), prose(b.Why)))
	}
	d.table([]string{"Setting", "From", "To", "Reason"}, rows)
	d.heading(2, "Replacement")
	d.line("A second pool is created beside the present one, users move, and the present one is deleted last. The new pool has another id, issuer and key set.")
	d.heading(3, "Two ways to move users")
	d.table([]string{"Way", "Passwords", "Who moves", "Needs"}, [][]string{
		{"User migration trigger", "are kept", "each user, at the next sign-in with a password or at a forgotten password; not at sign-in without a password", "a Lambda function in `LambdaConfig.UserMigration` of the new pool that checks the password with the present one, and a flow that sends the password: `ALLOW_USER_PASSWORD_AUTH`, `ALLOW_ADMIN_USER_PASSWORD_AUTH` or managed login"},
		{"Import from CSV", "are lost: users are in the state `RESET_REQUIRED`, unless they sign in with a code", "all users, in one job", "a verified email address or phone number of each user, and an IAM role for CloudWatch Logs"},
	})
	d.line("\nBoth can be combined: the trigger first, and the import for those who did not sign in by then.")
	d.list("Order of steps", true, d.replacementSteps(p.Live.PoolID))
	d.list("What the move means for users", false, d.replacementEffects())
	d.list("What is lost", false, d.replacementLosses())
}

// list writes a heading and its items, which have numbers if they are ordered.
func (d *designDocument) list(title string, ordered bool, items []string) {
	d.heading(3, title)
	for i, item := range items {
		mark := "-"
		if ordered {
			mark = fmt.Sprintf("%d.", i+1)
		}
		d.line("%s %s", mark, item)
	}
}

// has reports whether the live pool has a call of an operation.
func (d *designDocument) has(operation string) bool { return len(d.names(operation)) > 0 }

func (d *designDocument) replacementSteps(id string) []string {
	steps := []string{
		"Save the target as a draft: " + codeText("poolsmith import --pool-id "+id) + " reads the present pool, and `--set` or the wizard changes it. Check it with `poolsmith validate`.",
	}
	if d.has("CreateUserPoolDomain") {
		steps = append(steps, "Give the draft another domain: a domain belongs to one pool at a time.")
	}
	steps = append(steps,
		"Create the new pool: `poolsmith submit -i FILE`, or `poolsmith export -i FILE` for Terraform, CloudFormation and others.",
		"Let the new pool invoke its Lambda functions, and set up the way in which users move.",
	)
	if d.has("CreateIdentityProvider") {
		steps = append(steps, "Register the new domain at each identity provider: the redirect URI ends with `/oauth2/idpresponse`, and the SAML entity id contains the id of the pool.")
	}
	steps = append(steps,
		"Change everything that verifies tokens so that it accepts both issuers and the client ids of both pools.",
		"Change the apps: pool id, client id, client secret and domain. `poolsmith explain connect --pool-id ID` prints them.",
	)
	if d.has("CreateGroup") {
		steps = append(steps, "Add users to the groups of the new pool: neither way moves memberships.")
	}
	return append(steps,
		"Wait until nobody signs in to the present pool any longer; `EstimatedNumberOfUsers` and CloudWatch show it.",
		"Delete the present pool: turn off deletion protection, delete its domain, then the pool.",
	)
}

func (d *designDocument) replacementEffects() []string {
	effects := []string{
		"Everybody signs in again: tokens and sessions of the present pool are not valid in the new one.",
		"With an import, everybody who signs in with a password sets a new one.",
	}
	if factors := d.pool.SecondFactors(); len(factors) > 0 {
		effects = append(effects, "Authenticator apps have to be set up again, because their secrets cannot be read.")
	}
	if d.pool.OffersPasskeys() {
		effects = append(effects, "Passkeys have to be registered again.")
	}
	if d.pool.CreateUserPool.DeviceConfiguration != nil {
		effects = append(effects, "Devices are no longer remembered.")
	}
	return effects
}

func (d *designDocument) replacementLosses() []string {
	losses := []string{
		"The `sub` of every user: data that is stored under it needs a table from old to new. A custom attribute can contain the old one.",
		"The dates of creation and of the last change of users, and their sign-in history.",
		"Passwords, with an import; password history with both ways.",
	}
	if d.has("CreateIdentityProvider") {
		losses = append(losses, "Links between users and identity providers: federated users are created at their next sign-in.")
	}
	if d.has("CreateUserPoolClient") {
		losses = append(losses, "The ids and secrets of app clients.")
	}
	return losses
}
