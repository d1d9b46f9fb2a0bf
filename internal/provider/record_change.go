package provider

import (
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// recordChange brings one record into a zone. It is the hard gate: what the
// plan could not know yet is judged here, against the zone as it is.
type recordChange struct {
	session *session
	domain  string
	record  zone.Record
	key     string
	// line is the line as planned; empty where it was not known.
	line string
	// old is the key of the line that is changed; empty for a new record.
	old string
}

// edit is a zonesync.Edit.
func (c recordChange) edit(d *zonesync.Document) error {
	service := c.session.serviceOf(d)
	line := c.line
	if line == "" {
		line = c.record.ForService(service).Line()
	}
	existing, exists := d.Find(c.key)
	switch {
	case exists && (c.old == c.key || d.Again):
		line = existing.Text
		if c.old != c.key {
			removeLine(d, c.old)
		}
	default:
		d.Change(func(z *zone.Zone) {
			if i := z.Find(d.Origin, c.old); c.old != "" && i >= 0 {
				z.Replace(i, line)
				return
			}
			z.Add(d.Origin, line)
		})
	}
	return c.judge(d, service, line)
}

// judge holds the result against the rules that are errors.
func (c recordChange) judge(d *zonesync.Document, service zone.Service, line string) error {
	found := c.session.policy.Zone(rules.Case{
		Subject: zone.Entry{Record: c.record.ForService(service), Line: line, Key: c.key},
		Origin:  d.Origin,
		Service: service,
		Zone:    d.Index(),
	})
	found = slices.DeleteFunc(found, func(f rules.Finding) bool {
		return f.Severity != rules.Error || len(f.Others) > 0 && !slices.ContainsFunc(f.Others, func(e zone.Entry) bool {
			return e.Key != c.key && !c.session.ledger.Permits(d.Origin.String(), c.key, e.Key)
		})
	})
	if len(found) > 0 {
		return &zonesync.BlockedError{Err: &ruleError{Findings: found}}
	}
	return nil
}

func removeLine(d *zonesync.Document, key string) {
	d.Change(func(z *zone.Zone) {
		if i := z.Find(d.Origin, key); i >= 0 {
			z.Remove(i)
		}
	})
}

// ruleError tells that rules refuse the zone as it would be.
type ruleError struct{ Findings []rules.Finding }

func (e *ruleError) Error() string { return "rule " + e.Findings[0].Rule }
