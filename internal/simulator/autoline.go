package simulator

import (
	"slices"
	"strings"
)

// automaticLine is what Value-Domain's mail forwarding puts into the zone automatically (FAQ Q6).
const automaticLine = "mxe mail 209.19.56.20 10"

// addAutomaticLine appends the line, unless a mail server is set already (FAQ
// Q6), in the text's own style of line ends.
func (h *holding) addAutomaticLine() {
	for line := range strings.Lines(h.Records) {
		if fields := strings.Fields(line); len(fields) > 0 && slices.Contains([]string{"mx", "mxe"}, strings.ToLower(fields[0])) {
			return
		}
	}
	end := "\n"
	if last := strings.LastIndexByte(h.Records, '\n'); last > 0 && h.Records[last-1] == '\r' {
		end = "\r\n"
	}
	switch {
	case h.Records == "":
		h.AutoLine = automaticLine
	case strings.HasSuffix(h.Records, "\n"):
		h.AutoLine = automaticLine + end
	default:
		h.AutoLine = end + automaticLine
	}
	h.Records += h.AutoLine
}

// removeAutomaticLine removes what addAutomaticLine added, exactly where it
// is still at the end. If the text has changed around it, the line goes
// with its own line end, or as the last line with the one before it.
func (h *holding) removeAutomaticLine() {
	defer func() { h.AutoLine = "" }()
	if h.AutoLine == "" {
		return
	}
	if rest, ok := strings.CutSuffix(h.Records, h.AutoLine); ok && standsAlone(rest, h.AutoLine) {
		h.Records = rest
		return
	}
	start, end := h.findAutomaticLine()
	if start < 0 {
		return
	}
	rest := h.Records[end:]
	before := h.Records[:start]
	if rest == "" && !strings.HasSuffix(h.Records, "\n") {
		before = strings.TrimSuffix(strings.TrimSuffix(before, "\n"), "\r")
	}
	h.Records = before + rest
}

// standsAlone reports whether added began a line of its own after rest.
func standsAlone(rest, added string) bool {
	return rest == "" || strings.HasSuffix(rest, "\n") || !strings.HasPrefix(added, "mxe")
}

// findAutomaticLine gives the bounds of the last line that says what the
// automatic line says, its line end included, or -1.
func (h *holding) findAutomaticLine() (start, end int) {
	start, end = -1, -1
	position := 0
	for line := range strings.Lines(h.Records) {
		if slices.EqualFunc(strings.Fields(line), strings.Fields(automaticLine), strings.EqualFold) {
			start, end = position, position+len(line)
		}
		position += len(line)
	}
	return start, end
}

// forgetLostLine is called after the text was written from outside: where the
// automatic line has gone, a line that someone writes later is not the automatic one.
func (h *holding) forgetLostLine() {
	if start, _ := h.findAutomaticLine(); start < 0 {
		h.AutoLine = ""
	}
}
