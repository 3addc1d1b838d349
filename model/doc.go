// Package model knows Cognito user pools: the settings of the two requests
// that make one, what each means, what the service accepts and rejects, and the
// shapes in which people keep them in files.
//
// A pool comes in through Read, as a draft, a request body or the output of
// describe-user-pool, in JSON or YAML. It is a Pool from then on: the requests
// themselves, under the API's own names, with unset, false and zero apart.
// Catalog describes each setting once, keyed by its path; everything that
// shows, asks, checks or writes settings reads it. Check says what the service
// would refuse, ignore or do unexpectedly. Calls turns what the user wants into
// the requests that make it so.
//
// The package talks to no terminal and no network, and reads no file.
package model
