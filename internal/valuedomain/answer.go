package valuedomain

import (
	"encoding/json"
	"errors"
	"strings"
)

// refusal reads an error answer: the API's own, or a page from in front of it.
// What belongs to the request is left to addressed, which also makes the texts
// fit to be shown.
func refusal(body []byte) *APIError {
	o, _, err := parseObject(body)
	if err != nil {
		return &APIError{Message: describe(body), Gateway: true}
	}
	e := errorObject(o)
	if e == nil {
		// JSON without the API's error object comes from elsewhere.
		return &APIError{Message: plain(body), Gateway: true}
	}
	return e
}

// errorObject returns the error that an answer has, or nil. The recorded form
// is an object with code and message; what else is there is shown as it is.
func errorObject(o object) *APIError {
	raw, ok := o.field("errors")
	if !ok || string(raw) == "{}" || string(raw) == "[]" || string(raw) == `""` || string(raw) == "false" {
		return nil
	}
	e := &APIError{RequestID: requestID(o)}
	var detail object
	if json.Unmarshal(raw, &detail) != nil {
		var text string
		if json.Unmarshal(raw, &text) != nil {
			text = plain(raw)
		}
		e.Message = text
		return e
	}
	if code, ok, err := detail.integer("code"); ok && err == nil {
		e.Code = int(code)
	}
	if message, ok, err := detail.text("message"); ok && err == nil {
		e.Message = message
	} else {
		e.Message = plain(raw)
	}
	return e
}

func requestID(o object) string {
	id, _, err := o.text("request_id")
	if err != nil {
		return ""
	}
	return id
}

// parseAnswer takes a successful answer apart and gives its fields to decode.
// Its error is an *AnswerError or an *APIError that lacks the request's side.
func parseAnswer(body []byte, decode func(object) error) error {
	o, garbled, err := parseObject(body)
	if err != nil {
		return &AnswerError{Problem: err.Error(), garbled: garbled}
	}
	if e := errorObject(o); e != nil {
		return e
	}
	if err := decode(o); err != nil {
		return &AnswerError{Problem: err.Error(), RequestID: requestID(o)}
	}
	return nil
}

// results returns the field that every answer about one domain has, and the
// domain that it is about.
func results(o object) (r object, domain string, err error) {
	r, ok, err := o.object("results")
	if err == nil && !ok {
		err = problem(`"results" is missing`)
	}
	if err != nil {
		return nil, "", err
	}
	domain, _, err = r.text("domainname")
	if err != nil {
		return nil, "", err
	}
	if strings.Trim(domain, ". ") == "" {
		return nil, "", problem(`"domainname" is missing`)
	}
	return r, domain, nil
}

// addressed fills in which request an error belongs to, and makes what the
// server wrote fit to be shown.
func (c *Client) addressed(err error, r request, status int) error {
	var api *APIError
	if errors.As(err, &api) {
		api.Operation, api.Method, api.Path, api.Status = r.operation, r.method, r.path, status
		api.Message, api.RequestID = c.show(api.Message), c.show(api.RequestID)
		return api
	}
	var answer *AnswerError
	if errors.As(err, &answer) {
		answer.Operation, answer.Method, answer.Path = r.operation, r.method, r.path
		answer.Problem, answer.RequestID = c.show(answer.Problem), c.show(answer.RequestID)
		return answer
	}
	return err
}

// show makes a foreign text fit for an error: one line, no secret, not long.
// The order counts: half a secret would no longer be found.
func (c *Client) show(text string) string {
	return shorten(c.token.scrub(oneLine(text)), maxMessage)
}
