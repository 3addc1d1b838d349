package model

// createUserPoolDomain has its Answer in the response to Describe alone. Its own
// response is the CloudFront distribution, the version and the routing.
var createUserPoolDomain = Operation{
	Name: "CreateUserPoolDomain", Noun: "domain", Many: true, Key: "Domain",
	Takes:  []string{"UserPoolId"},
	Update: "UpdateUserPoolDomain", Describe: "DescribeUserPoolDomain", Delete: "DeleteUserPoolDomain",
	DescribeBy:  []string{"Domain"},
	Named:       []string{"Domain", "CustomDomain"},
	Taken:       "Domain already associated with another user pool.",
	Absent:      "No such domain or user pool exists.",
	DeleteFirst: true,
	Assigned:    []string{"AWSAccountId", "S3Bucket", "CloudFrontDistribution", "Version"},
	Answer:      "DomainDescription",
	Terraform:   "aws_cognito_user_pool_domain", CloudFormation: "AWS::Cognito::UserPoolDomain",
	TerraformID:      []string{"Domain"},
	CloudFormationID: map[string]string{"UserPoolId": "UserPoolId", "Domain": "Domain"},
}

// CreateUserPoolDomain is the request of the same name: where the sign-in pages
// and the OAuth endpoints are. Without CustomDomainConfig, Domain is the prefix of
// a domain of Cognito, otherwise a whole domain name; it has up to 63 characters.
// A pool has at most one of each kind. ManagedLoginVersion is 1 (classic, the
// default) or 2.
type CreateUserPoolDomain struct {
	Domain              *string             `json:",omitzero"`
	ManagedLoginVersion *int                `json:",omitzero"`
	CustomDomainConfig  *CustomDomainConfig `json:",omitzero"`
	Routing             *Routing            `json:",omitzero"`
}

// CustomDomainConfig has the ACM certificate, which is in us-east-1 whatever the
// Region of the pool.
type CustomDomainConfig struct {
	CertificateArn *string `json:",omitzero"`
	SecurityPolicy *string `json:",omitzero"`
}

// Routing is the failover of a custom domain to a replica of the pool.
type Routing struct {
	Failover *Failover `json:",omitzero"`
}

// Failover has the Region of the replica and the Route 53 health check, with an id
// of up to 64 characters, that decides when it takes over.
type Failover struct {
	SecondaryRegion             *string `json:",omitzero"`
	PrimaryRoute53HealthCheckId *string `json:",omitzero"`
}
