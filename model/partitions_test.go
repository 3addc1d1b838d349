package model

import (
	"context"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
)

// TestPartitionsMatchSDK compares the host names of the service in every
// partition and Region with those of the AWS SDK.
func TestPartitionsMatchSDK(t *testing.T) {
	regions := cognitoRegions
	for _, p := range partitions {
		regions = append(regions, p.IAMRegion)
		if got := PartitionFor(p.IAMRegion); got != p {
			t.Errorf("%s is in %s, want %s", p.IAMRegion, got.Name, p.Name)
		}
	}
	resolver := cognitoidentityprovider.NewDefaultEndpointResolverV2()
	for _, region := range regions {
		endpoint, err := resolver.ResolveEndpoint(context.Background(), cognitoidentityprovider.EndpointParameters{Region: aws.String(region)})
		want := "cognito-idp." + region + "." + PartitionFor(region).DNSSuffix
		if err != nil || endpoint.URI.Host != want || strings.HasSuffix(want, ".") {
			t.Errorf("%s: %s, want %s: %v", region, want, endpoint.URI.Host, err)
		}
	}
}
