package planledger

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/userfile"
)

// Notes are small files that one process leaves for the next: what a plan has
// foreseen, and which lines resources of the working directory hold. They can only
// permit an addition. A file that is missing, unreadable, of another directory or,
// of a plan, older than a week counts as no note; errors in writing one as well.
type Notes struct {
	// Dir is where the files are, in a directory that only the user can read; ""
	// keeps nothing.
	Dir string
	// Account names the account, whose zones the notes are about.
	Account string
	// WorkDir is the directory of the configuration.
	WorkDir string
}

// noteAge is how long a plan is expected to be applied.
const noteAge = 7 * 24 * time.Hour

// maxNote bounds what is read of a file: the keys of a few lines.
const maxNote = 1 << 20

// note is what a plan has foreseen for a new line.
type note struct {
	about thing
	over  []string // The keys of the lines that go; none: it is no longer foreseen.
	skip  bool     // There is nothing to note.
}

// file is the content of a note.
type file struct {
	Time time.Time `json:"time"`
	// Over are the lines of a plan's note.
	Over []string `json:"over,omitempty"`
	// Token is that of the resource that holds a line.
	Token string `json:"token,omitempty"`
}

// The kinds of files, by their names' endings.
const (
	planFile = ".plan"
	heldFile = ".held"
)

func (n Notes) save(notes ...note) {
	for _, s := range notes {
		if !s.skip {
			n.write(s.about, planFile, len(s.over) > 0, file{Over: s.over})
		}
	}
}

// hold notes that the resource of the token holds a line.
func (n Notes) hold(about thing, token string) { n.write(about, heldFile, true, file{Token: token}) }

// release takes that back, unless another resource holds the line by now.
func (n Notes) release(about thing, token string) {
	if holder, ok := n.holder(about); ok && holder == token {
		n.write(about, heldFile, false, file{})
	}
}

func (n Notes) write(about thing, kind string, keep bool, f file) {
	if n.Dir == "" {
		return
	}
	path := n.path(about, kind)
	if !keep {
		_ = os.Remove(path) // There is none as a rule.
		return
	}
	f.Time = time.Now().UTC()
	text, err := json.Marshal(f)
	if err == nil && userfile.Folder(n.Dir) == nil {
		_ = userfile.Replace(path, text)
	}
}

// foresees reports whether the last plan has foreseen that a new line comes while
// another one is in the zone.
func (n Notes) foresees(about thing, key string) bool {
	f, ok := n.read(about, planFile)
	age := time.Since(f.Time)
	return ok && age <= noteAge && age >= -noteAge && slices.Contains(f.Over, key)
}

// holder returns the token of the resource that has written a line, and whether
// one has that is not known to have given it up.
func (n Notes) holder(about thing) (token string, ok bool) {
	f, ok := n.read(about, heldFile)
	return f.Token, ok
}

func (n Notes) read(about thing, kind string) (f file, ok bool) {
	if n.Dir == "" {
		return file{}, false
	}
	text, info, err := userfile.Read(n.path(about, kind), maxNote)
	if err != nil || !userfile.Own(info) || json.Unmarshal(text, &f) != nil {
		return file{}, false
	}
	return f, true
}

func (n Notes) path(about thing, kind string) string {
	text, _ := json.Marshal([]string{n.Account, n.WorkDir, about.domain, about.key})
	sum := sha256.Sum256(text)
	return filepath.Join(n.Dir, hex.EncodeToString(sum[:16])+kind)
}

// Permits reports whether the plan that is applied has foreseen that a new line
// comes while another one, or an equal one, is still in the zone. It may be asked
// in the check of an edit.
func (l *Ledger) Permits(domain, newKey, conflictKey string) bool {
	return l.options.Notes.foresees(thing{domain, newKey}, conflictKey)
}

func (z *Zone) thing(key string) thing { return thing{z.live.Origin.String(), key} }
