package model

import (
	"reflect"
	"slices"
	"strings"
)

// Operation is an API operation that makes a part of what a draft describes:
// the pool, or something in it. Everything that a program has to know to call
// it, to read it back, to delete it and to write it in another format is here;
// a new operation is an entry of this table, a struct in Pool, the settings of
// the catalog and a step.
type Operation struct {
	Name string // CreateUserPool, which is also the member of the draft
	Noun string // what it makes, in a sentence: user pool

	// Required says that every draft has the request, even when it sets nothing.
	Required bool
	// Many says that a draft has a list of requests. Key is then the member
	// that identifies one: ClientName, GroupName; or several with + between
	// them. One that can be unset is empty then.
	Many bool
	Key  string

	// Takes are the members that the responses of earlier calls fill. A member
	// that the request has too, such as ClientId, names there the request of
	// the draft whose response gives the value, by its Key. The member is not
	// sent when it is unset.
	Takes []string
	// After are the operations whose calls must come first although no member
	// names what they make.
	After []string
	// Gives maps the members that later calls take to their place in the
	// response: UserPoolId to UserPool.Id.
	Gives map[string]string

	// The operations on what was created; empty where the API has none. Update
	// takes the same members, except for those in Permanent.
	Update, Describe, List, Delete string
	// DescribeBy are the members of the request to Describe, nil for those that
	// Update and Delete have.
	DescribeBy []string
	// Listed is the member of the response to List that has the items, and Summary
	// are the members of an item; nil for all of a description. PageSize is the
	// member of the request that limits the items, empty for MaxResults.
	Listed   string
	Summary  []string
	PageSize string
	// Named are the members of the pool's description that have the Key of what
	// exists, where the API has no List.
	Named []string
	// Merges says that Update keeps the members that its request omits. Otherwise
	// it resets them.
	Merges bool
	// Alternatives are members of which a request has one. An update with one of
	// them removes the others, also where it keeps what it omits.
	Alternatives []string
	// Duplicate is the exception of Name when a request with the same Key exists;
	// empty for InvalidParameterException. Taken is the message when a Key must
	// not exist in any pool of the service.
	Duplicate, Taken string
	// AcceptsSame says that the service accepts a request with the same Key, and makes
	// a second one.
	AcceptsSame bool
	// Absent is the message about something that does not exist, in an
	// InvalidParameterException; empty for ResourceNotFoundException.
	Absent string
	// DeleteFirst says that the pool cannot be deleted while this exists.
	DeleteFirst bool
	// Permanent are the members that Update lacks, because the service never
	// changes them.
	Permanent []string
	// Identifying are the members that tell one request from another beside the Key:
	// with another value it makes something else, and not the same with a new Key.
	Identifying []string
	// Unread are members that a description does not have, with the member that it
	// has in place of them: ImageUrl for ImageFile.
	Unread map[string]string
	// Entries are the operations on the entries of single members.
	Entries []EntryOperations
	// Answer is the member of the responses to Name and Describe that holds the
	// description: UserPool. It is empty where the response itself does. The
	// response to CreateUserPoolDomain has no such member. Assigned are members of
	// a description that no request has, besides ids and dates.
	Answer   string
	Assigned []string

	// Terraform and CloudFormation are the resource types. Into names the
	// operation whose resource has the settings of this one, which then has no
	// type of its own. One of the two types is empty where that tool has none.
	Terraform, CloudFormation string
	Into                      string
	// TerraformID are the forms of the id with which Terraform imports the
	// resource, the names of members and what is between them:
	// UserPoolId/ClientId. The first form whose members are all set applies; a
	// word that is no member stands for itself. CloudFormationID maps the
	// properties that identify the resource, its primary identifier, to members.
	TerraformID      []string
	CloudFormationID map[string]string

	// NoStep says that the wizard has no step for the operation, because few
	// pools use it. It is read, checked and written like the others.
	NoStep bool

	// prepare changes what is sent for a draft, where one request depends on
	// another. It replaces values and never changes what they share with the
	// draft. It is nil for most operations.
	prepare func(draft, sent *Pool)
	// updating changes what is sent to turn the pool live into another one, in the
	// same way. It is nil for most operations.
	updating func(live, sent *Pool)
	// missing says how the pool differs while the request is not sent, such as
	// "with MFA off"; nil: without what the operation makes.
	missing func(request any) string

	// described changes the members that a description has into the request that
	// would make the same, where they differ. It is nil for most operations.
	described func(request *node)

	field   reflect.StructField // of Pool
	members []member            // of one request
}

// EntryOperations are the operations on the entries of one list or map of what
// exists. They leave its other members and the other entries as they are.
type EntryOperations struct {
	Member string // of the request that creates it: Schema

	// Add, Remove and List are empty where the API has none. Added is the member
	// of the request to Add that has the new entries, as Member does, and of the
	// response to List. Removed is the member of the request to Remove that has a
	// list of keys.
	Add, Remove, List string
	Added, Removed    string

	// ByARN says that their requests identify the pool by its ARN, in
	// ARNMember; otherwise by its id, in PoolIDMember.
	ByARN bool
	Max   int // of entries in one request to Add; 0: unlimited
}

// ARNMember is the member of requests that has the ARN of what they are about.
const ARNMember = "ResourceArn"

// By is the member of the requests that identifies the pool.
func (e EntryOperations) By() string {
	if e.ByARN {
		return ARNMember
	}
	return PoolIDMember
}

// Operations in the order of the calls.
var Operations = complete(slices.Concat([]*Operation{
	&createUserPool,
	&setUserPoolMfaConfig,
	&createResourceServer,
	&createIdentityProvider,
	&createUserPoolDomain,
	&createUserPoolClient,
	&createManagedLoginBranding,
	&createTerms,
	&setUICustomization,
	&createGroup,
	&setRiskConfiguration,
	&setLogDeliveryConfiguration,
}, testOperations))

var createUserPool = Operation{
	Name: "CreateUserPool", Noun: "user pool", Required: true,
	Key:    "PoolName",
	Gives:  map[string]string{"UserPoolId": "UserPool.Id"},
	Update: "UpdateUserPool", Describe: "DescribeUserPool", List: "ListUserPools", Delete: "DeleteUserPool",
	Listed:    "UserPools",
	Permanent: []string{"UsernameAttributes", "AliasAttributes", "UsernameConfiguration", "Schema"},
	Entries: []EntryOperations{
		{Member: "Schema", Add: addAttributes, Added: "CustomAttributes", Max: maxAdded},
		{Member: "UserPoolTags", Add: tagPool, Remove: untagPool, List: "ListTagsForResource", Added: "Tags", Removed: "TagKeys", ByARN: true},
	},
	Answer:    "UserPool",
	Terraform: "aws_cognito_user_pool", CloudFormation: "AWS::Cognito::UserPool",
	updating:         updatingPool,
	TerraformID:      []string{"UserPoolId"},
	CloudFormationID: map[string]string{"UserPoolId": "UserPoolId"},
}

// complete adds to each operation where its requests are in a pool, and to the
// catalog what identifies them.
func complete(operations []*Operation) []*Operation {
	for _, o := range operations {
		field, found := reflect.TypeFor[Pool]().FieldByName(o.Name)
		if !found {
			panic(o.Name + " is not a member of Pool")
		}
		o.field = field
		i := slices.IndexFunc(poolMembers, func(m member) bool { return m.path == o.Name })
		o.members = poolMembers[i].members
		if o.Many {
			byPath[o.Name].Key = o.Key
		}
	}
	return operations
}

// LookupOperation returns the operation with the given name, or nil.
func LookupOperation(name string) *Operation {
	i := slices.IndexFunc(Operations, func(o *Operation) bool { return o.Name == name })
	if i < 0 {
		return nil
	}
	return Operations[i]
}

// OperationOf returns the operation whose request has the setting at path, or
// nil.
func OperationOf(path string) *Operation {
	first, _ := cutPath(path)
	return LookupOperation(first.name)
}

// requestType is the struct of one request.
func (o *Operation) requestType() reflect.Type {
	if o.Many {
		return o.field.Type.Elem()
	}
	return o.field.Type
}

// names are the members of a request in a draft.
func (o *Operation) names() []string {
	names := make([]string, len(o.members))
	for i, m := range o.members {
		names[i] = m.path[strings.LastIndexByte(m.path, '.')+1:]
	}
	return names
}

// HasMember reports whether a request in a draft has the member.
func (o *Operation) HasMember(name string) bool { return slices.Contains(o.names(), name) }

// updates reports whether a request to change what the operation made can have
// the member.
func (o *Operation) updates(member string) bool {
	return o.Update != "" && slices.Contains(o.names(), member) && !slices.Contains(o.Permanent, member)
}

// NotUpdated lists the members of a request that one to change what it made must
// not have: those that the service never changes, and those that the requests of
// parts have too, which set them last.
func (o *Operation) NotUpdated() []string {
	list := slices.Clone(o.Permanent)
	for _, part := range o.parts() {
		for _, member := range part.names() {
			if slices.Contains(o.names(), member) && !slices.Contains(list, member) {
				list = append(list, member)
			}
		}
	}
	return list
}

// Member returns the setting of a member of the operation's requests, or nil.
func (o *Operation) Member(name string) *Setting {
	if o.Many {
		return byPath[o.Name+"[]."+name]
	}
	return byPath[o.Name+"."+name]
}

// parts are the operations whose settings belong to the resource of this one.
func (o *Operation) parts() []*Operation {
	return slices.DeleteFunc(slices.Clone(Operations), func(part *Operation) bool { return part.Into != o.Name })
}

// in returns the field of the pool that holds the operation's requests.
func (o *Operation) in(p *Pool) reflect.Value {
	return reflect.ValueOf(p).Elem().FieldByIndex(o.field.Index)
}

// MakesPool reports whether the operation creates the pool that all others need.
func (o *Operation) MakesPool() bool { return o.Gives[PoolIDMember] != "" }

// Creates reports whether each call makes something new. A call that does not
// sets what exists already, and can be repeated.
func (o *Operation) Creates() bool { return o.Delete != "" && o.Update != o.Name }

// PoolIDMember is the member of most requests that names the pool.
const PoolIDMember = "UserPoolId"

// NewRequest returns a pointer to an empty request.
func (o *Operation) NewRequest() any { return reflect.New(o.requestType()).Interface() }

// Put replaces a request of a pool, by its index in Requests; an index beyond
// those appends it.
func (o *Operation) Put(p *Pool, i int, request any) {
	field, value := o.in(p), reflect.ValueOf(request).Elem()
	switch {
	case !o.Many:
		field.Set(value)
	case i < field.Len():
		field.Index(i).Set(value)
	default:
		field.Set(reflect.Append(field, value))
	}
}

// Remove removes a request of a pool, by its index in Requests.
func (o *Operation) Remove(p *Pool, i int) {
	field := o.in(p)
	switch {
	case !o.Many, field.Len() == 1:
		field.SetZero()
	default:
		field.Set(reflect.AppendSlice(field.Slice3(0, i, i), field.Slice(i+1, field.Len())))
	}
}

// Requests returns pointers to the requests that a pool has, in their order.
func (o *Operation) Requests(p *Pool) []any {
	field := o.in(p)
	switch {
	case o.Many:
		list := make([]any, field.Len())
		for i := range list {
			list[i] = field.Index(i).Addr().Interface()
		}
		return list
	case o.Required || !field.IsZero():
		return []any{field.Addr().Interface()}
	default:
		return nil
	}
}
