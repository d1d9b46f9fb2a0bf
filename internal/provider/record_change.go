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
	// takes are the keys of the lines that the record may take over.
	takes []string
}

// edit is a zonesync.Edit.
func (c recordChange) edit(d *zonesync.Document) error {
	service := c.session.serviceOf(d)
	line := c.line
	if line == "" {
		line = c.record.ForService(service).Line()
	}
	old := c.old
	if c.session.seen.takenOver(d.Origin.String(), old) {
		old = "" // It is another resource's now.
	}
	if old != "" && old != c.key {
		c.session.seen.takeAway(d, old)
	}
	for _, key := range c.takes {
		if key != c.key {
			removeLine(d, key)
		}
	}
	existing, exists := d.Find(c.key)
	switch {
	case c.old == c.key && exists:
		return nil
	case exists && (d.Again || c.session.adopt || slices.Contains(c.takes, c.key)):
		line = existing.Text
		if old != "" {
			removeLine(d, old)
		}
	case exists:
		return &zonesync.BlockedError{Err: &existsError{Line: existing.Text}}
	default:
		d.Change(func(z *zone.Zone) {
			if i := z.Find(d.Origin, old); old != "" && i >= 0 {
				z.Replace(i, line)
				return
			}
			z.Add(d.Origin, line)
		})
	}
	if err := c.judge(d, service, line); err != nil {
		return err
	}
	// At once: the resource that gives a line up may be next in the group.
	c.session.seen.takeOver(d.Origin.String(), c.takes)
	return nil
}

// judge holds the result against the rules that are errors.
func (c recordChange) judge(d *zonesync.Document, service zone.Service, line string) error {
	found := c.session.policy.Zone(rules.Case{
		Subject: zone.Entry{Record: c.record.ForService(service), Line: line, Key: c.key},
		Origin:  d.Origin,
		Service: service,
		Zone:    d.Index(),
	})
	found = slices.DeleteFunc(found, func(f rules.Finding) bool { return f.Severity != rules.Error })
	if len(found) > 0 {
		return &zonesync.BlockedError{Err: &ruleError{Findings: found}}
	}
	return nil
}

// id is the import id, for messages.
func (c recordChange) id(k kind) string { return k.importID(zone.NewOrigin(c.domain), c.record) }

func removeLine(d *zonesync.Document, key string) {
	d.Change(func(z *zone.Zone) {
		if i := z.Find(d.Origin, key); i >= 0 {
			z.Remove(i)
		}
	})
}

// existsError tells that an identical line stands in the zone.
type existsError struct{ Line string }

func (e *existsError) Error() string { return "the zone holds this line already: " + e.Line }

// ruleError tells that rules refuse the zone as it would be.
type ruleError struct{ Findings []rules.Finding }

func (e *ruleError) Error() string { return "rule " + e.Findings[0].Rule }
