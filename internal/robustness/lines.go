package robustness

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// line returns the line of a resource block; of a set its lines in order.
func line(r resource) string {
	a := r.attrs
	if r.kind == "records" {
		lines := maps.Clone(a)
		delete(lines, "domain")
		return strings.Join(slices.Sorted(maps.Values(lines)), "\n")
	}
	switch strings.TrimSuffix(r.kind, "_record") {
	case "a", "aaaa":
		return strings.TrimSuffix(r.kind, "_record") + " " + a["host"] + " " + a["address"]
	case "txt":
		return "txt " + a["host"] + " " + a["value"]
	case "cname":
		return "cname " + a["host"] + " " + a["target"]
	case "srv":
		return "srv " + a["host"] + " " + a["priority"] + " " + a["weight"] + " " + a["port"] + " " + a["target"]
	case "mail_forwarding":
		return forward + a["local_part"] + " " + a["destination"]
	case "mx":
		return "mx " + a["host"] + " " + a["target"] + " " + a["priority"]
	}
	return ""
}

// lineOf returns the line that the state has of a resource.
func lineOf(o object) string {
	if o.kind == "mail_forwarding" {
		return forward + o.text("local_part") + " " + o.text("destination")
	}
	if o.kind == "records" {
		var lines []tftypes.Value
		var all []string
		_ = attributes(o.value)["lines"].As(&lines)
		for _, v := range lines {
			var text string
			_ = v.As(&text)
			all = append(all, text)
		}
		slices.Sort(all)
		return strings.Join(all, "\n")
	}
	return o.text("line")
}

// keys returns the keys of a resource's lines.
func keys(text string) (all []string) {
	for l := range strings.SplitSeq(text, "\n") {
		all = append(all, origin.LineKey(l))
	}
	return all
}

// text returns an attribute, "" where there is none.
func (o object) text(name string) (text string) {
	if v := attributes(o.value)[name]; v.IsKnown() && !v.IsNull() && v.Type().Is(tftypes.String) {
		_ = v.As(&text)
	}
	return text
}

// wanted returns the lines that all configurations want.
func (w *world) wanted() zone.Bag {
	b := zone.Bag{}
	for _, s := range w.spaces {
		for _, r := range s.config {
			if r.kind == "zone_settings" {
				continue
			}
			for _, key := range keys(line(r)) {
				b.Add(key, 1)
			}
		}
	}
	return b
}

// states returns the lines that all states have, and the keys of which nobody
// knows.
func (w *world) states() (b zone.Bag, unknown map[string]bool) {
	b, unknown = zone.Bag{}, map[string]bool{}
	for _, s := range w.spaces {
		for addr, o := range s.state {
			if o.kind == "zone_settings" {
				continue
			}
			for _, key := range keys(lineOf(o)) {
				b.Add(key, 1)
				if len(s.unknown[addr]) > 0 || o.tainted {
					unknown[key] = true
				}
			}
		}
		for _, keys := range s.unknown {
			for _, key := range keys {
				unknown[key] = true
			}
		}
	}
	return b, unknown
}
