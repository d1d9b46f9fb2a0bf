package zonesync

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/userfile"
)

// sighting is how many lines a process has seen in the zone. The last ones of
// two processes stand in a file beside the lock: a plan and its apply are two,
// and the apply plans once more before it writes.
type sighting struct {
	process string
	lines   int
	at      time.Time
}

// see notes how many lines the zone has. Where that can't be noted the next
// process knows nothing, which is no reason not to go on.
func (l *fileLock) see(lines int, at time.Time) {
	if l.path == "" || userfile.Folder(filepath.Dir(l.path)) != nil {
		return
	}
	text := fmt.Sprintf("%s %d %d\n", l.self, lines, at.UnixNano())
	if other, ok := l.othersSighting(); ok {
		text += fmt.Sprintf("%s %d %d\n", other.process, other.lines, other.at.UnixNano())
	}
	// A plan notes it without the lock: two at once may leave none.
	_ = userfile.Replace(l.path+".seen", []byte(text))
}

// seen returns what another process has noted last; nothing where there is none.
func (l *fileLock) seen() (lines int, at time.Time) {
	other, _ := l.othersSighting()
	return other.lines, other.at
}

func (l *fileLock) othersSighting() (sighting, bool) {
	if l.path == "" {
		return sighting{}, false
	}
	text, _, err := userfile.Read(l.path+".seen", maxStamp)
	if err != nil {
		return sighting{}, false
	}
	for line := range strings.Lines(string(text)) {
		var s sighting
		var nano int64
		if _, err := fmt.Sscanf(line, "%s %d %d", &s.process, &s.lines, &nano); err == nil && s.process != l.self {
			s.at = time.Unix(0, nano)
			return s, true
		}
	}
	return sighting{}, false
}
