package records

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// checkForms reports values that are neither a text nor a number. The schema can't:
// the elements of a set may have any form.
func checkForms(given session.Attrs, l rules.Language, diags *diag.Diagnostics) {
	for _, name := range elementNames() {
		v, ok := given[name]
		if ok && !v.IsNull() && v.IsKnown() && !v.Type().Is(tftypes.String) && !v.Type().Is(tftypes.Number) {
			message.WrongForm(name).AddTo(diags, l, attrRecords)
		}
	}
}

// checkNames reports attributes that the type does not have, and those that it
// needs.
func (k kind) checkNames(given session.Attrs, l rules.Language, diags *diag.Diagnostics) {
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !given[name].IsNull() && name != attrType && !slices.Contains(k.names(), name) && !slices.Contains(resultNames(), name) {
			message.ForeignField(k.Type.Name, name, k.names()).AddTo(diags, l, attrRecords)
		}
	}
	for _, name := range k.names() {
		if given[name].IsNull() && k.Fields[name].Default == "" && (name != session.AttrHost || k.Host == "") {
			message.MissingField(k.Type.Name, name).AddTo(diags, l, attrRecords)
		}
	}
}

// checkNumbers reports texts that are no whole number where the type has one.
func (k kind) checkNumbers(given session.Attrs, l rules.Language, diags *diag.Diagnostics) {
	for _, f := range k.Type.Fields {
		if f.Kind.Max() == 0 || given[f.Name].IsNull() || !given.Known(f.Name) {
			continue
		}
		text := given.Text(f.Name)
		if _, err := strconv.ParseInt(text, 10, 64); err != nil {
			message.Value(f.Name, f.Kind.Check(zone.Origin{}, text)).AddTo(diags, l, attrRecords)
		}
	}
}

// checkLine reports an attribute that says something else than the line next to it,
// as where an object that a function returned was changed.
func (e element) checkLine(given session.Attrs, o zone.Origin, l rules.Language, diags *diag.Diagnostics) {
	for _, name := range elementNames() {
		if name != session.AttrLine && !given[name].IsNull() && given.Known(name) && !e.agrees(given, o, name) {
			message.LineContradicted(given.Text(session.AttrLine), name, given.Text(name)).AddTo(diags, l, attrRecords)
			return
		}
	}
}

// agrees reports whether an attribute says what the line of the element says.
func (e element) agrees(given session.Attrs, o zone.Origin, name string) bool {
	switch {
	case name == attrType:
		written, _, _ := strings.Cut(strings.TrimSpace(given.Text(session.AttrLine)), " ")
		return strings.EqualFold(given.Text(name), written)
	case e.kind.Raw: // The host of such a line is not known: "@" may be a default.
		return name == session.AttrHost && given.Text(name) == zone.Apex
	case !slices.Contains(e.kind.names(), name):
		return false
	}
	said := e.attrs.Clone()
	said[name] = e.kind.take(given)[name]
	return o.Key(e.kind.record(said, "")) == o.Key(e.kind.record(e.attrs, ""))
}

// shownValue is a value as a message shows it.
func shownValue(v tftypes.Value) string {
	given := session.Attrs{"": v}
	switch {
	case v.IsNull():
		return "null"
	case v.Type().Is(tftypes.String):
		return strconv.Quote(given.Text(""))
	case v.Type().Is(tftypes.Number):
		return given.Text("")
	case v.Type().Is(tftypes.Bool):
		return strconv.FormatBool(given.Yes(""))
	}
	if v.Type().Is(tftypes.Object{}) || v.Type().Is(tftypes.Map{}) {
		return "{ … }"
	}
	return "[ … ]"
}

// named moves what was found of one element to the set, with the element.
func named(diags *diag.Diagnostics, found diag.Diagnostics, given session.Attrs, l rules.Language) {
	names := elementNames()
	for _, name := range slices.Sorted(maps.Keys(given)) { // Misspelled ones.
		if !slices.Contains(names, name) && !slices.Contains(resultNames(), name) {
			names = append(names, name)
		}
	}
	var parts []string
	for _, name := range names {
		if v, ok := given[name]; ok && v.IsKnown() && !v.IsNull() {
			parts = append(parts, fmt.Sprintf("%s = %q", name, given.Text(name)))
		}
	}
	which := message.ElementText(strings.Join(parts, ", ")).In(l)
	for _, d := range found {
		if d.Severity() == diag.SeverityError {
			diags.AddAttributeError(path.Root(attrRecords), d.Summary(), d.Detail()+"\n\n"+which)
		} else {
			diags.AddAttributeWarning(path.Root(attrRecords), d.Summary(), d.Detail()+"\n\n"+which)
		}
	}
}
