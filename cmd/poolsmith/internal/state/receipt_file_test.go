package state

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
)

// The spare has the maximum size of the receipt, and an update creates no file.
func TestReceiptKeepsSpace(t *testing.T) {
	folder := t.TempDir()
	r := &Receipt{Time: time.Now(), Outcome: InProgress, Draft: json.RawMessage("{}"), Calls: []*Call{{Operation: "CreateUserPool"}}}
	files := 0
	f, err := CreateReceipt(folder, r, func(name string) (*os.File, error) {
		files++
		return createPrivate(name)
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		r.Calls[0].Error += strings.Repeat("x", 300)
		if err := f.Save(); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(f.sibling(".spare"))
		if err != nil || info.Size() != f.size {
			t.Fatalf("the spare has %d bytes, want %d: %v", info.Size(), f.size, err)
		}
		if saved, err := ReadReceipt(f.path, folder); err != nil || saved.Calls[0].Error != r.Calls[0].Error {
			t.Fatalf("an older version is saved: %v", err)
		}
	}
	if files != 2 {
		t.Errorf("%d files were made", files)
	}
	f.Outcome = Created
	f.Close()
	if left, _ := os.ReadDir(folder); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}
