package state

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// livePool is the file beside a draft that changes a live pool: which pool that is,
// and the pool as it was opened. Versions that do not know it see a draft of a new
// pool.
type livePool struct {
	PoolID   string          `json:"poolId"`
	ARN      string          `json:"arn,omitempty"`
	Profile  string          `json:"profile,omitempty"`
	Region   string          `json:"region,omitempty"`
	Endpoint string          `json:"endpoint,omitempty"`
	Sandbox  bool            `json:"sandbox,omitempty"`
	IDs      model.Answers   `json:"ids,omitempty"`
	Unknown  []string        `json:"unknown,omitempty"` // members of the pool that this version does not know
	Unread   []string        `json:"unread,omitempty"`  // operations that make what could not be read
	Opened   json.RawMessage `json:"opened"`            // a draft
}

// liveFile is the path of the file beside a draft. It does not have the name of a
// draft.
func liveFile(draft string) string { return strings.TrimSuffix(draft, ".json") + ".live" }

// writeLive writes which live pool a draft changes, or removes the file for a new
// pool.
func writeLive(draft string, live *tui.Live) error {
	if live == nil {
		return removeLive(draft)
	}
	opened := live.Opened
	file := livePool{
		PoolID: opened.PoolID, ARN: opened.ARN, IDs: opened.IDs, Opened: opened.Pool.JSON(), Unread: live.Unread,
		Profile: live.At.Profile, Region: live.At.Region, Endpoint: live.At.Endpoint, Sandbox: live.At.Sandbox,
	}
	for _, d := range opened.Dropped {
		if d.Kind == model.Unknown {
			file.Unknown = append(file.Unknown, d.Setting)
		}
	}
	return writePrivate(liveFile(draft), model.EncodeJSON(file))
}

func removeLive(draft string) error {
	if err := os.Remove(liveFile(draft)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// readLive returns the live pool that a draft changes, nil for a new pool.
func readLive(draft string) (*tui.Live, error) {
	name := liveFile(draft)
	file, err := readLiveFile(name)
	if file == nil {
		return nil, err
	}
	opened, err := model.Read(name, file.Opened)
	if err != nil {
		return nil, err
	}
	opened.PoolID, opened.ARN, opened.IDs = file.PoolID, file.ARN, file.IDs
	for _, setting := range file.Unknown {
		opened.Dropped = append(opened.Dropped, model.Dropped{Kind: model.Unknown, Setting: setting, File: name})
	}
	return &tui.Live{Opened: opened, At: tui.LiveAt{Profile: file.Profile, Region: file.Region, Endpoint: file.Endpoint, Sandbox: file.Sandbox}, Unread: file.Unread}, nil
}

// readLiveFile returns the content of a file, nil where there is none.
func readLiveFile(name string) (*livePool, error) {
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > model.MaxSize:
		return nil, errors.New(name + ": not a file of a live pool")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	file := &livePool{}
	if err := json.Unmarshal(data, file); err != nil || file.PoolID == "" {
		return nil, errors.New(name + ": cannot be read, so that the draft cannot be continued as a change of a live pool; without the file it is a draft of a new pool")
	}
	return file, nil
}

// livePoolOf returns the id of the live pool that a draft changes, or nothing.
func livePoolOf(draft string) string {
	file, _ := readLiveFile(liveFile(draft))
	if file == nil {
		return ""
	}
	return file.PoolID
}
