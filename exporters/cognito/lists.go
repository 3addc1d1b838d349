package cognito

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"github.com/poolsmith/poolsmith/model"
)

// Limits of a list: resources, pages, and bytes of all pages together.
const (
	maxListed    = 1000
	maxListPages = 50
	maxListBytes = 16 << 20
)

// List returns the account's resources of a kind, sorted by name: LambdaFunction
// the functions and KMSKey the keys that have an alias, both in the Region;
// SESIdentity the Region's identities that can send; IAMRole the roles whose
// trust policy mentions Cognito. It stops at 1000. The time limit is ctx's, and each
// page is requested once. The requests are signed here, because the SDK's
// packages for these services are many times the size of the program.
//
// The error is an *Error without the service's message, which can contain the
// request.
func (c *Client) List(ctx context.Context, kind string) ([]model.AccountResource, error) {
	l, known := listings[kind]
	if !known {
		return nil, &Error{Message: fmt.Sprintf("%q cannot be listed", kind)}
	}
	all, err := c.listAll(ctx, l)
	if err != nil {
		return nil, c.explainList(err, l)
	}
	if kind == model.SESIdentity && len(all) > 0 {
		if err := c.nameIdentities(ctx, all); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b model.AccountResource) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ARN, b.ARN))
	})
	return all, nil
}

func (c *Client) listAll(ctx context.Context, l listing) ([]model.AccountResource, error) {
	ctx, cancel := context.WithTimeout(ctx, 4*c.options.Timing.Answer)
	defer cancel()
	var all []model.AccountResource
	marker, size := "", 0
	for range maxListPages {
		data, err := c.listPage(ctx, l, marker)
		if err != nil {
			return nil, err
		}
		if size += len(data); size > maxListBytes {
			return nil, errLongList
		}
		page, next, err := l.read(data)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if len(all) >= maxListed {
			return all[:maxListed], nil
		}
		if next == "" {
			return all, nil
		}
		if next == marker {
			return nil, errEndless
		}
		marker = next
	}
	return all, nil
}

var errLongList = fmt.Errorf("the list is larger than %d MB", maxListBytes>>20)

// nameIdentities adds the ARNs of SES identities. SES returns only the names.
func (c *Client) nameIdentities(ctx context.Context, all []model.AccountResource) error {
	account := c.Account(ctx)
	if account == "" {
		return &Error{
			Operation: "GetCallerIdentity",
			Message:   "the account ID is unknown, and the ARN of an identity contains it",
			Hint:      "`" + c.options.aws("sts get-caller-identity") + "` shows the reason",
		}
	}
	for i := range all {
		all[i].ARN = "arn:" + c.partition().Name + ":ses:" + c.options.Region + ":" + account + ":identity/" + all[i].Name
	}
	return nil
}

// listing describes the request for a list.
type listing struct {
	service, operation string // the name in IAM permissions and signatures
	host               string // the first label of the service's host name
	request            func(address, marker string) (*http.Request, error)
	read               func([]byte) (page []model.AccountResource, next string, err error)
}

var listings = map[string]listing{
	model.LambdaFunction: {"lambda", "ListFunctions", "lambda", functionsRequest, readFunctions},
	model.KMSKey:         {"kms", "ListAliases", "kms", aliasesRequest, readAliases},
	model.SESIdentity:    {"ses", "ListEmailIdentities", "email", identitiesRequest, readIdentities},
	model.IAMRole:        {"iam", "ListRoles", "iam", rolesRequest, readRoles},
}

// get creates a request. The marker is omitted on the first page.
func get(address, path string, query url.Values, name, marker string) (*http.Request, error) {
	if marker != "" {
		query.Set(name, marker)
	}
	r, err := http.NewRequest(http.MethodGet, address+path, nil)
	if err != nil {
		return nil, err
	}
	r.URL.RawQuery = query.Encode()
	return r, nil
}

func functionsRequest(address, marker string) (*http.Request, error) {
	return get(address, "/2015-03-31/functions", url.Values{"MaxItems": {"50"}}, "Marker", marker)
}

func readFunctions(data []byte) (page []model.AccountResource, next string, err error) {
	var answer struct {
		Functions  []struct{ FunctionArn, FunctionName string }
		NextMarker string
	}
	err = json.Unmarshal(data, &answer)
	for _, f := range answer.Functions {
		page = append(page, model.AccountResource{ARN: f.FunctionArn, Name: f.FunctionName})
	}
	return page, answer.NextMarker, err
}

func aliasesRequest(address, marker string) (*http.Request, error) {
	input := map[string]any{"Limit": 100}
	if marker != "" {
		input["Marker"] = marker
	}
	body, err := json.Marshal(input)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequest(http.MethodPost, address+"/", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/x-amz-json-1.1")
	r.Header.Set("X-Amz-Target", "TrentService.ListAliases")
	return r, nil
}

// readAliases omits AWS managed keys, because their use cannot be granted. A key
// with two aliases appears twice.
func readAliases(data []byte) (page []model.AccountResource, next string, err error) {
	var answer struct {
		Aliases    []struct{ AliasName, AliasArn, TargetKeyId string }
		NextMarker string
		Truncated  bool
	}
	err = json.Unmarshal(data, &answer)
	for _, a := range answer.Aliases {
		start, whole := strings.CutSuffix(a.AliasArn, a.AliasName)
		if !whole || a.TargetKeyId == "" || strings.HasPrefix(a.AliasName, "alias/aws/") {
			continue
		}
		page = append(page, model.AccountResource{ARN: start + "key/" + a.TargetKeyId, Name: a.AliasName})
	}
	if answer.Truncated {
		next = answer.NextMarker
	}
	return page, next, err
}

// identitiesRequest does not set the page size, because moto fails if it is set.
func identitiesRequest(address, marker string) (*http.Request, error) {
	return get(address, "/v2/email/identities", url.Values{}, "NextToken", marker)
}

// readIdentities omits identities that cannot send, usually because they are not
// verified: Cognito rejects them.
func readIdentities(data []byte) (page []model.AccountResource, next string, err error) {
	var answer struct {
		EmailIdentities []struct {
			IdentityName   string
			SendingEnabled bool
		}
		NextToken string
	}
	err = json.Unmarshal(data, &answer)
	for _, i := range answer.EmailIdentities {
		if i.SendingEnabled {
			page = append(page, model.AccountResource{Name: i.IdentityName})
		}
	}
	return page, answer.NextToken, err
}

func rolesRequest(address, marker string) (*http.Request, error) {
	form := url.Values{"Action": {"ListRoles"}, "Version": {"2010-05-08"}, "MaxItems": {"100"}}
	if marker != "" {
		form.Set("Marker", marker)
	}
	r, err := http.NewRequest(http.MethodPost, address+"/", strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	return r, nil
}

// readRoles keeps the roles that Cognito may be able to assume.
func readRoles(data []byte) (page []model.AccountResource, next string, err error) {
	var answer struct {
		XMLName xml.Name `xml:"ListRolesResponse"`
		Roles   []struct {
			Arn                      string
			RoleName                 string
			AssumeRolePolicyDocument string
		} `xml:"ListRolesResult>Roles>member"`
		IsTruncated bool   `xml:"ListRolesResult>IsTruncated"`
		Marker      string `xml:"ListRolesResult>Marker"`
	}
	err = xml.Unmarshal(data, &answer)
	for _, r := range answer.Roles {
		trust, err := url.PathUnescape(r.AssumeRolePolicyDocument)
		if err == nil && strings.Contains(trust, model.ServicePrincipal) {
			page = append(page, model.AccountResource{ARN: r.Arn, Name: r.RoleName})
		}
	}
	if answer.IsTruncated {
		next = answer.Marker
	}
	return page, next, err
}

// listPage requests one page and returns the body of the response.
func (c *Client) listPage(ctx context.Context, l listing, marker string) ([]byte, error) {
	address, region, err := c.listPlace(l)
	if err != nil {
		return nil, err
	}
	r, err := l.request(address, marker)
	if err != nil {
		return nil, err
	}
	r = r.WithContext(ctx)
	if err := c.sign(r, l.service, region); err != nil {
		return nil, &unsentError{err, false}
	}
	var sent atomic.Bool
	answer, err := c.sdk.Options().HTTPClient.Do(r.WithContext(traced(ctx, &sent)))
	if err != nil && !sent.Load() {
		return nil, &unsentError{err, true}
	}
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, &errorResponse{answer.StatusCode, exceptionCode(answer.Header, data)}
	}
	return data, nil
}

// sign signs r in the caller's name. The hash of the body is part of it.
func (c *Client) sign(r *http.Request, service, region string) error {
	credentials, err := c.sdk.Options().Credentials.Retrieve(r.Context())
	if err != nil {
		return err
	}
	sum := sha256.New()
	if r.GetBody != nil {
		body, err := r.GetBody()
		if err != nil {
			return err
		}
		if _, err := io.Copy(sum, body); err != nil {
			return err
		}
	}
	return v4.NewSigner().SignHTTP(r.Context(), credentials, r, hex.EncodeToString(sum.Sum(nil)), service, region, time.Now())
}

var regionName = regexp.MustCompile(`^[a-z0-9-]+$`)

// listPlace returns the URL of a list and the Region to sign for. A custom
// endpoint serves all services, as emulators do. IAM is global in a partition,
// and its requests are signed for one Region of the partition.
func (c *Client) listPlace(l listing) (address, region string, err error) {
	region = c.options.Region
	if !regionName.MatchString(region) {
		return "", "", &Error{Message: fmt.Sprintf("%q is not a Region", region)}
	}
	partition := c.partition()
	label := l.host
	if c.sdk.Options().EndpointOptions.UseFIPSEndpoint == aws.FIPSEndpointStateEnabled {
		label += "-fips"
	}
	host := label + "." + region + "." + partition.DNSSuffix
	if l.service == "iam" {
		region, host = partition.IAMRegion, iamHost(partition, label)
	}
	if c.options.EndpointURL != "" {
		return strings.TrimRight(c.options.EndpointURL, "/"), region, nil
	}
	return "https://" + host, region, nil
}

// iamHost is the host of IAM in a partition. Only aws has a FIPS endpoint beside
// the other one; in aws-us-gov the only endpoint is the FIPS endpoint.
func iamHost(p model.Partition, label string) string {
	switch p.Name {
	case "aws":
		return label + "." + p.DNSSuffix
	case "aws-us-gov":
		return "iam.us-gov." + p.DNSSuffix
	default:
		return "iam." + p.IAMRegion + "." + p.DNSSuffix
	}
}

// errorResponse is the error for a response with another status than 200.
type errorResponse struct {
	status int
	code   string // of the exception; empty if the response has none
}

func (r *errorResponse) Error() string { return "status " + strconv.Itoa(r.status) }

var codeName = regexp.MustCompile(`^[A-Za-z]{1,64}$`)

// exceptionCode returns the exception in a response. Depending on the protocol it
// is in a header, in JSON or in XML. The rest of the response is not used.
func exceptionCode(header http.Header, data []byte) string {
	var inJSON struct {
		Type string `json:"__type"`
	}
	var inXML struct {
		Code string `xml:"Error>Code"`
	}
	code := header.Get("X-Amzn-Errortype")
	if code == "" && json.Unmarshal(data, &inJSON) == nil {
		code = inJSON.Type
	}
	if code == "" && xml.Unmarshal(data, &inXML) == nil {
		code = inXML.Code
	}
	code, _, _ = strings.Cut(code, ":http") // the address of a description
	code = code[strings.LastIndex(code, "#")+1:]
	if !codeName.MatchString(code) {
		return ""
	}
	return code
}

// explainList explains why a list cannot be retrieved.
func (c *Client) explainList(err error, l listing) *Error {
	if explained, ok := errors.AsType[*Error](err); ok {
		return explained
	}
	e := &Error{Operation: l.operation, Err: err}
	response, answered := errors.AsType[*errorResponse](err)
	switch {
	case errors.Is(err, context.Canceled):
		e.Message = "cancelled"
	case isTimeout(err):
		e.Message, e.Hint = "no response in time", "check the network and the endpoint"
	case isUnconnected(err):
		c.explainConnection(e, c.listTarget(l))
	case isUnsent(err):
		c.options.explainCredentials(e)
	case answered:
		c.explainResponse(e, response, l)
	case errors.Is(err, errLarge):
		e.Message, e.Hint = errLarge.Error(), largeHint
	case errors.Is(err, errLongList):
		e.Message, e.Hint = errLongList.Error(), largeHint
	case errors.Is(err, errEndless):
		e.Message, e.Hint = errEndless.Error(), "check the endpoint"
	default:
		e.Message, e.Hint = "the response cannot be read", "check the network and the endpoint"
	}
	return e
}

// listTarget is the endpoint of a list, without a password.
func (c *Client) listTarget(l listing) string {
	if c.options.EndpointURL != "" {
		return c.Endpoint()
	}
	address, _, _ := c.listPlace(l)
	return strings.TrimPrefix(address, "https://")
}

func (c *Client) explainResponse(e *Error, response *errorResponse, l listing) {
	e.Code = c.redact(response.code)
	e.Message = "rejected with status " + strconv.Itoa(response.status)
	switch {
	case redirects(response.status):
		e.explainRedirect(response.status)
	case e.Code == "AccessDenied" || e.Code == "AccessDeniedException":
		e.Message = "not permitted"
		e.Hint = "grant the caller the IAM permission " + l.service + ":" + l.operation
	case slices.Contains(throttled, e.Code):
		e.Message, e.Hint = "too many requests", "try again in a moment"
	case response.status >= 500:
		e.Message, e.Hint = "internal error of the service, status "+strconv.Itoa(response.status), "try again in a moment"
	default:
		c.options.explainAccess(e)
	}
}
