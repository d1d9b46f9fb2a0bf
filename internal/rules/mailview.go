package rules

import "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"

// mailView has the mail records of a zone by what the rules ask for. An
// audit makes it once; a single case, which asks once, looks through the mail
// lines instead.
type mailView struct {
	mxe     []zone.Entry
	answers map[string][]zone.Entry // mx records by the owner that answers for their target.
	owners  map[string]string       // That owner by the target as written; "" where nothing answers.
}

func newMailView(x *zone.Index) *mailView {
	mail := x.Mail()
	v := &mailView{answers: make(map[string][]zone.Entry, len(mail)), owners: make(map[string]string, len(mail))}
	for i, e := range mail {
		if e.Record.Type == "mxe" {
			v.mxe = append(v.mxe, e)
			continue
		}
		target := e.Record.Get("target")
		owner, ok := v.owners[target]
		if !ok {
			owner = answering(x, e.Record)
			v.owners[target] = owner
		}
		if one := v.answers[owner]; one == nil {
			v.answers[owner] = mail[i : i+1 : i+1] // Most have one, which needs no room of its own.
		} else {
			v.answers[owner] = append(one, e)
		}
	}
	return v
}

// mxes returns the mxe records of the zone.
func (c Case) mxes() []zone.Entry {
	if c.mail != nil {
		return c.mail.mxe
	}
	var found []zone.Entry
	for _, e := range c.Zone.Mail() {
		if e.Record.Type == "mxe" {
			found = append(found, e)
		}
	}
	return found
}

// mxsAnsweredBy returns the mx records whose target is answered for by the
// records of that owner, which may be a wildcard.
func (c Case) mxsAnsweredBy(owner string) []zone.Entry {
	if c.mail != nil {
		return c.mail.answers[owner]
	}
	var found []zone.Entry
	for _, e := range c.Zone.Mail() {
		if e.Record.Type == "mx" && c.answering(e.Record) == owner {
			found = append(found, e)
		}
	}
	return found
}

// answering is the function of that name, for an mx of the zone; without a zone nothing
// answers.
func (c Case) answering(mx zone.Record) string {
	if c.Zone == nil {
		return ""
	}
	if c.mail != nil {
		return c.mail.owners[mx.Get("target")]
	}
	return answering(c.Zone, mx)
}

// answering returns the owner whose records answer for the target of an mx,
// and "" where the target lies outside the zone, is not well written, or where
// nothing answers.
func answering(x *zone.Index, mx zone.Record) string {
	target := inZoneTarget(x.Origin, mx)
	if target == "" {
		return ""
	}
	return x.Matching(target)
}

// inZoneTarget returns the full name of an mx target that lies in the zone,
// and "" for any other. A target that one of the rules on spelling refuses
// has no meaning that other rules could build on.
func inZoneTarget(o zone.Origin, mx zone.Record) string {
	if !mx.Knows("target") || misspelled(mx.Get("target")) {
		return ""
	}
	if target := o.FQDN(mx.Get("target")); o.Contains(target) {
		return target
	}
	return ""
}

// misspelled reports whether one of the rules on an mx target's spelling
// refuses it.
func misspelled(target string) bool {
	return missesDot(target) || hasStrayDot(target) || isAddress(target)
}

// addressesAt returns the a and aaaa records of an owner.
func addressesAt(x *zone.Index, owner string) []zone.Entry {
	var found []zone.Entry
	for _, e := range x.At(owner) {
		if isAddressRecord(e.Record) {
			found = append(found, e)
		}
	}
	return found
}
