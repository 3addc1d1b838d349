package sandbox

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// poolID is the pool id in a request.
type poolID struct{ UserPoolId *string }

// identifiers are the members of a request that name what it is about.
type identifiers map[string]*string

func (ids identifiers) pool() poolID { return poolID{ids[model.PoolIDMember]} }

// check rejects a request that lacks one of the names.
func (ids identifiers) check(names []string) error {
	for _, name := range names {
		if ids[name] == nil {
			return batch([]string{failed(nil, wireName(name), mustNotBeNull)})
		}
	}
	return nil
}

func (ids identifiers) texts() map[string]string {
	texts := map[string]string{}
	for name, id := range ids {
		if id != nil {
			texts[name] = *id
		}
	}
	return texts
}

// check checks the id against the limits of the service model.
func (id poolID) check() error {
	const path = "userPoolId"
	switch {
	case id.UserPoolId == nil:
		return batch([]string{failed(nil, path, mustNotBeNull)})
	case !isPoolID(*id.UserPoolId):
		return batch([]string{failed(*id.UserPoolId, path, mustMatch+`[\w-]+_[0-9a-zA-Z]+`)})
	case len(*id.UserPoolId) > maxPoolID:
		return batch([]string{failed(*id.UserPoolId, path, fmt.Sprint(mustBeShort, maxPoolID))})
	}
	return nil
}

const maxPoolID = 55

// checkARN checks an ARN against the limits of the service model.
func checkARN(arn string) error {
	path, s := wireName(model.ARNMember), model.Lookup("CreateUserPool.SmsConfiguration.SnsCallerArn")
	var constraints []string
	if len(arn) < s.Min || len(arn) > s.Max {
		constraints = append(constraints, failed(arn, path, bound(len(arn), s, mustBeLong, mustBeShort)))
	}
	if !s.Pattern.Match(arn) {
		constraints = append(constraints, failed(arn, path, mustMatch+s.Pattern.Expr))
	}
	if constraints != nil {
		return batch(constraints)
	}
	return nil
}

// isPoolID reports whether id has the form region_letters.
func isPoolID(id string) bool {
	cut := strings.LastIndexByte(id, '_')
	if cut < 1 || cut == len(id)-1 {
		return false
	}
	for i := range len(id) {
		c := id[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !letter && (i > cut || c != '_' && c != '-') {
			return false
		}
	}
	return true
}

// letters are the characters of the part of an id after the Region.
const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

func newPoolID(region string) string {
	var random [9]byte
	rand.Read(random[:])
	for i, b := range random {
		random[i] = letters[int(b)%len(letters)]
	}
	return region + "_" + string(random[:])
}

// newID is the id of something in a pool, by its key in Answers. It follows from
// the pool's id and that key; the number differs where something that had the same
// name has the id.
func (p *StoredPool) newID(answer string) string {
	used := slices.Collect(maps.Values(p.Answers))
	for n := 0; ; n++ {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s/%s/%d", p.ID, answer, n))
		id := strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:26])
		if !slices.Contains(used, id) {
			return id
		}
	}
}
