package sandbox

import (
	"encoding/base64"
	"slices"
)

type listRequest struct {
	MaxResults *int
	NextToken  *string
}

// maxResults is the maximum page size.
const maxResults = 60

func (r *listRequest) check() error {
	const path = "maxResults"
	switch {
	case r.MaxResults == nil:
		return batch([]string{failed(nil, path, mustNotBeNull)})
	case *r.MaxResults < 1:
		return batch([]string{failed(*r.MaxResults, path, mustBeMore+"1")})
	case *r.MaxResults > maxResults:
		return batch([]string{failed(*r.MaxResults, path, mustBeLess+"60")})
	}
	return nil
}

// pageOf returns the items that a request is about, and the token of the next
// page. The token has the id of the last item of a page.
func pageOf[T any](r listRequest, all []T, id func(T) string) (page []T, next string, err error) {
	start := 0
	if r.NextToken != nil {
		last, err := base64.RawURLEncoding.DecodeString(*r.NextToken)
		i := slices.IndexFunc(all, func(item T) bool { return id(item) == string(last) })
		if err != nil || i < 0 {
			return nil, "", invalid("Invalid pagination token")
		}
		start = i + 1
	}
	end := min(len(all), start+*r.MaxResults)
	if end < len(all) {
		next = base64.RawURLEncoding.EncodeToString([]byte(id(all[end-1])))
	}
	return all[start:end], next, nil
}
