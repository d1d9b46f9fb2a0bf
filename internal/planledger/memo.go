package planledger

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/userfile"
)

// noMemo keeps nothing.
type noMemo struct{}

func (noMemo) Note(string, string, []string) {}

func (noMemo) Noted(string, string) []string { return nil }

// FileMemo keeps notes as small files in a folder that only the user can read.
// The zero value of Dir keeps nothing.
type FileMemo struct {
	// Dir is the folder; it is made where it is missing.
	Dir string
	// Account tells the zones of two accounts apart.
	Account string
}

// noteAge is how long a note counts. A plan that is applied later than that
// waits, as on another machine.
const noteAge = 7 * 24 * time.Hour

// maxNote bounds what is read of a note: the keys of a few lines.
const maxNote = 1 << 20

// Note writes or deletes one file.
func (m FileMemo) Note(domain, key string, takes []string) {
	if m.Dir == "" {
		return
	}
	path := m.path(domain, key)
	if len(takes) == 0 {
		_ = os.Remove(path) // None is there as a rule.
		return
	}
	text, err := json.Marshal(takes)
	if err != nil {
		return
	}
	if userfile.Folder(m.Dir) == nil {
		_ = userfile.Replace(path, text) // Without a note the apply waits.
	}
}

// Noted reads the file of a record.
func (m FileMemo) Noted(domain, key string) []string {
	if m.Dir == "" {
		return nil
	}
	text, info, err := userfile.Read(m.path(domain, key), maxNote)
	if err != nil || !userfile.Own(info) {
		return nil
	}
	if age := time.Since(info.ModTime()); age > noteAge || age < -noteAge {
		return nil
	}
	var takes []string
	if json.Unmarshal(text, &takes) != nil {
		return nil
	}
	return takes
}

func (m FileMemo) path(domain, key string) string {
	sum := sha256.Sum256([]byte(m.Account + "\x00" + domain + "\x00" + key))
	return filepath.Join(m.Dir, hex.EncodeToString(sum[:16])+".takes")
}
