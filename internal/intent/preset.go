package intent

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Preset is the set of records that a mail service publishes. What differs from
// one customer to the next is an option.
type Preset struct {
	// Name is what a configuration writes, such as "google_workspace"; Title is
	// the service's own name.
	Name, Title string
	Options     []Option
	// Lines are the records, with options in braces. "{for}" is the mail domain
	// as a host, "{name}" its full name, "{dashed}" that name with dashes, and
	// "{ses}" the DKIM domain of a region of Amazon SES. A line is written once
	// for each value of an option. "receive" is an mx that receives the mail of the
	// domain, and "spf" are terms of the host's SPF record.
	Lines []string
	// Source is where the set was found, and Seen the day on which it was looked up.
	Source, Seen string
}

// Option is a value that only the customer knows.
type Option struct {
	Name string
	Form Form
	// Default is used where the option is omitted; empty: it is needed.
	Default string
	// Count is how many values there must be; 0: one.
	Count int
	// Example is a value as the service shows it.
	Example string
}

// shown is how a configuration writes the example.
func (o Option) shown() string {
	text := strconv.Quote(o.Example)
	if o.Count > 1 {
		text = "[" + text + strings.Repeat(", …", o.Count-1) + "]"
	}
	return text
}

// Form is the form of an option's values.
type Form string

// The forms.
const (
	FormHost   Form = "host"   // A host below the mail domain.
	FormLabel  Form = "label"  // One label, such as a selector or a token.
	FormName   Form = "name"   // A full name, with or without its trailing dot.
	FormRegion Form = "region" // A region of AWS.
	FormKey    Form = "key"    // The text of a DKIM record, or a public key as DKIMText takes it.
)

// matches reports whether a value has the form. A key is checked when it is read.
func (f Form) matches(value string) bool {
	switch f {
	case FormHost:
		return hostForm().MatchString(value)
	case FormLabel:
		return labelForm().MatchString(value)
	case FormName:
		return strings.Contains(strings.TrimSuffix(value, "."), ".") && hostForm().MatchString(strings.TrimSuffix(value, "."))
	case FormRegion:
		return regionForm().MatchString(value)
	case FormKey:
	}
	return true
}

//nolint:gochecknoglobals // It never changes, and is made when it is needed.
var (
	labelForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$`) })
	hostForm  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?)*$`)
	})
	regionForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z]{2}(-[a-z]+)+-[0-9]+$`) })
)

// Presets returns the mail services that are known, by name.
func Presets() []Preset {
	all := slices.Concat(mailboxes(), senders())
	slices.SortFunc(all, func(a, b Preset) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// presetNamed returns the preset of a name.
func presetNamed(name string) (Preset, bool) {
	all := Presets()
	if i := slices.IndexFunc(all, func(p Preset) bool { return p.Name == name }); i >= 0 {
		return all[i], true
	}
	return Preset{}, false
}

// PresetNames returns the names of all presets.
func PresetNames() []string {
	var names []string
	for _, p := range Presets() {
		names = append(names, p.Name)
	}
	return names
}
