package intent

import (
	"errors"
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Reason says why an intent can't be had.
type Reason string

// The reasons. Each is in an *IntentError or a *ServiceError.
const (
	ReasonNoServer        Reason = "it names no server"
	ReasonTooMany         Reason = "it names more than 100 servers"
	ReasonTwice           Reason = "another intent is for the same mail; name all its servers in one"
	ReasonSameServer      Reason = "it names one server twice, and a second one helps only on another machine"
	ReasonTwoXREA         Reason = "it names two servers under xrea.com, where only one account can have a domain"
	ReasonWildcard        Reason = `the wildcard "*" misses every name that has a record; write "all"`
	ReasonAllBesideOthers Reason = `"all" receives the mail of every name, so that no other intent is possible next to it; name the hosts one by one`
	ReasonSeveralForMXE   Reason = "all mail goes by an mxe record there, which has one server only; name the hosts one by one"
	ReasonMXENeedsAddress Reason = "all mail goes by an mxe record there, which needs the server's IPv4 address instead of its name"
	ReasonSeveralForA     Reason = "the mail of one host goes by its address record there, which can't name several servers; only \"all\" can have several"
	ReasonAddressOnly     Reason = "an mx record receives all mail there, and that of one host goes by its address record, which needs the server's IPv4 address"
)

// ErrServiceUnknown reports that the DNS service has to be said.
var ErrServiceUnknown = errors.New(`the dns service must be "general" or "simple"`)

// ErrNoHost reports that the patterns leave no host for the user's own mail server.
var ErrNoHost = errors.New("the patterns leave no host name for the mail server's address; name the server yourself")

// IntentError reports that an intent makes no sense on any service.
type IntentError struct {
	// Position counts the intents from 0.
	Position int
	// For is the intent's own word.
	For string
	// Question is the FAQ's question that says so, and empty where a value
	// is malformed: Err then is a *zone.FieldError.
	Question string
	Reason   Reason
	Err      error
}

func (e *IntentError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("intent %d for %q: %v", e.Position+1, e.For, e.Err)
	}
	return fmt.Sprintf("intent %d for %q: %s (FAQ %s)", e.Position+1, e.For, e.Reason, e.Question)
}

// Unwrap returns what is wrong with a value.
func (e *IntentError) Unwrap() error { return e.Err }

// ServiceError reports that a DNS service can't do what an intent asks for.
type ServiceError struct {
	Position int
	For      string
	Service  zone.Service
	// Question is the FAQ's question that says so, such as "Q12".
	Question string
	Reason   Reason
}

func (e *ServiceError) Error() string {
	return fmt.Sprintf("intent %d for %q: %s dns can't do it: %s (FAQ %s)", e.Position+1, e.For, e.Service, e.Reason, e.Question)
}

// SetupProblem says what is wrong with a setup.
type SetupProblem string

// The problems of a *SetupError.
const (
	SetupUnknownPreset  SetupProblem = "there is no such preset"
	SetupUnknownOption  SetupProblem = "the preset has no such option"
	SetupMissing        SetupProblem = "the preset needs this option"
	SetupBadCount       SetupProblem = "the option has too few or too many values"
	SetupBadForm        SetupProblem = "the value has not the right form"
	SetupSameValue      SetupProblem = "the option has one value twice"
	SetupBadText        SetupProblem = "the text is wrong"
	SetupNoMailDomain   SetupProblem = "a preset is for the domain itself or one host"
	SetupMailTwice      SetupProblem = "another preset takes the same mail"
	SetupCollision      SetupProblem = "the DNS allows no such records at one name"
	SetupParkedWithMail SetupProblem = "a parked domain has no mail"
)

// SetupError reports what is wrong with a preset, or with what is said of sending.
type SetupError struct {
	// Position counts the presets from 0; Preset is the name of the one meant,
	// and empty where it is none.
	Position int
	Preset   string
	// Option is the option meant, or "spf", "dkim", "dmarc"; may be empty.
	Option string
	// Value is the value, or the full name, meant.
	Value   string
	Problem SetupProblem
	// Want are the names that there are, or an example.
	Want []string
	// Err is what is wrong with a text: an error of package mailauth or a
	// *zone.FieldError.
	Err error
}

func (e *SetupError) Error() string {
	text := string(e.Problem)
	if e.Err != nil {
		text = e.Err.Error()
	}
	if len(e.Want) > 0 {
		text += " (" + strings.Join(e.Want, ", ") + ")"
	}
	if e.Preset == "" {
		return strings.TrimSpace(fmt.Sprintf("%s %s: %s", e.Option, e.Value, text))
	}
	return fmt.Sprintf("preset %d, %s: %s %q: %s", e.Position+1, e.Preset, e.Option, e.Value, text)
}

// Unwrap returns what is wrong with a text.
func (e *SetupError) Unwrap() error { return e.Err }

func (w want) wrong(question string, r Reason) error {
	return &IntentError{Position: w.position, For: w.For, Question: question, Reason: r}
}

func (w want) cannot(s zone.Service, question string, r Reason) error {
	return &ServiceError{Position: w.position, For: w.For, Service: s, Question: question, Reason: r}
}
