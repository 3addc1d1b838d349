package sandbox

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// clientHook is what is special about app clients: the service generates their
// secrets.
var clientHook = hook{add: func(p *StoredPool, description map[string]any) {
	if description["GenerateSecret"] == true {
		id, _ := description["ClientId"].(string)
		description["ClientSecret"] = clientSecret(p.ID, id)
	}
	delete(description, "GenerateSecret")
}}

// clientSecret is the generated secret of a client. It follows from the ids, so
// that it is not saved.
func clientSecret(poolID, clientID string) string {
	sum := sha256.Sum256([]byte("secret/" + poolID + "/" + clientID))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:]))
}
