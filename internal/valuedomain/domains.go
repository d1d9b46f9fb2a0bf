package valuedomain

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
)

const (
	pageSize = 100
	// maxPages bounds the listing: a hundred thousand domains.
	maxPages = 1000
)

// Domain is a domain of the account.
type Domain struct {
	ID   int64
	Name string
	// Registrar is the registrar's own short name, such as "GMO".
	Registrar string
	// ExpirationDate is a date such as "2027-10-13", as the API writes it.
	ExpirationDate string
	// AutoRenew reports that the domain is renewed without being asked for.
	AutoRenew bool
}

// Domains returns all domains of the account, in the API's order. It reads page
// after page, and is an error where the pages do not come to an end.
func (c *Client) Domains(ctx context.Context) ([]Domain, error) {
	var all []Domain
	known := map[string]bool{}
	for page := 1; page <= maxPages; page++ {
		found, total, err := c.domainPage(ctx, page)
		if err != nil {
			return nil, err
		}
		before := len(all)
		for _, d := range found {
			if !known[d.Name] { // A domain moves on by one where another is added meanwhile.
				known[d.Name] = true
				all = append(all, d)
			}
		}
		if len(all) > maxPages*pageSize { // Pages longer than was asked for have no end either.
			break
		}
		// A page may be shorter than was asked for without being the
		// last: the API may allow less. Only the total shows it.
		if len(found) == 0 || int64(len(all)) >= total {
			return all, nil
		}
		if len(all) == before {
			return nil, &AnswerError{
				Operation: listDomains, Method: http.MethodGet, Path: domainsPath,
				Problem: fmt.Sprintf("page %d repeats earlier ones, and only %d of %d domains came", page, len(all), total),
			}
		}
	}
	return nil, &AnswerError{
		Operation: listDomains, Method: http.MethodGet, Path: domainsPath,
		Problem: fmt.Sprintf("more than %d pages of %d domains", maxPages, pageSize),
	}
}

const (
	listDomains = "list domains"
	domainsPath = "/domains"
)

func (c *Client) domainPage(ctx context.Context, page int) (found []Domain, total int64, err error) {
	r := request{
		operation: listDomains, method: http.MethodGet, path: domainsPath,
		query: url.Values{"limit": {strconv.Itoa(pageSize)}, "page": {strconv.Itoa(page)}},
	}
	err = c.do(ctx, r, func(o object) error {
		found, total, err = decodeDomains(o)
		return err
	})
	return found, total, err
}

// decodeDomains reads one page and the number of domains on all of them.
func decodeDomains(o object) (found []Domain, total int64, err error) {
	paging, ok, err := o.object("paging")
	if err == nil && ok {
		total, ok, err = paging.integer("max")
	}
	if err == nil && !ok {
		err = problem(`"paging" with "max" is missing, so that the end can't be found`)
	}
	if err != nil {
		return nil, 0, err
	}
	list, ok, err := o.list("results")
	if err == nil && !ok {
		err = problem(`"results" is missing`)
	}
	if err != nil {
		return nil, 0, err
	}
	for _, item := range list {
		d, err := decodeDomain(item)
		if err != nil {
			return nil, 0, err
		}
		found = append(found, d)
	}
	return found, total, nil
}

func decodeDomain(o object) (d Domain, err error) {
	for name, to := range map[string]*string{
		"domainname": &d.Name, "registrar": &d.Registrar, "expirationdate": &d.ExpirationDate,
	} {
		if *to, _, err = o.text(name); err != nil {
			return Domain{}, err
		}
	}
	if d.Name == "" {
		return Domain{}, problem(`"domainname" is missing`)
	}
	if d.ID, _, err = o.integer("domainid"); err != nil {
		return Domain{}, err
	}
	d.AutoRenew = o.flag("autorenew")
	return d, nil
}
