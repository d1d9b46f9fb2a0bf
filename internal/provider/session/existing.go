package session

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// existing is a way in which a record may be in the zone already.
type existing struct{ written, vanished bool }

// existingMessage returns the words for a line that is in the zone already: after the
// loss of a state, in full for the first one only.
func (s *Session) existingMessage(c planledger.Claim, o zone.Origin, line string) message.Message {
	resourceType, id := importgen.ResourceType(c.Adds.Record), importgen.ID(o, c.Adds.Record)
	vanished, written := s.vanished.Load(), s.written(c, o)
	switch first := s.Explains(existing{written: written, vanished: vanished}); {
	case written && first:
		return message.Written(resourceType, id, line, vanished)
	case written:
		return message.WrittenToo(id, line)
	case first:
		return message.Exists(resourceType, id, line, vanished)
	}
	return message.ExistsToo(id, line)
}

// written reports whether Terraform has written the line of a claim from this directory.
func (s *Session) written(c planledger.Claim, o zone.Origin) bool {
	_, written := s.Ledger.Holder(o.String(), c.Adds.Key)
	return written
}

// Explains reports whether something has to be said in full: the first time in a walk.
// A process of several walks can't know that, and says it in full each time.
func (s *Session) Explains(matter any) bool { return s.once(matter) || s.OneProcess }

// reportExisting reports the lines that are in the zone already, of several resources
// together, and returns the other verdicts.
func (s *Session) reportExisting(diags *diag.Diagnostics, all []planledger.Deferred) (others []planledger.Deferred) {
	existing := map[bool][]planledger.Deferred{} // By whether Terraform has written them from this directory.
	lines := map[bool][]message.ExistingLine{}
	for _, d := range all {
		line, only := onlyExists(d)
		if !only {
			others = append(others, d)
			continue
		}
		written := s.written(d.Claim, d.Origin)
		existing[written] = append(existing[written], d)
		lines[written] = append(lines[written], message.ExistingLine{
			Line: line, Type: importgen.ResourceType(d.Claim.Adds.Record), ID: importgen.ID(d.Origin, d.Claim.Adds.Record),
		})
	}
	for _, written := range []bool{false, true} {
		switch vanished := s.vanished.Load(); {
		case len(existing[written]) < 2:
			others = append(others, existing[written]...)
		case written:
			message.WrittenTogether(lines[written], vanished).AddTo(diags, s.Language, "")
		default:
			message.ExistTogether(lines[written], vanished).AddTo(diags, s.Language, "")
		}
	}
	return others
}

// onlyExists returns the line of a new record, if all there is to say of it is that it is
// in the zone already.
func onlyExists(d planledger.Deferred) (line string, only bool) {
	if _, owned := d.Claim.Owner.(owner); owned || d.Claim.Removes.Key != "" || len(d.Findings) != 1 {
		return "", false
	}
	f := d.Findings[0]
	return f.Line, f.Kind == planledger.Exists && f.Severity == rules.Error
}
