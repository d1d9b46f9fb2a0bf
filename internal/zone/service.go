package zone

// Service is one of the registrar's two DNS services, which differ in the mx
// line: the general one (汎用DNS) writes a host and has mxe, the simple one
// (簡易DNS) writes no host and has no mxe (FAQ Q1).
type Service string

// The DNS services.
const (
	ServiceUnknown Service = ""
	ServiceGeneral Service = "general"
	ServiceSimple  Service = "simple"
)

// DetectService tells the DNS service from the lines of the zone. Nothing in
// the API names it. A zone without mail lines, or with lines of both forms,
// gives ServiceUnknown.
func (z *Zone) DetectService() Service {
	found := ServiceUnknown
	for _, l := range z.lines {
		s := l.service()
		if s == ServiceUnknown {
			continue
		}
		if found != ServiceUnknown && found != s {
			return ServiceUnknown
		}
		found = s
	}
	return found
}

func (l Line) service() Service {
	switch {
	case !l.Known:
		return ServiceUnknown
	case l.Record.Type == "mxe", l.Record.Type == "mx" && l.Record.Host != "":
		return ServiceGeneral
	case l.Record.Type == "mx":
		return ServiceSimple
	}
	return ServiceUnknown
}

// ForService returns the record as the DNS service writes it: an mx of the
// domain itself ("@" or no host) has no host on the simple one, and "@" on the
// general one. While the service is unknown it stays as it is.
func (r Record) ForService(s Service) Record {
	if r.Type != "mx" || r.HostOrApex() != Apex {
		return r
	}
	switch s {
	case ServiceSimple:
		r.Host = ""
	case ServiceGeneral:
		r.Host = Apex
	case ServiceUnknown:
	}
	return r
}
