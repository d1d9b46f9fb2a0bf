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
	// takes the API's own error object, which is the recorded one for 429.
	Body string
	// Cut cuts the connection.
	Cut Cut
	// Wrong is what the answer shows instead of the truth.
	Wrong Wrong
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
		{"cut before", f.Cut == CutBefore},
		{"cut after", f.Cut == CutAfter},
		{"cut in answer", f.Cut == CutInAnswer},
		{"empty zone", f.Wrong.Empty},
		{"different text", f.Wrong.Text != ""},
		{"wrong domain", f.Wrong.Domain != ""},
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
