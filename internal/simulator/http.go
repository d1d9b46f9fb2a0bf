package simulator

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"syscall"
)

// ServeHTTP implements http.Handler. A cut connection is a panic with
// http.ErrAbortHandler, which net/http turns into a closed connection.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := s.serve(r.Context(), newCall(r))
	if a.lost() {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", a.contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	// A client that has gone can't get an answer.
	_, _ = w.Write(a.sent()) //nolint:gosec // What was sent comes back, as from the API, and as JSON.
	if a.cut == CutInAnswer {
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
}

// Transport serves requests in this process, without a port. As over a real
// connection the client leaves as soon as its context ends, and what had begun
// goes on; hooks of faults run in a goroutine of their own. A cut connection is
// a "connection reset by peer", whether it was cut before or after the effect:
// a client does not know either. Unlike http.Transport it never repeats a request.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

type transport struct{ server *Server }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := r.Context()
	c := newCall(r)
	if r.Body != nil {
		_ = r.Body.Close()
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	done := make(chan answer, 1)
	go func() { done <- t.server.serve(ctx, c) }()
	select {
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case a := <-done:
		if a.lost() {
			if ctx.Err() != nil {
				return nil, context.Cause(ctx)
			}
			return nil, &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
		}
		return response(r, a), nil
	}
}

func response(r *http.Request, a answer) *http.Response {
	var body io.Reader = bytes.NewReader(a.sent())
	if a.cut == CutInAnswer {
		body = io.MultiReader(body, brokenReader{})
	}
	return &http.Response{
		Status:     strconv.Itoa(a.status) + " " + http.StatusText(a.status),
		StatusCode: a.status,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1,
		ProtoMinor: 1,
		Header: http.Header{
			"Content-Type":   {a.contentType},
			"Content-Length": {strconv.Itoa(len(a.body))},
		},
		ContentLength: int64(len(a.body)),
		Body:          io.NopCloser(body),
		Request:       r,
	}
}

// brokenReader is the end of a body whose connection was cut.
type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
