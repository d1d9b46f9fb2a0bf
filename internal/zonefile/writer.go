package zonefile

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// writer writes the file of one zone.
type writer struct {
	origin  zone.Origin
	text    strings.Builder
	omitted []Omission
	written map[string]bool // Records, since a set has each once.

	aliases   map[string]string // The key of the cname, by owner.
	delegated map[string]bool   // Owners of ns records below the domain.
	mailHosts map[string]bool   // Owners with an mx of their own.
	names     map[string]bool   // Names that exist below the domain.
	catchAll  []string          // The data of the MX that every name gets.
}

// newWriter looks through the zone for what one line needs to know of others.
func newWriter(o zone.Origin, z *zone.Zone) *writer {
	w := &writer{
		origin:    o,
		written:   map[string]bool{},
		aliases:   map[string]string{},
		delegated: map[string]bool{},
		mailHosts: map[string]bool{},
		names:     map[string]bool{},
	}
	for _, l := range z.Lines() {
		if !l.Known || w.refuse(l.Record) != "" {
			continue
		}
		owner := o.Owner(l.Record)
		switch {
		case l.Record.Type == "cname" && (w.aliases[owner] == "" || o.Key(l.Record) < w.aliases[owner]):
			w.aliases[owner] = o.Key(l.Record) // Of several the one that mailroute follows.
		case l.Record.Type == "ns" && owner != o.String():
			w.delegated[owner] = true
		case l.Record.Type == "mx" && l.Record.Host != "":
			w.mailHosts[owner] = true
		}
	}
	return w
}

// line writes one line of the zone.
func (w *writer) line(l zone.Line) {
	text := strings.TrimSpace(l.Text)
	if text == "" {
		return
	}
	if !l.Known {
		w.foreign(text, zone.CheckLine(l.Text))
		return
	}
	if reason := w.refuse(l.Record); reason != "" {
		w.omit(text, reason)
		return
	}
	owner := w.origin.Owner(l.Record)
	if alias := w.aliases[owner]; alias != "" && alias != w.origin.Key(l.Record) {
		w.hidden(text, l.Record)
		return
	}
	w.record(owner, l.Record)
	w.exists(owner)
}

// foreign writes a line that is no record: a comment, or what the file can't
// say.
func (w *writer) foreign(text string, wrong error) {
	var line *zone.LineError
	switch {
	case errors.As(wrong, &line) && line.Err.Problem == zone.ProblemMissing:
		w.omit(text, "its "+line.Field+" is missing")
	case errors.As(wrong, &line) && line.Field != "":
		w.omit(text, "its "+line.Field+" "+string(line.Err.Problem))
	case errors.As(wrong, &line) && line.Err.Problem == zone.ProblemUnseen:
		w.omit(text, "it "+string(line.Err.Problem)+": "+line.Err.Part)
	case errors.As(wrong, &line):
		w.omit(text, "it has a field more than its type")
	case !isLetter(text[0]):
		w.comment(text)
	default:
		w.omit(text, "it is no record of a type that is known here")
	}
}

// hidden omits a record at the host of a cname, which replaces all other
// records of its host (RFC 1034 section 3.6.2). An mxe is an MX of every name,
// which the file has all the same.
func (w *writer) hidden(text string, r zone.Record) {
	switch r.Type {
	case "mxe":
		w.omit(text, "a cname is at the same host and hides its address; its MX is in the file")
	case "cname":
		w.omit(text, "another cname is at the same host")
	default:
		w.omit(text, "a cname is at the same host and hides it")
	}
	w.takeAll(r)
}

// record writes what a record means.
func (w *writer) record(owner string, r zone.Record) {
	if r.Type == "mxe" {
		w.put(owner, "A", r.Get("address"))
	} else {
		w.put(owner, strings.ToUpper(r.Type), w.data(r))
	}
	w.takeAll(r)
}

// takeAll notes a record that receives the mail of every name.
func (w *writer) takeAll(r zone.Record) {
	switch {
	case r.Type == "mxe":
		w.catchAll = append(w.catchAll, w.priority(r)+" "+w.origin.Owner(r)+".")
	case r.Type == "mx" && r.Host == "":
		w.catchAll = append(w.catchAll, w.data(r))
	}
}

// put writes a record once.
func (w *writer) put(owner, kind, data string) {
	line := owner + ". IN " + kind + " " + data + "\n"
	if !w.written[line] {
		w.written[line] = true
		w.text.WriteString(line)
	}
}

// exists notes a name and all above it, up to the domain: an owner makes them
// exist (RFC 4592 section 2.2.2).
func (w *writer) exists(name string) {
	for name != w.origin.String() && !w.names[name] {
		w.names[name] = true
		_, name, _ = strings.Cut(name, ".")
	}
}

// spread writes the MX of the whole domain at every name that has none.
func (w *writer) spread() {
	if len(w.catchAll) == 0 {
		return
	}
	apex := w.origin.String()
	names := map[string]bool{apex: true, "*." + apex: true}
	for name := range w.names {
		names[name] = true
		if !strings.HasPrefix(name, "*.") {
			names["*."+name] = true
		}
	}
	w.comment("the mail of every name:")
	for _, name := range inOrder(names) {
		if w.takes(name) {
			for _, data := range w.catchAll {
				w.put(name, "MX", data)
			}
		}
	}
}

// inOrder sorts names from the domain downwards.
func inOrder(names map[string]bool) []string {
	return slices.SortedFunc(maps.Keys(names), func(a, b string) int {
		return slices.Compare(labels(a), labels(b))
	})
}

// takes reports whether a name is to get the MX of the whole domain. A name with
// an underscore is none that a mail server can have (RFC 1123 section 2.1).
func (w *writer) takes(name string) bool {
	if w.mailHosts[name] || w.aliases[name] != "" || len(name) > zone.MaxName || strings.Contains(name, "_") {
		return false
	}
	for at := name; at != w.origin.String(); _, at, _ = strings.Cut(at, ".") {
		if w.delegated[at] {
			return false
		}
	}
	return true
}
