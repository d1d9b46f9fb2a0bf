package simulator

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
)

// Cut is where the connection breaks.
type Cut int

const (
	// CutNever lets the whole answer reach the client.
	CutNever Cut = iota
	// CutBefore breaks the connection before the effect.
	CutBefore
	// CutAfter breaks it after the effect and before the first byte of the answer.
	CutAfter
	// CutInAnswer breaks it in the middle of the body.
	CutInAnswer
	// cutLeft is a client that left before the request took effect.
	cutLeft
)

// answer is what goes to the client.
type answer struct {
	status      int
	contentType string
	body        []byte
	cut         Cut
}

// lost reports whether no byte of the answer reaches the client.
func (a answer) lost() bool { return a.cut != CutNever && a.cut != CutInAnswer }

// sent is the part of the body that reaches the client.
func (a answer) sent() []byte {
	switch {
	case a.lost():
		return nil
	case a.cut == CutInAnswer:
		return a.body[:len(a.body)/2]
	default:
		return a.body
	}
}

const (
	typeJSON = "application/json; charset=utf-8"
	typeHTML = "text/html; charset=utf-8"
)

// failure is an answer with an error object.
type failure struct {
	status  int
	message string
}

func (f *failure) Error() string { return f.message }

// envelope is the shape of every answer; the members that one does not have are nil.
type envelope struct {
	Errors    *errorObject `json:"errors,omitempty"`
	Paging    *paging      `json:"paging,omitempty"`
	Results   any          `json:"results,omitempty"`
	RequestID string       `json:"request_id"`
	Request   echo         `json:"request"`
}

type errorObject struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

type paging struct {
	Max   int `json:"max"`
	Limit int `json:"limit"`
	Page  int `json:"page"`
}

// echo gives the request back; params is an empty list where there are none.
type echo struct {
	Path   string `json:"path"`
	Method string `json:"method"`
	Params any    `json:"params"`
}

// reply is a successful answer, before it is put into the envelope.
type reply struct {
	paging  *paging
	results any
}

func success(c *call, r reply) answer {
	return encode(http.StatusOK, envelope{Paging: r.paging, Results: r.results, Request: echoOf(c)})
}

// refusal turns an error into an answer; one that is no failure is the simulator's own, such as a broken state file.
func refusal(c *call, err error) answer {
	f := &failure{http.StatusInternalServerError, "Internal Server Error : " + err.Error()}
	if own := (*failure)(nil); errors.As(err, &own) {
		f = own
	}
	return encode(f.status, envelope{Errors: &errorObject{f.status, f.message}, Request: echoOf(c)})
}

func echoOf(c *call) echo {
	e := echo{Path: "/v1" + c.path, Method: c.method, Params: []string{}}
	switch {
	case c.method == http.MethodPut && c.bodyError == nil && json.Valid(c.body):
		e.Params = json.RawMessage(c.body)
	case len(c.query) > 0:
		params := map[string]string{}
		for name := range c.query {
			params[name] = c.query.Get(name)
		}
		e.Params = params
	}
	return e
}

func encode(status int, e envelope) answer {
	// Read never fails; it ends the process where there is no randomness.
	id := make([]byte, 12)
	_, _ = rand.Read(id)
	e.RequestID = hex.EncodeToString(id)
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(e); err != nil {
		return answer{status: http.StatusInternalServerError, contentType: typeHTML, body: []byte("simulator: " + err.Error())}
	}
	return answer{status: status, contentType: typeJSON, body: b.Bytes()}
}
