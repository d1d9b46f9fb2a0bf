package rules

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// exampleDomain is the domain of the FAQ's answers.
const exampleDomain = "hogehoge.com"

// example is an Example in zone lines. Next to those of records there are
// "forward <local part> <destination>" and "ttl <seconds>".
type example struct {
	simple                           bool // The DNS service is the simple one.
	zone, before, failing, corrected string
}

// Example returns the rule at work.
func (r Rule) Example() Example {
	e := Example{
		Service:   zone.ServiceGeneral,
		Zone:      r.example.zone,
		Before:    hcl(r.example.before),
		Failing:   hcl(r.example.failing),
		Corrected: hcl(r.example.corrected),
	}
	if r.example.simple {
		e.Service = zone.ServiceSimple
	}
	return e
}

// lines joins the lines of an example.
func lines(l ...string) string { return strings.Join(l, "\n") }

// hcl writes zone lines as the resource blocks that mean the same, in the
// form that terraform fmt gives.
func hcl(lines string) string {
	if lines == "" {
		return ""
	}
	seen := make(map[string]int)
	var blocks []string
	for line := range strings.SplitSeq(lines, "\n") {
		kind, attributes := resource(line)
		name, _, _ := strings.Cut(line, " ")
		if seen[name]++; seen[name] > 1 {
			name += "_" + strconv.Itoa(seen[name])
		}
		blocks = append(blocks, block(kind, name, attributes))
	}
	return strings.Join(blocks, "\n")
}

// attribute is one argument of a resource block; the value is an expression.
type attribute struct{ name, value string }

// resource returns the resource type and the arguments that mean the same as a line.
func resource(line string) (string, []attribute) {
	domain := attribute{"domain", quote(exampleDomain)}
	fields := strings.Fields(line)
	switch fields[0] {
	case "forward":
		return "valuedomain_mail_forwarding", []attribute{
			domain, {"local_part", quote(fields[1])}, {"destination", quote(fields[2])},
		}
	case "ttl":
		return "valuedomain_zone_settings", []attribute{domain, {"ttl", fields[1]}}
	}
	// Lines of examples are well-formed, which the tests make sure of.
	r, _ := zone.ParseRecord(line)
	return recordType(r.Type), append([]attribute{domain}, arguments(r)...)
}

func recordType(t string) string { return "valuedomain_" + t + "_record" }

// arguments returns the arguments of a record without its domain.
func arguments(r zone.Record) []attribute {
	attributes := []attribute{{"host", quote(r.HostOrApex())}}
	t, _ := zone.LookupType(r.Type)
	for i, f := range t.Fields {
		value := r.Values[i]
		if f.Kind.Max() == 0 {
			value = quote(value)
		}
		attributes = append(attributes, attribute{f.Name, value})
	}
	return attributes
}

// quote writes a text as an HCL string, and a value that is not known yet as
// Terraform shows it.
func quote(text string) string {
	if strings.HasPrefix(text, zone.Unknown) {
		return unknownShown
	}
	return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(strconv.Quote(text))
}

func block(kind, name string, attributes []attribute) string {
	width := 0
	for _, a := range attributes {
		width = max(width, len(a.name))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "resource %q %q {\n", kind, name)
	for _, a := range attributes {
		fmt.Fprintf(&b, "  %-*s = %s\n", width, a.name, a.value)
	}
	b.WriteString("}\n")
	return b.String()
}
