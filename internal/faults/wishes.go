package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// wishes are what the user of a workspace wants, and how it is written down.
type wishes struct {
	parties []*party
	kinds   []string // The types of record that it makes.
	service string   // The DNS service of the zone.
	silent  bool     // The service is left out of the configuration where the zone tells it.
	whole   bool     // One resource holds the whole zone.
	base    string   // What that holds besides the records.
	allow   bool     // It may delete what it does not know.
	records []record
	held    stateLines // What the state held last.
	n       int
}

// record is one resource, or one line in the text of a whole zone.
type record struct{ kind, key, host, value, party string }

const (
	kindA     = "a"
	kindCNAME = "cname"
	kindMail  = "mail" // A mail forward.
	kindMX    = "mx"
	kindTXT   = "txt"
)

// line is the record's line in the zone; see isMail for a mail forward.
func (r record) line(service string) string {
	switch {
	case r.kind == kindMail:
		return mailLine(r.host, r.value)
	case r.kind == kindMX && service == serviceSimple:
		return "mx " + r.value + " 10"
	case r.kind == kindMX:
		return "mx " + r.host + " " + r.value + " 10"
	default:
		return r.kind + " " + r.host + " " + r.value
	}
}

const (
	serviceGeneral = "general"
	serviceSimple  = "simple"
)

// mailLine writes a mail forward as if it were a line of the zone.
func mailLine(user, to string) string { return kindMail + " " + user + " " + to }

// isMail tells a mail forward from a line of the zone.
func isMail(line string) bool { return strings.HasPrefix(line, kindMail+" ") }

// wants returns the lines that are to stand.
func (w *wishes) wants() map[string]bool {
	all := map[string]bool{}
	for _, r := range w.records {
		all[r.line(w.service)] = true
	}
	return all
}

// change chooses other records: some go, some change their value or their key,
// some leave their host to another type, and some come. What the state does not
// hold yet is left alone: a user who drops a record that an interrupted run may
// have made is left with a line that no state knows. At times all mail servers
// change together, and the zone has none in between that would tell its service.
func (w *wishes) change(c choices) {
	var next []record
	servers := []int{-1, -1, -1, changesValue, changesKey}[c.IntN(5)]
	for _, r := range w.records {
		if w.held[r.line(w.service)] == "" {
			next = append(next, r)
			continue
		}
		what := c.IntN(9)
		if r.kind == kindMX && servers >= 0 {
			what = servers
		}
		switch what {
		case 0, 1:
			continue
		case 2, changesValue:
			r.value = w.value(r)
		case changesKey:
			r.key = w.next("k")
		case 5:
			if r.kind == kindCNAME {
				r.kind, r.key = kindA, w.next("k")
				r.value = w.value(r)
			}
		}
		next = append(next, r)
	}
	w.records = next
	for range 1 + c.IntN(15) {
		w.add(c)
	}
}

// Two of the numbers that choose what becomes of a record.
const (
	changesValue = 3
	changesKey   = 4
)

func (w *wishes) next(prefix string) string {
	w.n++
	return fmt.Sprintf("%s%d", prefix, w.n)
}

// add makes a new record. A mail server of the domain itself is known by its
// name, since its host has none.
func (w *wishes) add(c choices) {
	p := w.parties[c.IntN(len(w.parties))].name
	r := record{kind: w.kinds[c.IntN(len(w.kinds))], key: w.next("k"), host: w.next(p + "-"), party: p}
	if r.kind == kindMX && (w.service == serviceSimple || c.often(2)) {
		r.host = "@"
	}
	r.value = w.value(r)
	w.records = append(w.records, r)
}

// value makes a value that the record has not had.
func (w *wishes) value(r record) string {
	switch r.kind {
	case kindA:
		w.n++
		return fmt.Sprintf("192.0.2.%d", 10+w.n%200)
	case kindTXT:
		return "v=spf1 include:" + w.next("s") + ".example.net ~all"
	case kindMail:
		return w.next("box") + "@example.net"
	case kindMX:
		return w.next(r.party+"-") + ".example.net."
	default:
		return w.next("s") + ".example.net."
	}
}

// resources writes the resource blocks of a party.
func (w *wishes) resources(b *strings.Builder, i int) {
	if w.whole {
		text, _ := json.Marshal(w.content()) // A string can be encoded.
		fmt.Fprintf(b, "resource \"valuedomain_zone\" \"all\" {\n  domain = %q\n  content = %s\n  allow_delete_unmanaged = %t\n  allow_large_delete = true\n}\n", domain, text, w.allow)
		return
	}
	for _, kind := range w.kinds {
		w.block(b, i, kind)
	}
}

// resourceNames says how the resource of each kind is called, and its host and
// value.
func resourceNames() map[string][3]string {
	return map[string][3]string{
		kindA:     {"a_record", "host", "address"},
		kindCNAME: {"cname_record", "host", "target"},
		kindMX:    {"mx_record", "host", "target"},
		kindTXT:   {"txt_record", "host", "value"},
		kindMail:  {"mail_forwarding", "local_part", "destination"},
	}
}

// wholeAddress is the address of a whole zone.
const wholeAddress = "valuedomain_zone.all"

func (w *wishes) block(b *strings.Builder, i int, kind string) {
	p := w.parties[i]
	names := resourceNames()[kind]
	fmt.Fprintf(b, "resource \"valuedomain_%s\" %q {\n", names[0], p.name)
	if i > 0 {
		fmt.Fprintf(b, "  provider = valuedomain.%s\n", p.name)
	}
	b.WriteString("  for_each = {\n")
	for _, r := range w.records {
		if r.kind == kind && r.party == p.name {
			fmt.Fprintf(b, "    %q = { host = %q, value = %q }\n", r.key, r.host, r.value)
		}
	}
	fmt.Fprintf(b, "  }\n  domain = %q\n  %s = each.value.host\n  %s = each.value.value\n}\n", domain, names[1], names[2])
}

// content is the text of a whole zone.
func (w *wishes) content() string {
	text := w.base
	for _, r := range w.records {
		text = toggled(text, r.line(w.service), true)
	}
	return text
}
