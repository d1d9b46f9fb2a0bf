package simulator

import (
	"net/http"
	"slices"
	"strings"
)

// Keeping is what a store makes of the text of a PUT on /dns or /freedns. The
// zero value keeps the text byte for byte, as all recorded traffic shows. The
// others are reports of users: comments were lost and the order had changed.
// SetZone, Edit and mail forwarding are not affected.
type Keeping struct {
	// DropComments omits lines that have only white space, and comments:
	// lines that begin with "#", also after white space.
	DropComments bool
	// Reorder sorts the lines by their bytes.
	Reorder bool
	// RefuseDuplicates answers 400, and stores nothing, where two lines are
	// equal but for white space around them. Comments and lines of white space
	// may be there twice.
	RefuseDuplicates bool
}

// text returns what is stored of a written text. Where a line was omitted or
// moved, the lines are joined by "\n", with a last newline if the text had one.
func (k Keeping) text(written string) (string, error) {
	if k == (Keeping{}) {
		return written, nil
	}
	lines := strings.Split(strings.TrimSuffix(written, "\n"), "\n")
	if k.DropComments {
		lines = slices.DeleteFunc(lines, saysNothing)
	}
	if k.RefuseDuplicates && hasDuplicate(lines) {
		return "", &failure{http.StatusBadRequest, "Bad Request : a record is there twice."}
	}
	if k.Reorder {
		slices.Sort(lines)
	}
	text := strings.Join(lines, "\n")
	if text != "" && strings.HasSuffix(written, "\n") {
		text += "\n"
	}
	return text, nil
}

// saysNothing reports whether a line is a comment or has white space only.
func saysNothing(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || line[0] == '#'
}

// hasDuplicate reports whether two lines that say something are equal.
func hasDuplicate(lines []string) bool {
	seen := map[string]bool{}
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if seen[line] && !saysNothing(line) {
			return true
		}
		seen[line] = true
	}
	return false
}
