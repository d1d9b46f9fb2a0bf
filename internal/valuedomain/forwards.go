package valuedomain

import (
	"context"
	"net/http"
)

// Forward sends the mail of one user of the domain to another address.
type Forward struct {
	// User is the part before the "@".
	User string
	// ForwardTo is the address that gets the mail.
	ForwardTo string
}

// Forwarding is the whole mail forwarding of a domain.
type Forwarding struct {
	// Domain is the name in the API's answer, which the caller has to
	// compare.
	Domain string
	List   []Forward
}

// Forwards returns the mail forwarding of a domain.
//
// The error is a *ForwardingNotOfferedError where the API has no such path: no
// public reference of the registrar shows one.
func (c *Client) Forwards(ctx context.Context, domain string) (Forwarding, error) {
	return c.forwards(ctx, domain, request{operation: "read mail forwarding of " + domain, method: http.MethodGet})
}

// SetForwards replaces the whole mail forwarding of a domain and returns it as
// the API answered. The errors are those of Forwards and of WriteZone. The API
// may add or remove the zone's mxe record automatically.
func (c *Client) SetForwards(ctx context.Context, domain string, list []Forward) (Forwarding, error) {
	r := request{operation: "set mail forwarding of " + domain, method: http.MethodPut}
	type item struct {
		User      string `json:"user"`
		ForwardTo string `json:"forward_to"`
	}
	items := make([]item, 0, len(list)) // An empty list is [], not null.
	for _, f := range list {
		items = append(items, item(f))
	}
	var err error
	if r.body, err = encode(r.operation, map[string]any{"forwards": items}); err != nil {
		return Forwarding{}, err
	}
	return c.forwards(ctx, domain, r)
}

func (c *Client) forwards(ctx context.Context, domain string, r request) (Forwarding, error) {
	var err error
	if r.path, err = domainPath(r.operation, c.forwardingPath, domain); err != nil {
		return Forwarding{}, err
	}
	var all Forwarding
	err = c.do(ctx, r, func(o object) error {
		all, err = decodeForwards(o)
		return err
	})
	if e, ok := apiError(err); ok && (e.Status == http.StatusNotFound || e.Status == http.StatusMethodNotAllowed) {
		return Forwarding{}, c.notOffered(ctx, domain, e)
	}
	if err != nil {
		return Forwarding{}, err
	}
	return all, nil
}

// notOffered finds out whether it is the path or the domain that is missing, at
// the price of one request: the answers look the same.
func (c *Client) notOffered(ctx context.Context, domain string, answer *APIError) error {
	_, err := c.ReadZone(ctx, domain)
	if IsNotFound(err) {
		return err
	}
	return &ForwardingNotOfferedError{
		Operation: answer.Operation, Path: answer.Path, DomainKnown: err == nil, Answer: answer.Message,
	}
}

func decodeForwards(o object) (Forwarding, error) {
	r, domain, err := results(o)
	if err != nil {
		return Forwarding{}, err
	}
	items, ok, err := r.list("forwards")
	if err == nil && !ok {
		err = problem(`"forwards" is missing, which is not the same as an empty list`)
	}
	if err != nil {
		return Forwarding{}, err
	}
	list := make([]Forward, 0, len(items))
	for _, item := range items {
		var f Forward
		if f.User, ok, err = item.text("user"); err == nil && !ok {
			err = problem(`"user" is missing in a forward`)
		}
		if err != nil {
			return Forwarding{}, err
		}
		if f.ForwardTo, ok, err = item.text("forward_to"); err == nil && !ok {
			err = problem(`"forward_to" is missing in a forward`)
		}
		if err != nil {
			return Forwarding{}, err
		}
		list = append(list, f)
	}
	return Forwarding{Domain: domain, List: list}, nil
}
