package valuedomain

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// APIError is a refusal: an HTTP status other than 2xx, or an answer that is an
// error in itself.
type APIError struct {
	// Operation says what was tried, on what: "read zone example.com".
	Operation string
	// Method and Path are those of the request; the path is relative to the
	// endpoint.
	Method, Path string
	// Status is the HTTP status, Code the "code" of the API's error object,
	// 0 where there was none.
	Status, Code int
	// Message is the API's own text, or what an HTML page says in short.
	Message string
	// RequestID is what the registrar's support asks for.
	RequestID string
	// Gateway reports that the body was not the API's JSON: a machine in front
	// of it answered, or the endpoint is not this API.
	Gateway bool
}

func (e *APIError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s %s: status %d", e.Operation, e.Method, e.Path, e.Status)
	if text := http.StatusText(e.Status); text != "" {
		b.WriteString(" " + text)
	}
	if e.Message != "" {
		b.WriteString(": " + e.Message)
	}
	if e.Code != 0 && e.Code != e.Status {
		fmt.Fprintf(&b, " (code %d)", e.Code)
	}
	if e.RequestID != "" {
		b.WriteString(" (request " + e.RequestID + ")")
	}
	return b.String()
}

// IsNotFound reports whether the API said that the thing does not exist. A 404
// page of a gateway or of a wrong endpoint is not that.
func IsNotFound(err error) bool {
	e, ok := apiError(err)
	return ok && e.Status == http.StatusNotFound && !e.Gateway
}

// IsUnauthorized reports whether the token was refused.
func IsUnauthorized(err error) bool {
	e, ok := apiError(err)
	return ok && e.Status == http.StatusUnauthorized
}

// IsForbidden reports whether the token, the address or the user agent may not do
// this.
func IsForbidden(err error) bool {
	e, ok := apiError(err)
	return ok && e.Status == http.StatusForbidden
}

// IsRateLimited reports whether the API still refused for too many requests after
// all the waiting.
func IsRateLimited(err error) bool {
	e, ok := apiError(err)
	return ok && e.Status == http.StatusTooManyRequests
}

func apiError(err error) (e *APIError, ok bool) {
	ok = errors.As(err, &e)
	return e, ok
}

// TokenRefusedError reports that nothing was sent, because the API has refused
// the token before.
type TokenRefusedError struct {
	Operation string
	// Err is the first refusal.
	Err *APIError
}

func (e *TokenRefusedError) Error() string {
	return e.Operation + ": not sent, as the token was rejected before: " + e.Err.Error()
}

func (e *TokenRefusedError) Unwrap() error { return e.Err }

// TransportError reports that no answer came, and that nothing was written: the
// request was a read, or did not reach the API.
type TransportError struct {
	Operation, Method, Path string
	Err                     error
}

func (e *TransportError) Error() string {
	return fmt.Sprintf("%s: %s %s: %v", e.Operation, e.Method, e.Path, e.Err)
}

func (e *TransportError) Unwrap() error { return e.Err }

// UnknownOutcomeError reports that a write was sent and that its answer was lost
// or can't be relied on: it may have been made or not.
type UnknownOutcomeError struct {
	Operation, Method, Path string
	// Err is what came instead of the answer: an *APIError, an *AnswerError,
	// or an error of the connection.
	Err error
}

func (e *UnknownOutcomeError) Error() string {
	return fmt.Sprintf("%s: %s %s: it is not known whether this was written: %v", e.Operation, e.Method, e.Path, e.Err)
}

func (e *UnknownOutcomeError) Unwrap() error { return e.Err }

// OutcomeUnknown answers true: the zone has to be read before anything else.
func (e *UnknownOutcomeError) OutcomeUnknown() bool { return true }

// NotWrittenError reports that a zone was surely not written, and that the same
// may work a moment later. It is not tried again here, since the text would be
// based on a read from before the wait.
type NotWrittenError struct {
	// Err is an *APIError of a refusal for too many requests, or an error of
	// a connection that did not come about, or says that the write would have had to wait.
	Err error
}

func (e *NotWrittenError) Error() string { return e.Err.Error() }

func (e *NotWrittenError) Unwrap() error { return e.Err }

// TryAgain answers true: read the zone again and write on that.
func (e *NotWrittenError) TryAgain() bool { return true }

// AnswerError reports that the API answered, and that the answer can't be
// understood.
type AnswerError struct {
	Operation, Method, Path string
	// Problem says what is wrong with the answer.
	Problem string
	// RequestID is what the registrar's support asks for.
	RequestID string

	// garbled reports that the body is no JSON: cut on its way, or a page
	// from something in front of the API. Asking again may help.
	garbled bool
}

func (e *AnswerError) Error() string {
	text := fmt.Sprintf("%s: %s %s: the answer can't be understood: %s", e.Operation, e.Method, e.Path, e.Problem)
	if e.RequestID != "" {
		text += " (request " + e.RequestID + ")"
	}
	return text
}

// InputError reports that a call makes no sense, so that nothing was sent.
type InputError struct {
	Operation string
	Problem   string
}

func (e *InputError) Error() string { return e.Operation + ": " + e.Problem }

// ForwardingNotOfferedError reports that the API answered 404 or 405 at the path
// of the mail forwarding. It is no NotFound: its chain has no *APIError.
type ForwardingNotOfferedError struct {
	Operation, Path string
	// DomainKnown reports that the zone of the domain could be read, so that
	// it is surely the path that is missing.
	DomainKnown bool
	// Answer is the text of the API's answer.
	Answer string
}

func (e *ForwardingNotOfferedError) Error() string {
	which := "the domain could not be read either, so it may be the domain that is missing"
	if e.DomainKnown {
		which = "the domain itself is there"
	}
	return fmt.Sprintf("%s: this API offers no mail forwarding at %s (%s): %s", e.Operation, e.Path, which, e.Answer)
}
