package zone

import (
	"slices"
	"strings"
)

// Service is one of the registrar's two DNS services, which differ in the mx
// line: the general one (汎用DNS) writes the host first and has mxe, the simple
// one (簡易DNS) writes no host for the domain itself, writes any other host last,
// and has no mxe (FAQ Q1; [C] for the host last).
type Service string

// The DNS services.
const (
	ServiceUnknown Service = ""
	ServiceGeneral Service = "general"
	ServiceSimple  Service = "simple"
)

// Detection is the DNS service that a zone uses by all signs, and the sign, so
// that a message can name it.
type Detection struct {
	Service Service
	// Line is the line that shows the service, as it is in the zone. It is
	// empty where no line does.
	Line string
	// NSType is the set of name servers, such as "valuedomain1", where it and
	// no line shows the service.
	NSType string
}

// DetectService returns the DNS service of the zone; nothing in the API names
// it. An mxe or an mx line with the host first means general. Everything else
// means simple on the name servers of the registrar ("valuedomain1",
// "valuedomain11"), an empty zone too, since today's control panel edits such
// zones in that form [C]. On other name servers, or where nsType is empty
// because the caller does not know it, an mx line of the simple form means
// simple, and nothing gives ServiceUnknown.
func (z *Zone) DetectService(nsType string) Detection {
	simple := ""
	for i := range z.lines {
		switch z.lines[i].service() {
		case ServiceGeneral:
			return Detection{Service: ServiceGeneral, Line: z.lines[i].Text}
		case ServiceSimple:
			if simple == "" {
				simple = z.lines[i].Text
			}
		case ServiceUnknown:
		}
	}
	switch {
	case simple != "":
		return Detection{Service: ServiceSimple, Line: simple}
	case strings.HasPrefix(strings.ToLower(nsType), "valuedomain"):
		return Detection{Service: ServiceSimple, NSType: nsType}
	}
	return Detection{}
}

// service returns the service whose form the line has.
func (l *Line) service() Service {
	switch {
	case !l.Known:
		return ServiceUnknown
	case l.Record.Type == "mxe", l.Record.Type == "mx" && l.Record.Host != "" && !l.Record.HostLast:
		return ServiceGeneral
	case l.Record.Type == "mx":
		return ServiceSimple
	}
	return ServiceUnknown
}

// LineFor renders the record as the DNS service writes it, with an IDN as punycode:
// the DNS has no other names.
func (r Record) LineFor(o Origin, s Service) string {
	r = r.ForService(o, s)
	r.Host, r.Values = punycode(r.Host), slices.Clone(r.Values)
	if t, ok := LookupType(r.Type); ok {
		for i, f := range t.Fields {
			if f.Kind == KindName && i < len(r.Values) {
				r.Values[i] = punycode(r.Values[i])
			}
		}
	}
	return r.Line()
}

// ForService returns the record as the DNS service writes it. An mx of the
// domain itself, however its host is spelled, has "@" on the general service
// and no host on the simple one; an mx of another host has it first on the
// general service and last on the simple one. Every other record, and every
// record while the service is unknown, stays as it is.
func (r Record) ForService(o Origin, s Service) Record {
	if r.Type != "mx" || s == ServiceUnknown {
		return r
	}
	r.HostLast = false
	apex := o.Owner(r) == o.String()
	switch {
	case apex && s == ServiceGeneral:
		if r.Host == "" {
			r.Host = Apex
		}
	case apex:
		r.Host = ""
	default:
		r.HostLast = s == ServiceSimple
	}
	return r
}
