package main

import (
	"context"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

// liveOptions name a pool that exists.
type liveOptions struct {
	cognito.Options
	PoolID  string
	Offline bool
}

func (o *liveOptions) addFlags(c *cobra.Command) {
	c.Flags().StringVar(&o.PoolID, "pool-id", "", "read the live pool with this `ID`")
	addPlaceFlags(c, &o.Options)
	c.Flags().BoolVar(&o.Offline, "offline", false, "open no connection")
}

// read asks the service for the pool. Its region is in its id, unless a flag
// names another.
func (o liveOptions) read(ctx context.Context, s streams) (*model.Document, error) {
	if o.Offline {
		return nil, wrong("leave --offline out, or name a file", "a live pool cannot be read offline")
	}
	if o.Region == "" {
		o.Region = cognito.RegionOf(o.PoolID)
	}
	client, err := cognito.NewClient(ctx, o.Options)
	if err != nil {
		return nil, err
	}
	data, err := client.Describe(ctx, o.PoolID)
	if err != nil {
		return nil, err
	}
	document, left, err := model.ReadLive(o.PoolID, data)
	for _, p := range left {
		s.warn("%s: %s is not known to this version of poolsmith and was left out", o.PoolID, p.Setting)
	}
	return document, err
}
