package simulator

import (
	"net/http"
	"slices"
	"strconv"
)

// domainResult has the members of the recorded answer; all but number and name are invented.
type domainResult struct {
	DomainID        int    `json:"domainid"`
	DomainName      string `json:"domainname"`
	Registrar       string `json:"registrar"`
	ExpirationDate  string `json:"expirationdate"`
	AutoRenew       int    `json:"autorenew"`
	AutoRenewAll    int    `json:"autorenew_all"`
	AutoRenewDomain int    `json:"autorenew_domain"`
}

// listDomains answers one page, in the order of the numbers; order=desc turns
// it round. A page past the end is empty.
func (s *Server) listDomains(c *call) (reply, error) {
	if c.method != http.MethodGet {
		return reply{}, errMethod(c)
	}
	limit, err := positive(c, "limit", 10)
	if err != nil {
		return reply{}, err
	}
	page, err := positive(c, "page", 1)
	if err != nil {
		return reply{}, err
	}
	var all []domainResult
	err = s.store.view(func(st *state) error {
		for _, h := range st.sorted() {
			all = append(all, domainResult{
				DomainID: h.DomainID, DomainName: h.Name, Registrar: "GMO", ExpirationDate: "2099-12-31",
			})
		}
		return nil
	})
	if err != nil {
		return reply{}, err
	}
	if c.query.Get("order") == "desc" {
		slices.Reverse(all)
	}
	p := &paging{Max: len(all), Limit: limit, Page: page}
	// The page is bounded before it is multiplied, which could overflow.
	first := min(page-1, len(all)) * min(limit, len(all))
	first = min(first, len(all))
	last := first + min(limit, len(all)-first)
	return reply{paging: p, results: append([]domainResult{}, all[first:last]...)}, nil
}

func positive(c *call, name string, fallback int) (int, error) {
	if !c.query.Has(name) {
		return fallback, nil
	}
	n, err := strconv.Atoi(c.query.Get(name))
	if err != nil || n < 1 {
		return 0, &failure{http.StatusBadRequest, "Bad Request : " + name + " must be a number from 1."}
	}
	return n, nil
}

func errMethod(c *call) error {
	return &failure{http.StatusMethodNotAllowed, "Method Not Allowed : " + c.method + " is not offered here."}
}
