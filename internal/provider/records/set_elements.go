package records

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// linesText joins lines in one order.
func linesText(lines []string) string {
	lines = slices.Clone(lines)
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// setOf takes the attributes of the resource apart. What is wrong with an element
// is reported, with the element.
func setOf(a session.Attrs, service zone.Service, by *session.Static, diags *diag.Diagnostics) *recordSet {
	if a == nil {
		return nil
	}
	s := &recordSet{domain: a.Text(session.AttrDomain), elements: map[string]element{}}
	if !a.Known(attrRecords) {
		s.wild = true
		return s
	}
	values, ok := itemsOf(a[attrRecords])
	values = slices.DeleteFunc(slices.Clone(values), isComment) // They are the attribute's own.
	switch {
	case !ok:
		message.NoElement(shownValue(a[attrRecords])).AddTo(diags, by.Language, attrRecords)
	case len(values) == 0:
		message.EmptySet().AddTo(diags, by.Language, attrRecords)
	}
	for i, v := range values {
		e, ok := elementOf(a, v, i, service, by, diags)
		if !ok {
			s.wild = true
			continue
		}
		if other, twice := s.elements[e.entry.Key]; twice && e.known {
			message.ElementTwice(e.entry.Line, other.entry.Line).AddTo(diags, by.Language, attrRecords)
			continue
		}
		s.elements[e.entry.Key] = e
	}
	return s
}

// itemsOf returns the items of a list, a set or a map; none for null.
func itemsOf(v tftypes.Value) (items []tftypes.Value, ok bool) {
	var byName map[string]tftypes.Value
	if v.IsNull() || v.As(&items) == nil {
		return items, true
	}
	if v.As(&byName) != nil {
		return nil, false
	}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		if byName[name].Type().Is(tftypes.String) {
			return nil, false // It is itself a record.
		}
		items = append(items, byName[name])
	}
	return items, true
}

// isComment reports whether an item is comments only, as parse_zone gives those of a
// text: no record.
func isComment(v tftypes.Value) bool {
	if !v.IsKnown() {
		return false
	}
	given, err := session.AttrsOf(v)
	line := given.Text(session.AttrLine)
	return err == nil && line != "" && !slices.ContainsFunc(zone.Parse(line).Lines(), zone.Line.Means)
}

// elementOf takes one element apart. Of one whose type is not known yet there is
// nothing to say.
func elementOf(set session.Attrs, v tftypes.Value, i int, service zone.Service, by *session.Static, diags *diag.Diagnostics) (element, bool) {
	l := by.Language
	if !v.IsKnown() {
		return element{}, false
	}
	given, err := session.AttrsOf(v)
	if err != nil || given == nil {
		message.NoElement(shownValue(v)).AddTo(diags, l, attrRecords)
		return element{}, false
	}
	given = by.WithoutInvented(given)
	var found diag.Diagnostics
	if checkForms(given, l, &found); found.HasError() {
		named(diags, found, given, l)
		return element{}, false
	}
	e := element{value: v, place: i}
	line := given.Text(session.AttrLine)
	switch {
	case !given.Known(session.AttrLine):
		e.kind = rawKind()
		e.attrs = session.Attrs{session.AttrLine: given[session.AttrLine]}
	case line != "":
		e.kind, e.attrs = rawKind(), session.Attrs{session.AttrLine: given[session.AttrLine], session.AttrMalformed: set[session.AttrMalformed]}
		if r, ok := zone.ParseRecord(line); ok {
			e.kind, e.attrs = kindOf(r), session.Attrs{}
			e.kind.fill(e.attrs, zone.Entry{Record: r, Line: line})
		}
		origin, _ := session.OriginOf(set)
		e.checkLine(given, origin, l, diags)
	case !given.Known(attrType):
		return element{}, false
	default:
		e.kind = kindNamed(given.Text(attrType))
		if e.kind.Type.Name == "" {
			message.WrongType(given.Text(attrType), kindNames()).AddTo(&found, l, attrRecords)
			named(diags, found, given, l)
			return element{}, false
		}
		e.kind.checkNames(given, l, &found)
		e.kind.checkNumbers(given, l, &found)
		e.attrs = e.kind.take(given)
	}
	e.attrs[session.AttrDomain] = set[session.AttrDomain]
	e.attrs = e.kind.withDefaults(e.attrs)
	e.kind.check(e.attrs, l, &found)
	named(diags, found, given, l)
	if found.HasError() {
		return element{}, false
	}
	origin, _ := session.OriginOf(e.attrs)
	e.known = e.kind.complete(e.attrs)
	record := e.kind.record(e.attrs, fmt.Sprint(i))
	e.entry = zone.Entry{Record: record, Key: origin.Key(record), Line: record.LineFor(origin, service)}
	if e.kind.Raw {
		e.entry.Line = strings.Join(record.Values, "")
	}
	return e, true
}

// kindNamed returns the kind of a type by its name in any case; one without a type
// for a name that is none.
func kindNamed(name string) kind {
	for _, k := range kinds() {
		if !k.Raw && k.Type.Name == strings.ToLower(name) {
			return k
		}
	}
	return kind{}
}

// resultNames are what the objects of functions and data sources have more than a
// record.
func resultNames() []string { return []string{"fqdn", session.AttrLine, "question", "known", "values"} }

// take returns the attributes of the kind, with the types that its resource has.
func (k kind) take(given session.Attrs) session.Attrs {
	a := session.Attrs{session.AttrHost: tftypes.NewValue(tftypes.String, nil)}
	types := k.object().AttributeTypes
	for _, name := range k.names() {
		switch v := given[name]; {
		case v.IsNull():
			a[name] = tftypes.NewValue(types[name], nil)
		case !v.IsKnown():
			a[name] = tftypes.NewValue(types[name], tftypes.UnknownValue)
		case types[name].Is(tftypes.Number):
			a.SetNumber(name, given.Text(name))
		default:
			a.SetText(name, given.Text(name))
		}
	}
	return a
}

// elementNames are the attributes of an element in the order in which they are
// shown.
func elementNames() []string {
	names := []string{attrType, session.AttrHost}
	for _, f := range fieldsByType() {
		names = append(names, f.name)
	}
	return append(names, session.AttrLine)
}

// typesOf is a data field with the record types that have it.
type typesOf struct {
	name  string
	types []string
}

// fieldsByType returns all data fields, in the order of the types.
func fieldsByType() (all []typesOf) {
	for _, t := range zone.Types() {
		for _, f := range t.Fields {
			i := slices.IndexFunc(all, func(other typesOf) bool { return other.name == f.Name })
			if i < 0 {
				i, all = len(all), append(all, typesOf{name: f.Name})
			}
			all[i].types = append(all[i].types, t.Name)
		}
	}
	return all
}

// elementFor is the element for a line of a zone.
func elementFor(o zone.Origin, domain tftypes.Value, line string) element {
	r, ok := zone.ParseRecord(line)
	e := element{kind: rawKind(), attrs: session.Attrs{session.AttrDomain: domain, session.AttrLine: tftypes.NewValue(tftypes.String, line)}, known: true}
	values := map[string]tftypes.Value{}
	e.entry = zone.Entry{Record: zone.Record{Values: []string{line}}, Line: line, Key: o.LineKey(line)}
	if ok {
		e.kind, e.entry.Record = kindOf(r), r
		e.attrs = session.Attrs{session.AttrDomain: domain}
		e.kind.fill(e.attrs, e.entry)
		values[attrType] = tftypes.NewValue(tftypes.String, r.Type)
		for _, name := range e.kind.names() {
			values[name] = e.attrs[name]
		}
	} else {
		values[session.AttrLine] = e.attrs[session.AttrLine]
	}
	types := map[string]tftypes.Type{}
	for name, v := range values {
		types[name] = v.Type()
	}
	e.value = tftypes.NewValue(tftypes.Object{AttributeTypes: types}, values)
	return e
}

// put writes a set into the attributes of the resource, in the order in which it is
// written.
func (s *recordSet) put(a session.Attrs) {
	elements := slices.SortedFunc(maps.Values(s.elements), func(a, b element) int {
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.entry.Key, b.entry.Key))
	})
	var types []tftypes.Type
	var values []tftypes.Value
	for _, e := range elements {
		types, values = append(types, e.value.Type()), append(values, e.value)
	}
	a[attrRecords] = tftypes.NewValue(tftypes.Tuple{ElementTypes: types}, values)
	s.putLines(a)
}

func (s *recordSet) putLines(a session.Attrs) {
	lines := []tftypes.Value{}
	for _, key := range s.keys() {
		lines = append(lines, tftypes.NewValue(tftypes.String, s.elements[key].entry.Line))
	}
	a[attrLines] = tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, lines)
}

// standing gives the elements of a state the lines that it says they have. An element
// with a value that no configuration may have, as an import or drift brings it, is
// made of its line.
func (s *recordSet) standing(a session.Attrs) {
	var lines []tftypes.Value
	if v := a[attrLines]; !v.IsKnown() || v.IsNull() || v.As(&lines) != nil {
		return
	}
	o := zone.NewOrigin(s.domain)
	for _, v := range lines {
		var line string
		if v.As(&line) != nil {
			continue
		}
		e, ok := s.elements[o.LineKey(line)]
		if !ok {
			e = elementFor(o, a[session.AttrDomain], line)
		}
		e.entry.Line = line
		s.elements[e.entry.Key] = e
	}
}
