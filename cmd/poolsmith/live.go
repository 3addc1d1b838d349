package main

import (
	"context"
	"slices"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

// liveOptions select a live pool.
type liveOptions struct {
	cognito.Options
	PoolID  string
	Offline bool
}

func (o *liveOptions) addFlags(c *cobra.Command) {
	c.Flags().StringVar(&o.PoolID, "pool-id", "", "read the live pool with this ID")
	addPlaceFlags(c, &o.Options)
	c.Flags().BoolVar(&o.Offline, "offline", false, "do not use the network")
}

// read gets the pool from the service. The Region is that of a flag, or else that
// in the id of the pool. What could not be read is reported as a warning.
func (o liveOptions) read(ctx context.Context, s streams) (document *model.Document, unread []cognito.Unread, err error) {
	if o.Offline {
		return nil, nil, exit.UsageError("omit --offline, or read the pool from a file", "a live pool cannot be read offline")
	}
	if o.Region == "" {
		o.Region = cognito.RegionOf(o.PoolID)
	}
	client, err := cognito.NewClient(ctx, o.Options)
	if err != nil {
		return nil, nil, err
	}
	data, unread, err := client.Describe(ctx, o.PoolID)
	if err != nil {
		return nil, nil, err
	}
	for _, part := range unread {
		s.warn("%s", part)
	}
	document, err = readDescription(o.PoolID, data)
	return document, unread, err
}

// isUnread reports whether a setting is of a part that could not be read.
func isUnread(setting string, unread []cognito.Unread) bool {
	return slices.ContainsFunc(unread, func(part cognito.Unread) bool { return part.Operation == model.OperationOf(setting) })
}

// readDescription reads the description of a live pool. Its errors are those of
// the endpoint, because there is no file that the user can correct.
func readDescription(id string, data []byte) (*model.Document, error) {
	document, err := model.Read(id, data)
	if err != nil {
		return nil, exit.UsageError("check the endpoint", "the service's description of the pool cannot be read: %s", err)
	}
	for i := range document.Dropped {
		document.Dropped[i].Line = 0 // the user does not see the lines of the response
	}
	return document, nil
}
