package mailroute

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// otherLabel is any name that has no records of its own.
const otherLabel = "any-other-name"

// Diagram draws where the mail of each name of a zone goes, as a mermaid flowchart:
// the domain itself, each host with mail records, and, where a catch-all takes
// them, all other names. Mail that can't be delivered ends in a marked node. A zone
// always gives the same text.
func Diagram(x *zone.Index) string {
	d := &diagram{ids: map[string]string{}}
	d.text.WriteString("flowchart LR\n")
	for _, name := range mailNames(x) {
		d.draw(name, Find(x, "user@"+name), x.Origin)
	}
	d.text.WriteString("  classDef " + brokenClass + " fill:#fee,stroke:#c00\n")
	return d.text.String()
}

// mailNames returns the names to draw, the domain itself first. A wildcard or
// pattern is drawn by a name that it answers for.
func mailNames(x *zone.Index) []string {
	names := []string{x.Origin.String()}
	for _, e := range x.Mail() {
		owner := strings.ReplaceAll(x.Origin.Owner(e.Record), "*", otherLabel)
		names = append(names, owner)
		if catchAll(x, e.Record) {
			names = append(names, otherLabel+"."+x.Origin.String())
		}
	}
	rest := slices.DeleteFunc(names[1:], func(name string) bool {
		// The host of an MXE is a server, not a name that somebody writes to.
		return name == x.Origin.String() || len(ofType(x, name, "mxe")) > 0
	})
	slices.Sort(rest)
	return append(names[:1], slices.Compact(rest)...)
}

// brokenClass marks mail that can't be delivered.
const brokenClass = "broken"

// diagram is a flowchart while it is drawn.
type diagram struct {
	text strings.Builder
	ids  map[string]string // Of the nodes that were drawn, by what they show.
}

// draw draws the way of one name's mail.
func (d *diagram) draw(name string, r Route, o zone.Origin) {
	label := "user@" + name
	if strings.Contains(name, otherLabel) {
		label = "user@" + strings.ReplaceAll(name, otherLabel, "…")
	}
	from := d.node("", label)
	if r.Failure != "" {
		d.edge(from, "", d.node(brokenClass, string(r.Failure)))
		return
	}
	for _, s := range r.Servers {
		name := s.Name
		if s.Reason == ReasonForwarding {
			name = "mail forwarding"
		}
		to := ""
		if o.Contains(s.Name) && len(s.Addresses) == 0 {
			to = d.node(brokenClass, s.Name, "no address")
		} else {
			to = d.node("", append([]string{name}, s.Addresses...)...)
		}
		d.edge(from, edgeLabel(s), to)
	}
}

// edgeLabel says why and in which order a server is tried.
func edgeLabel(s Server) string {
	switch s.Reason {
	case ReasonAddress:
		return "no MX"
	case ReasonMXE:
		return fmt.Sprintf("mxe %d", s.Priority)
	case ReasonMX, ReasonWildcardMX, ReasonForwarding:
	}
	return fmt.Sprint(s.Priority)
}

// node draws a node of these lines unless it is there, and returns its id.
func (d *diagram) node(class string, lines ...string) string {
	for i := range lines {
		lines[i] = shown(lines[i])
	}
	label := strings.Join(lines, "<br/>")
	if id, ok := d.ids[label]; ok {
		return id
	}
	id := fmt.Sprintf("n%d", len(d.ids))
	d.ids[label] = id
	fmt.Fprintf(&d.text, "  %s[\"%s\"]\n", id, label)
	if class != "" {
		fmt.Fprintf(&d.text, "  class %s %s\n", id, class)
	}
	return id
}

func (d *diagram) edge(from, label, to string) {
	if label == "" {
		fmt.Fprintf(&d.text, "  %s --> %s\n", from, to)
		return
	}
	fmt.Fprintf(&d.text, "  %s -->|%s| %s\n", from, label, to)
}

// shown makes a text from a zone harmless in a label. Mermaid gives a meaning to
// quotes, tags, backticks and, anywhere in its text, to "%%{…}%%"; it shows "#37;"
// as the sign of that number. A sign that nobody can see becomes its code point.
func shown(text string) string {
	var b strings.Builder
	for _, c := range text {
		switch {
		case unicode.IsLetter(c), unicode.IsDigit(c), strings.ContainsRune(" .-_@:,…", c):
			b.WriteRune(c)
		case unicode.IsGraphic(c) && c != unicode.ReplacementChar && !unicode.IsSpace(c):
			fmt.Fprintf(&b, "#%d;", c)
		default:
			fmt.Fprintf(&b, "%U", c)
		}
	}
	return b.String()
}
