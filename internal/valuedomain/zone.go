package valuedomain

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// MinTTL is the shortest ttl that the API keeps, in seconds. Zones from before
// 2026 may have a shorter one; sent back, that would be stored as 3600.
const MinTTL = 120

// maxBody bounds what is sent and read, in bytes. The text of a zone of ten
// thousand lines has a tenth of it.
const maxBody = 4 << 20

// ReadZone returns the zone of a domain as the API has it. Domain is the name
// that the API gives in its answer, which the caller has to compare.
//
// The error is an *APIError where the API refuses (IsNotFound for a domain that
// the account does not have), an *AnswerError where its answer makes no sense,
// and a *TransportError where none came.
func (c *Client) ReadZone(ctx context.Context, domain string) (zone.Snapshot, error) {
	r := request{operation: "read zone " + domain, method: http.MethodGet}
	var err error
	if r.path, err = c.zonePath(r.operation, domain); err != nil {
		return zone.Snapshot{}, err
	}
	var s zone.Snapshot
	err = c.do(ctx, r, func(o object) error {
		s, err = decodeZone(o)
		return err
	})
	if err != nil {
		return zone.Snapshot{}, err
	}
	return s, nil
}

// WriteZone replaces the zone and returns it as the API answered, which may
// differ from what was sent: a ttl under 120 seconds is stored as 3600.
//
// The error is an *UnknownOutcomeError where the write may have been made; with
// every other one it was not. With a *NotWrittenError it may be made a moment
// later, on a text that is read again: what was sent is not what to send then.
func (c *Client) WriteZone(ctx context.Context, s zone.Snapshot) (zone.Snapshot, error) {
	r := request{operation: "write zone " + s.Domain, method: http.MethodPut}
	var err error
	if r.path, err = c.zonePath(r.operation, s.Domain); err != nil {
		return zone.Snapshot{}, err
	}
	if r.body, err = c.encodeZone(r.operation, s); err != nil {
		return zone.Snapshot{}, err
	}
	var answered zone.Snapshot
	err = c.do(ctx, r, func(o object) error {
		answered, err = decodeZone(o)
		return err
	})
	if err != nil {
		return zone.Snapshot{}, err
	}
	if answered.Text != s.Text {
		c.log.WarnContext(ctx, "the API answered a write with another zone text than was sent",
			"domain", s.Domain, "sent_bytes", len(s.Text), "answered_bytes", len(answered.Text))
		c.log.DebugContext(ctx, "zone text sent and answered", "domain", s.Domain, "sent", s.Text, "answered", answered.Text)
	}
	return answered, nil
}

func (c *Client) zonePath(operation, domain string) (string, error) {
	if c.freeDNS {
		return domainPath(operation, "/freedns/"+domainVariable, domain)
	}
	return domainPath(operation, "/domains/"+domainVariable+"/dns", domain)
}

// domainPath puts an escaped domain into a path. A name that could make another
// path of it is refused, since a wrong path of a PUT could be any zone's.
func domainPath(operation, path, domain string) (string, error) {
	name := strings.TrimSuffix(domain, ".")
	if strings.Trim(name, ".") == "" || len(name) > 1000 || strings.HasPrefix(name, ".") ||
		strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r == 0x7f || strings.ContainsRune(`/\%?#`, r) }) {
		return "", &InputError{operation, "this is not a domain name"}
	}
	return strings.ReplaceAll(path, domainVariable, url.PathEscape(name)), nil
}

func decodeZone(o object) (zone.Snapshot, error) {
	r, domain, err := results(o)
	if err != nil {
		return zone.Snapshot{}, err
	}
	text, ok, err := r.text("records")
	if err == nil && !ok {
		err = problem(`"records" is missing, which is not the same as an empty zone`)
	}
	if err != nil {
		return zone.Snapshot{}, err
	}
	ttl, ok, err := r.integer("ttl")
	switch {
	case err != nil:
		return zone.Snapshot{}, err
	case !ok:
		return zone.Snapshot{}, problem(`"ttl" is missing, so that it could not be sent back`)
	case ttl < 0 || ttl > math.MaxInt32: // RFC 2181 section 8.
		return zone.Snapshot{}, problem(fmt.Sprintf(`"ttl" is out of range: %d`, ttl))
	}
	nsType, _, err := r.text("ns_type")
	if err != nil {
		return zone.Snapshot{}, err
	}
	return zone.Snapshot{Domain: domain, Text: text, TTL: int(ttl), NSType: nsType}, nil
}

// encodeZone makes the body of a write. JSON can't contain bytes that are not
// UTF-8: they would be replaced, so they are refused.
func (c *Client) encodeZone(operation string, s zone.Snapshot) ([]byte, error) {
	switch {
	case !utf8.ValidString(s.Text):
		return nil, &InputError{operation, "the zone text is not valid UTF-8, which the API can't be sent"}
	case s.TTL < 0 || s.TTL > math.MaxInt32:
		return nil, &InputError{operation, fmt.Sprintf("the ttl is out of range: %d", s.TTL)}
	}
	body := struct {
		NSType  string `json:"ns_type,omitempty"`
		Records string `json:"records"`
		TTL     int    `json:"ttl"`
	}{s.NSType, s.Text, s.TTL}
	if c.freeDNS { // It has no name servers of its own to choose from.
		body.NSType = ""
	}
	return encode(operation, body)
}

func encode(operation string, value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return nil, &InputError{operation, err.Error()}
	}
	if b.Len() > maxBody {
		return nil, &InputError{operation, fmt.Sprintf("%d bytes are more than may be sent (%d)", b.Len(), maxBody)}
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
