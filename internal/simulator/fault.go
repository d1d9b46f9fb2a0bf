package simulator

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Fault changes what happens to the requests it matches. All faults that match
// a request act together; of two that say the same thing the first injected
// one wins, and latencies add up. The zero value matches every request and does nothing.
type Fault struct {
	// Name goes into the journal; empty takes a name made of the effects.
	Name string

	// Method is the HTTP method; empty matches all.
	Method string
	// Path is a pattern of path.Match where it has one of *?[ and else a part
	// of the path. Both are compared without the prefix /v1 and without case; empty matches all.
	Path string
	// Skip lets the first matching requests pass.
	Skip int
	// Times is how often the fault acts; 0 means without end.
	Times int
	// For is how long the fault acts, from the first request that it could have acted on; 0 means without end.
	For time.Duration

	// Latency passes before the effect, AnswerLatency between effect and answer.
	Latency       time.Duration
	AnswerLatency time.Duration
	// Status answers with this status, instead of the effect or, with
	// AfterEffect, although the effect took place. Wrong tokens and the rate limit come first.
	Status      int
	AfterEffect bool
	// Body goes with Status: JSON where it begins with { or [, else HTML. Empty
	// takes the API's own error object.
	Body string
	// TooManyRequests answers with the recorded 429.
	TooManyRequests bool
	// CutBefore cuts the connection before the effect, CutAfter after it and
	// without an answer, CutInAnswer in the middle of the body.
	CutBefore   bool
	CutAfter    bool
	CutInAnswer bool
	// EmptyZone answers GET of a zone with an empty text; other requests do not match.
	EmptyZone bool
	// AnswerDifferentText answers GET and PUT of a zone with this text; other requests do not match.
	AnswerDifferentText string
	// WrongDomain answers GET and PUT of a zone or of forwards with this domain name; other requests do not match.
	WrongDomain string
	// Before runs before the effect and After between effect and answer, outside
	// all locks: they may call the Server. After runs only where there is an effect.
	Before func()
	After  func()
}

// replace gives the answer that hides the true one.
func (f Fault) replace(c *call, a answer) answer {
	if f.Status != 0 && f.AfterEffect {
		return f.answer(c)
	}
	return a
}

// answer makes the answer of Status and Body.
func (f Fault) answer(c *call) answer {
	switch {
	case f.Body == "":
		return refusal(c, &failure{f.Status, http.StatusText(f.Status) + " : " + http.StatusText(f.Status) + "."})
	case strings.HasPrefix(f.Body, "{"), strings.HasPrefix(f.Body, "["):
		return answer{status: f.Status, contentType: typeJSON, body: []byte(f.Body)}
	default:
		return answer{status: f.Status, contentType: typeHTML, body: []byte(f.Body)}
	}
}

// distort changes a zone in an answer.
func (f Fault) distort(z *zoneResult) {
	if f.AnswerDifferentText != "" {
		z.Records = f.AnswerDifferentText
	}
	if f.WrongDomain != "" {
		z.DomainName = f.WrongDomain
	}
}

// name is what the journal shows.
func (f Fault) name() string {
	if f.Name != "" {
		return f.Name
	}
	name := ""
	for _, effect := range []struct {
		name string
		on   bool
	}{
		{"latency", f.Latency > 0},
		{"answer latency", f.AnswerLatency > 0},
		{"status " + strconv.Itoa(f.Status), f.Status != 0},
		{"too many requests", f.TooManyRequests},
		{"cut before", f.CutBefore},
		{"cut after", f.CutAfter},
		{"cut in answer", f.CutInAnswer},
		{"empty zone", f.EmptyZone},
		{"different text", f.AnswerDifferentText != ""},
		{"wrong domain", f.WrongDomain != ""},
		{"hook", f.Before != nil || f.After != nil},
	} {
		if effect.on {
			name = join(name, effect.name)
		}
	}
	return name
}

func join(names, name string) string {
	if names == "" || name == "" {
		return names + name
	}
	return names + ", " + name
}
