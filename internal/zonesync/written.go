package zonesync

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// written is the text that this machine wrote last. It stands in the stamp file
// behind the stamp: a read of the moments after the write may still be of what
// was there before, and another process could not tell that from a zone which
// somebody has set back.
type written struct {
	text fingerprint
	at   time.Time
}

func newWritten(text string, at time.Time) written { return written{fingerprintOf(text), at} }

// contradicts tells whether a read that shows s must not be believed at once:
// when it was asked for, something else had been written less than the staleness
// before.
func (w written) contradicts(s zone.Snapshot, asked time.Time, staleness time.Duration) bool {
	age := asked.Sub(w.at)
	return age >= 0 && age < staleness && w.text != fingerprintOf(s.Text)
}

func (w written) String() string {
	if w.at.IsZero() {
		return ""
	}
	return fmt.Sprintf("%x %d", w.text, w.at.UnixNano())
}

// same tells whether two notes are one.
func (w written) same(other written) bool { return w.text == other.text && w.at.Equal(other.at) }

// parseWritten reads what String wrote. Anything else tells nothing.
func parseWritten(text string) written {
	print, at, _ := strings.Cut(strings.TrimSuffix(text, "\n"), " ")
	data, err := hex.DecodeString(print)
	nano, errAt := strconv.ParseInt(at, 10, 64)
	if err != nil || errAt != nil || len(data) != len(fingerprint{}) {
		return written{}
	}
	return written{fingerprint(data), time.Unix(0, nano)}
}
