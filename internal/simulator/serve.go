package simulator

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// serve answers one request and enters it in the journal; only GET /_journal
// is neither counted nor entered.
func (s *Server) serve(ctx context.Context, c *call) answer {
	if c.endpoint == endpointJournal {
		return s.journalEndpoint(c)
	}
	arrived := s.now()
	f := s.faults.fire(c, arrived)
	a := s.process(ctx, c, f)
	s.enter(c, a, f.Name, arrived)
	return a
}

// process takes a request through what comes before the effect, the effect,
// and what may happen to the answer.
func (s *Server) process(ctx context.Context, c *call, f Fault) answer {
	// Latency passes outside all locks, so that requests wait side by side.
	if s.wait(ctx, s.latency+f.Latency) != nil {
		return answer{cut: cutLeft}
	}
	if f.Before != nil {
		f.Before()
	}
	if f.Cut == CutBefore {
		return answer{cut: CutBefore}
	}
	a, passed := s.gate(c, f)
	if passed {
		a = s.effect(c, f)
		if f.After != nil {
			f.After()
		}
		a = f.replace(c, a)
	}
	if s.wait(ctx, f.AnswerLatency) != nil {
		return answer{cut: CutAfter}
	}
	a.cut = f.Cut
	return a
}

func (s *Server) wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	return s.sleep(ctx, d)
}

// gate is what is in front of the API; it lets a request pass or answers it.
func (s *Server) gate(c *call, f Fault) (answer, bool) {
	switch {
	case strings.HasPrefix(strings.ToLower(c.userAgent), "python"):
		return answer{
			status: http.StatusForbidden, contentType: typeHTML,
			body: []byte("<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1></body></html>\n"),
		}, false
	case !s.authorized(c.token):
		return refusal(c, &failure{http.StatusUnauthorized, "Unauthorized : the access token is missing or wrong."}), false
	case !s.limit.allow(c.token, s.now()):
		return Fault{Status: http.StatusTooManyRequests}.answer(c), false // As recorded, without Retry-After.
	case f.Status != 0 && !f.AfterEffect:
		return f.answer(c), false
	default:
		return answer{}, true
	}
}

func (s *Server) authorized(token string) bool {
	if s.token == "" {
		return token != ""
	}
	return subtle.ConstantTimeCompare([]byte(s.token), []byte(token)) == 1
}

func (s *Server) effect(c *call, f Fault) answer {
	var r reply
	var err error
	switch c.endpoint {
	case endpointDomains:
		r, err = s.listDomains(c)
	case endpointDNS, endpointFreeDNS:
		r, err = s.zoneEndpoint(c, f)
	case endpointForwards:
		r, err = s.forwardsEndpoint(c, f)
	default:
		err = errNoEndpoint(c)
	}
	if err != nil {
		return refusal(c, err)
	}
	return success(c, r)
}

func errNoEndpoint(c *call) error {
	return &failure{http.StatusNotFound, "Not Found : there is no endpoint " + c.path + "."}
}

func (s *Server) enter(c *call, a answer, fault string, arrived time.Time) {
	e := Entry{
		Time:          arrived,
		Method:        c.method,
		Path:          redact(c.path, c.token, s.token),
		Query:         redact(c.query.Encode(), c.token, s.token),
		Status:        a.status,
		Fault:         fault,
		UserAgent:     redact(c.userAgent, c.token, s.token),
		RequestBytes:  len(c.body),
		ResponseBytes: len(a.sent()),
		Records:       c.records,
	}
	if a.lost() {
		e.Status = 0
	}
	if a.cut == cutLeft {
		e.Fault = join(e.Fault, "client left")
	}
	s.journal.add(e)
}

func (s *Server) journalEndpoint(c *call) answer {
	if c.method != http.MethodGet {
		return refusal(c, errMethod(c))
	}
	entries := s.Journal()
	if entries == nil {
		entries = []Entry{}
	}
	body, err := json.Marshal(entries)
	if err != nil {
		return refusal(c, err)
	}
	return answer{status: http.StatusOK, contentType: typeJSON, body: append(body, '\n')}
}
