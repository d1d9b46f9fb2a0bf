package intent

import (
	"cmp"
	"maps"
	"slices"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Setup is all that a domain wants of its mail.
type Setup struct {
	Intents []Intent
	Presets []Use
	Sending Sending
	// Parked says that the domain neither receives nor sends mail. Nothing else
	// may be wanted then.
	Parked bool
}

// Use is a preset as one customer uses it.
type Use struct {
	// Preset is its name.
	Preset string
	// For is the mail domain: "@" or "" for the domain itself, or a host.
	For string
	// SendOnly omits the records that receive the mail of the mail domain.
	SendOnly bool
	// Options are the values of the preset's options.
	Options map[string][]string
}

// Sending is what the domain itself says of its mail, next to the presets.
type Sending struct {
	// SPF joins the terms of the presets for the domain; without terms it is
	// omitted.
	SPF mailauth.SPF
	// DKIM has the text of a DKIM record, or a public key, for each selector.
	DKIM map[string]string
	// DMARC is the text at _dmarc; may be empty.
	DMARC string
}

// Set returns the records of a whole setup: those of the intents, those of the
// presets in their order, and the texts about sending. The service must be known.
// Addresses of own servers get a host of their own ("mail", "mail2", …; FAQ Q16), one
// for each address, in front of the first mx that names it. Each host has one SPF
// record, which ends in "~all" where Sending says nothing else. The errors are
// ErrServiceUnknown, ErrNoHost, *IntentError, *ServiceError and *SetupError, and a
// *zone.FieldError for the domain.
func Set(domain string, s zone.Service, setup Setup) ([]Record, error) {
	if err := zone.CheckDomain(domain); err != nil {
		return nil, err
	}
	if s != zone.ServiceGeneral && s != zone.ServiceSimple {
		return nil, ErrServiceUnknown
	}
	b := &builder{origin: zone.NewOrigin(domain), service: s, hosts: map[string]string{}, pointed: map[string]bool{}, served: map[string]bool{}}
	steps := []func(Setup) error{b.readUses, b.intents, b.presets, b.sending, b.fields, b.collisions}
	if setup.Parked {
		steps = []func(Setup) error{b.parked}
	}
	for _, step := range steps {
		if err := step(setup); err != nil {
			return nil, err
		}
	}
	return b.records, nil
}

// parked says that there is no mail (RFC 7505 section 3, RFC 7208 section 10.1.2).
func (b *builder) parked(setup Setup) error {
	if len(setup.Intents) > 0 || len(setup.Presets) > 0 || len(setup.Sending.SPF.Terms) > 0 || len(setup.Sending.DKIM) > 0 || setup.Sending.DMARC != "" {
		return &SetupError{Problem: SetupParkedWithMail}
	}
	b.add("", zone.Record{Type: "mx", Host: zone.Apex, Values: []string{".", "0"}}.ForService(b.origin, b.service))
	b.add("", zone.Record{Type: "txt", Host: zone.Apex, Values: []string{"v=spf1 -all"}})
	b.add("", zone.Record{Type: "txt", Host: "_dmarc", Values: []string{"v=DMARC1; p=reject"}})
	return nil
}

func (b *builder) intents(setup Setup) error {
	wanted, err := b.read(setup.Intents)
	if err != nil {
		return err
	}
	for _, w := range wanted {
		if b.service == zone.ServiceGeneral {
			err = b.general(w, len(wanted)+len(b.served))
		} else {
			err = b.simple(w, len(wanted))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sending writes the SPF record of each host, and the other texts.
func (b *builder) sending(setup Setup) error {
	if len(setup.Sending.SPF.Terms) > 0 {
		b.spfAt(zone.Apex, setup.Sending.SPF)
	}
	for _, of := range b.spf {
		s := mailauth.MergeSPF(of.texts...)
		if _, closed := s.All(); !closed {
			if _, led := s.Modifier("redirect"); !led {
				open, err := mailauth.NewSPF("~all")
				if err != nil {
					return err
				}
				s = mailauth.MergeSPF(s, open)
			}
		}
		if err := s.Check(); err != nil {
			return &SetupError{Option: "spf", Problem: SetupBadText, Err: err}
		}
		b.add("", zone.Record{Type: "txt", Host: of.host, Values: []string{s.String()}})
	}
	for _, selector := range slices.Sorted(maps.Keys(setup.Sending.DKIM)) {
		text, err := keyText(setup.Sending.DKIM[selector])
		switch {
		case !FormHost.matches(selector):
			return &SetupError{Option: "dkim", Value: selector, Problem: SetupBadForm, Want: []string{`{ mail = … }`}}
		case err != nil:
			return &SetupError{Option: "dkim", Problem: SetupBadText, Err: err}
		}
		b.add("", zone.Record{Type: "txt", Host: selector + "._domainkey", Values: []string{text}})
	}
	if text := setup.Sending.DMARC; text != "" {
		if _, err := mailauth.ParseDMARC(text); err != nil {
			return &SetupError{Option: "dmarc", Problem: SetupBadText, Err: err}
		}
		b.add("", zone.Record{Type: "txt", Host: "_dmarc", Values: []string{text}})
	}
	return nil
}

// hostSPF are the SPF records that are to be one at a host.
type hostSPF struct {
	host  string
	texts []mailauth.SPF
}

// spfAt adds a text to those of a host.
func (b *builder) spfAt(host string, s mailauth.SPF) {
	for i := range b.spf {
		if b.spf[i].host == host {
			b.spf[i].texts = append(b.spf[i].texts, s)
			return
		}
	}
	b.spf = append(b.spf, hostSPF{host, []mailauth.SPF{s}})
}

// fields checks what options made longer than a name can be.
func (b *builder) fields(Setup) error {
	for _, r := range b.records {
		err := b.origin.CheckHost(r.HostOrApex())
		kind, _ := zone.LookupType(r.Type)
		for i, f := range kind.Fields {
			err = cmp.Or(err, f.Kind.Check(b.origin, r.Values[i]))
		}
		if err != nil {
			return &SetupError{Value: r.HostOrApex(), Problem: SetupBadText, Err: err}
		}
	}
	return nil
}

// collisions rejects what the DNS can't have: a CNAME next to another record of
// its name (RFC 1034 section 3.6.2), and a host with two texts of one kind.
func (b *builder) collisions(Setup) error {
	at := map[string][]Record{}
	for _, r := range b.records {
		owner := b.origin.Owner(r.Record)
		for _, other := range at[owner] {
			if r.Type == "cname" || other.Type == "cname" || r.Type == "txt" && other.Type == "txt" {
				return &SetupError{Value: owner, Problem: SetupCollision}
			}
		}
		at[owner] = append(at[owner], r)
	}
	return nil
}
