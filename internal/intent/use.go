package intent

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// used is a record of a preset with its options filled in: "receive" and "spf" are
// types too.
type used struct {
	kind, host, data string
	use              int // Counts the presets from 0.
}

// readUses fills the options of all presets in, before the intents are read: an
// own server's name must be none of theirs.
func (b *builder) readUses(setup Setup) error {
	for i, u := range setup.Presets {
		if u.For == "" {
			u.For = zone.Apex
		}
		wrong := func(problem SetupProblem, option, value string, want ...string) *SetupError {
			return &SetupError{Position: i, Preset: u.Preset, Option: option, Value: value, Problem: problem, Want: want}
		}
		p, ok := presetNamed(u.Preset)
		if !ok {
			return wrong(SetupUnknownPreset, "name", u.Preset, PresetNames()...)
		}
		host, err := b.readHost(u.For)
		if err != nil || host == All || strings.Contains(host, "*") {
			return wrong(SetupNoMailDomain, "for", u.For)
		}
		values, err := p.values(u.Options, wrong)
		if err != nil {
			return err
		}
		name := b.origin.FQDN(host)
		values["for"], values["name"], values["dashed"] = []string{host}, []string{name}, []string{strings.ReplaceAll(name, ".", "-")}
		for _, line := range p.Lines {
			for _, text := range filled(line, values) {
				if err := b.use(text, i, u, wrong); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// use takes one record of a preset.
func (b *builder) use(text string, position int, u Use, wrong wrongOption) error {
	kind, rest, _ := strings.Cut(text, " ")
	host, data, _ := strings.Cut(rest, " ")
	if kind == "receive" && u.SendOnly {
		return nil
	}
	host = strings.TrimSuffix(host, "."+zone.Apex)
	owner := b.origin.FQDN(host)
	b.taken = append(b.taken, owner)
	if kind == "receive" || kind == "mx" {
		if slices.ContainsFunc(b.uses, func(other used) bool { return other.receives() && other.host == host && other.use != position }) {
			return wrong(SetupMailTwice, "for", owner)
		}
		b.served[owner] = true
	}
	b.uses = append(b.uses, used{kind, host, data, position})
	return nil
}

func (u used) receives() bool { return u.kind == "receive" || u.kind == "mx" }

// presets writes what was read. SPF terms wait for the text of their host.
func (b *builder) presets(setup Setup) error {
	for _, u := range b.uses {
		r := zone.Record{Type: u.kind, Host: u.host, Values: []string{u.data}}
		switch {
		case u.kind == "spf":
			s, err := mailauth.NewSPF(strings.Fields(u.data)...)
			if err != nil {
				return &SetupError{Position: u.use, Preset: setup.Presets[u.use].Preset, Option: "spf", Problem: SetupBadText, Err: err}
			}
			b.spfAt(u.host, s)
			continue
		case u.receives():
			r = zone.Record{Type: "mx", Host: u.host, Values: strings.Fields(u.data)}.ForService(b.origin, b.service)
		}
		b.add("", r)
	}
	return nil
}

// wrongOption makes the error about an option of one use.
type wrongOption func(problem SetupProblem, option, value string, want ...string) *SetupError

// values reads the options of a use.
func (p Preset) values(given map[string][]string, wrong wrongOption) (map[string][]string, error) {
	if err := p.knows(given, wrong); err != nil { // Before what is missing: it may be misspelled.
		return nil, err
	}
	values := map[string][]string{}
	for _, o := range p.Options {
		texts := slices.Clone(given[o.Name])
		if len(texts) == 0 && o.Default != "" {
			values[o.Name] = []string{o.Default}
			continue
		}
		switch {
		case len(texts) == 0:
			return nil, wrong(SetupMissing, o.Name, "", o.shown())
		case len(texts) != max(o.Count, 1):
			return nil, wrong(SetupBadCount, o.Name, "", o.shown())
		}
		for i, text := range texts {
			read, err := o.read(text)
			switch {
			case err != nil:
				e := wrong(SetupBadText, o.Name, "")
				e.Err = err
				return nil, e
			case read == "":
				return nil, wrong(SetupBadForm, o.Name, text, o.shown())
			case slices.Contains(texts[:i], read):
				return nil, wrong(SetupSameValue, o.Name, text, o.shown())
			}
			texts[i] = read
		}
		values[o.Name] = texts
	}
	if region := values["region"]; len(region) > 0 {
		values["ses"] = []string{dkimDomain(region[0])}
	}
	return values, nil
}

// knows returns the error about an option that the preset does not have.
func (p Preset) knows(given map[string][]string, wrong wrongOption) error {
	var names []string
	for _, o := range p.Options {
		names = append(names, o.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !slices.Contains(names, name) {
			return wrong(SetupUnknownOption, name, "", names...)
		}
	}
	return nil
}

// read returns a value as records write it, and "" where it has not the form.
func (o Option) read(text string) (string, error) {
	switch {
	case o.Form == FormKey:
		return keyText(text)
	case !o.Form.matches(text):
		return "", nil
	}
	return strings.TrimSuffix(text, "."), nil
}

//nolint:gochecknoglobals // It never changes, and is made when it is needed.
var (
	optionIn = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{[a-z0-9_]+\}`) })
	keyTag   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(^|;)[ \t]*p[ \t]*=`) })
)

// filled returns a line with its options filled in, once for each value of one
// that has several.
func filled(line string, values map[string][]string) []string {
	times := 1
	for _, name := range optionIn().FindAllString(line, -1) {
		times = max(times, len(values[strings.Trim(name, "{}")]))
	}
	texts := make([]string, times)
	for i := range texts {
		fill := func(text string) string {
			return optionIn().ReplaceAllStringFunc(text, func(name string) string {
				all := values[strings.Trim(name, "{}")]
				return all[min(i, len(all)-1)]
			})
		}
		texts[i] = line
		for range 2 { // A default may have options in it.
			texts[i] = fill(texts[i])
		}
	}
	return texts
}

// keyText returns the text of a DKIM record for one, or for a public key.
func keyText(text string) (string, error) {
	text = strings.TrimSpace(text) // A file ends in a newline.
	if !keyTag().MatchString(text) {
		return mailauth.DKIMText(text)
	}
	if _, err := mailauth.ParseDKIM(text); err != nil {
		return "", err
	}
	return text, zone.KindText.Check(zone.Origin{}, text)
}
