package simulator

import (
	"cmp"
	"net/http"
)

type forwardsResult struct {
	DomainID   int       `json:"domainid"`
	DomainName string    `json:"domainname"`
	Forwards   []Forward `json:"forwards"`
}

type forwardsBody struct {
	Forwards *[]Forward `json:"forwards"`
}

// forwardsEndpoint reads and replaces the whole list of forwards of a domain.
func (s *Server) forwardsEndpoint(c *call, f Fault) (reply, error) {
	var result forwardsResult
	var err error
	switch c.method {
	case http.MethodGet:
		err = s.store.view(func(st *state) error {
			h, err := st.find(c.domain)
			if err == nil {
				result = forwardsOf(h)
			}
			return err
		})
	case http.MethodPut:
		result, err = s.writeForwards(c)
	default:
		err = errMethod(c)
	}
	if err != nil {
		return reply{}, err
	}
	result.DomainName = cmp.Or(f.Wrong.Domain, result.DomainName)
	return reply{results: result}, nil
}

func (s *Server) writeForwards(c *call) (forwardsResult, error) {
	var body forwardsBody
	if err := decodeBody(c, &body); err != nil {
		return forwardsResult{}, err
	}
	if body.Forwards == nil {
		return forwardsResult{}, &failure{http.StatusBadRequest, "Bad Request : forwards is missing."}
	}
	for _, forward := range *body.Forwards {
		if forward.User == "" || forward.ForwardTo == "" {
			return forwardsResult{}, &failure{http.StatusBadRequest, "Bad Request : a forward needs user and forward_to."}
		}
	}
	var result forwardsResult
	err := s.store.update(func(st *state) error {
		h, err := st.find(c.domain)
		if err != nil {
			return err
		}
		had, has := len(h.Forwards) > 0, len(*body.Forwards) > 0
		h.Forwards = *body.Forwards
		switch {
		case has && !had:
			h.addAutomaticLine()
		case had && !has:
			h.removeAutomaticLine()
		}
		result = forwardsOf(h)
		return nil
	})
	return result, err
}

// forwardsOf copies the list, so that it can be encoded after the lock has gone; an empty one is [] and not null.
func forwardsOf(h *holding) forwardsResult {
	return forwardsResult{DomainID: h.DomainID, DomainName: h.Name, Forwards: append([]Forward{}, h.Forwards...)}
}
