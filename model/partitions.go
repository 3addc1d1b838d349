package model

import (
	"slices"
	"strings"
)

// ServicePrincipal is the principal as which Cognito invokes functions and assumes
// roles.
const ServicePrincipal = "cognito-idp.amazonaws.com"

// Partition is a group of Regions with ARNs, domains and an IAM of its own.
type Partition struct {
	Name      string // as ARNs begin: aws-cn
	DNSSuffix string // of the services' host names
	Console   string // the domain of the console; empty where it is unknown
	IAMRegion string // the Region that requests to IAM are signed for
	prefix    string // of the names of its Regions
}

// partitions lists every partition; aws comes last because its Regions have no
// common prefix. The names and suffixes are those of the AWS SDK.
var partitions = []Partition{
	{"aws-cn", "amazonaws.com.cn", "console.amazonaws.cn", "cn-north-1", "cn-"},
	{"aws-us-gov", "amazonaws.com", "console.amazonaws-us-gov.com", "us-gov-west-1", "us-gov-"},
	{"aws-iso", "c2s.ic.gov", "", "us-iso-east-1", "us-iso-"},
	{"aws-iso-b", "sc2s.sgov.gov", "", "us-isob-east-1", "us-isob-"},
	{"aws-iso-f", "csp.hci.ic.gov", "", "us-isof-south-1", "us-isof-"},
	{"aws-iso-e", "cloud.adc-e.uk", "", "eu-isoe-west-1", "eu-isoe-"},
	{"aws-eusc", "amazonaws.eu", "console.amazonaws-eusc.eu", "eusc-de-east-1", "eusc-"},
	{"aws", "amazonaws.com", "console.aws.amazon.com", "us-east-1", ""},
}

// PartitionFor returns the partition of a Region: aws where the name matches no
// other.
func PartitionFor(region string) Partition {
	i := slices.IndexFunc(partitions, func(p Partition) bool { return strings.HasPrefix(region, p.prefix) })
	return partitions[i] // the empty prefix of aws matches every name
}

// partitionOf returns the name of the partition that a Region is in.
func partitionOf(region string) string { return PartitionFor(region).Name }

// cognitoRegions are the Regions that have user pools, as far as known in 2026.
var cognitoRegions = []string{
	"af-south-1",
	"ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
	"ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
	"ca-central-1", "ca-west-1", "cn-north-1", "cn-northwest-1",
	"eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "eusc-de-east-1",
	"il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1",
	"us-east-1", "us-east-2", "us-gov-east-1", "us-gov-west-1", "us-west-1", "us-west-2",
}
