package simulator

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
)

// zoneResult is a zone in an answer. The ttl is a string in an answer to GET
// and a number in one to PUT; /freedns has no ns_type.
type zoneResult struct {
	DomainID   int    `json:"domainid"`
	DomainName string `json:"domainname"`
	NSType     string `json:"ns_type,omitempty"`
	Records    string `json:"records"`
	TTL        any    `json:"ttl"`
}

// zoneBody is the body of PUT. By the pointers a missing member differs from an empty one.
type zoneBody struct {
	NSType  *string  `json:"ns_type"`
	Records *string  `json:"records"`
	TTL     *flexInt `json:"ttl"`
}

// flexInt is a whole number, written as a JSON number or a JSON string.
type flexInt int

func (n *flexInt) UnmarshalJSON(data []byte) error {
	text := string(data)
	if len(data) > 0 && data[0] == '"' {
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
	}
	number, err := strconv.Atoi(text)
	if err != nil {
		return errors.New("not a whole number")
	}
	*n = flexInt(number)
	return nil
}

func (s *Server) zoneEndpoint(c *call, f Fault) (reply, error) {
	switch c.method {
	case http.MethodGet:
		return s.readZone(c, f)
	case http.MethodPut:
		return s.writeZone(c, f)
	default:
		return reply{}, errMethod(c)
	}
}

func (s *Server) readZone(c *call, f Fault) (reply, error) {
	var result zoneResult
	err := s.store.view(func(st *state) error {
		h, err := st.find(c.domain)
		if err == nil {
			result = resultOf(c, h, strconv.Itoa(h.TTL))
		}
		return err
	})
	if err != nil {
		return reply{}, err
	}
	f.Wrong.distort(&result)
	c.records = countLines(result.Records)
	return reply{results: result}, nil
}

func (s *Server) writeZone(c *call, f Fault) (reply, error) {
	body, err := decodeZoneBody(c)
	if err != nil {
		return reply{}, err
	}
	c.records = countLines(*body.Records)
	kept, err := s.keeping.text(*body.Records)
	if err != nil {
		return reply{}, err
	}
	var result zoneResult
	err = s.store.update(func(st *state) error {
		h, err := st.find(c.domain)
		if err != nil {
			return err
		}
		if body.NSType != nil {
			h.NSType = *body.NSType
		}
		h.Records = kept
		h.TTL = int(*body.TTL)
		if h.TTL < minimumTTL {
			h.TTL = defaultTTL
		}
		h.forgetLostLine()
		result = resultOf(c, h, h.TTL)
		return nil
	})
	if err != nil {
		return reply{}, err
	}
	f.Wrong.distort(&result)
	return reply{results: result}, nil
}

// decodeZoneBody wants every member: a client that omits one relies on
// something that nobody has seen.
func decodeZoneBody(c *call) (zoneBody, error) {
	var body zoneBody
	if err := decodeBody(c, &body); err != nil {
		return body, err
	}
	switch {
	case body.Records == nil:
		return body, &failure{http.StatusBadRequest, "Bad Request : records is missing."}
	case body.TTL == nil:
		return body, &failure{http.StatusBadRequest, "Bad Request : ttl is missing."}
	case c.endpoint == endpointFreeDNS:
		body.NSType = nil
	case body.NSType == nil || *body.NSType == "":
		return body, &failure{http.StatusBadRequest, "Bad Request : ns_type is missing."}
	}
	return body, nil
}

func decodeBody(c *call, into any) error {
	if c.bodyError != nil {
		return c.bodyError
	}
	// Unmarshal refuses a second value after the first.
	if err := json.Unmarshal(c.body, into); err != nil {
		return &failure{http.StatusBadRequest, "Bad Request : " + err.Error() + "."}
	}
	return nil
}

func resultOf(c *call, h *holding, ttl any) zoneResult {
	r := zoneResult{DomainID: h.DomainID, DomainName: h.Name, NSType: h.NSType, Records: h.Records, TTL: ttl}
	if c.endpoint == endpointFreeDNS {
		r.NSType = ""
	}
	return r
}
