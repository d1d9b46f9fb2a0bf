package resolver

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/miekg/dns"
)

// Resolver asks the resolver at one address.
type Resolver struct {
	address string
	timeout time.Duration // Of one attempt.
}

// defaultTimeout bounds one attempt; recursion takes a second or two at worst.
const defaultTimeout = 3 * time.Second

// New returns a resolver for "host:port" or "[IPv6]:port".
func New(address string) (*Resolver, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil || host == "" {
		return nil, fmt.Errorf("the resolver %q is not of the form host:port, such as 192.0.2.53:53", address)
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return nil, fmt.Errorf("the resolver %q has no port from 1 to 65535", address)
	}
	return &Resolver{address: address, timeout: defaultTimeout}, nil
}

// AnswerError reports that the resolver answered with a failure, such as
// SERVFAIL.
type AnswerError struct {
	Name string
	// Code is the response code of RFC 1035 section 4.1.1.
	Code int
}

func (e *AnswerError) Error() string {
	return fmt.Sprintf("resolve %s: the resolver answers with code %d (%s)", e.Name, e.Code, dns.RcodeToString[e.Code])
}

// Resolve returns the addresses of a full name without its trailing dot, none
// where the name does not exist or has none, and whether it is an alias
// (CNAME).
func (r *Resolver) Resolve(ctx context.Context, name string) (addresses []string, isAlias bool, err error) {
	for _, kind := range []uint16{dns.TypeA, dns.TypeAAAA} {
		answer, err := r.answer(ctx, name, kind)
		if err != nil {
			return nil, false, err
		}
		for _, rr := range answer {
			switch rr := rr.(type) {
			case *dns.A:
				addresses = append(addresses, rr.A.String())
			case *dns.AAAA:
				addresses = append(addresses, rr.AAAA.String())
			case *dns.CNAME:
				isAlias = true
			}
		}
	}
	return addresses, isAlias, nil
}

// Texts returns the texts of a full name without its trailing dot, the strings
// of each joined; none if it does not exist or has none.
func (r *Resolver) Texts(ctx context.Context, name string) ([]string, error) {
	answer, err := r.answer(ctx, name, dns.TypeTXT)
	if err != nil {
		return nil, err
	}
	var texts []string
	for _, rr := range answer {
		if rr, ok := rr.(*dns.TXT); ok {
			texts = append(texts, strings.Join(rr.Txt, ""))
		}
	}
	return texts, nil
}

// Servers returns the mail servers of a full name without its trailing dot by its
// MX records, in lower case without trailing dots; none if it has none.
func (r *Resolver) Servers(ctx context.Context, name string) ([]string, error) {
	answer, err := r.answer(ctx, name, dns.TypeMX)
	if err != nil {
		return nil, err
	}
	var servers []string
	for _, rr := range answer {
		if rr, ok := rr.(*dns.MX); ok {
			servers = append(servers, strings.ToLower(strings.TrimSuffix(rr.Mx, ".")))
		}
	}
	return servers, nil
}

// answer asks for records of one type. A name that does not exist has none.
func (r *Resolver) answer(ctx context.Context, name string, kind uint16) ([]dns.RR, error) {
	answer, err := r.exchange(ctx, new(dns.Msg).SetQuestion(dns.Fqdn(name), kind))
	if err != nil {
		return nil, fmt.Errorf("resolve %s: %w", name, err)
	}
	if answer.Rcode != dns.RcodeSuccess && answer.Rcode != dns.RcodeNameError {
		return nil, &AnswerError{Name: name, Code: answer.Rcode}
	}
	return answer.Answer, nil
}

// exchange asks by UDP, twice at most, and by TCP where that is asked for.
func (r *Resolver) exchange(ctx context.Context, question *dns.Msg) (*dns.Msg, error) {
	var failed error
	for range 2 {
		answer, err := r.attempt(ctx, "udp", question)
		switch {
		case err == nil && answer.Truncated:
			return r.attempt(ctx, "tcp", question)
		case err == nil:
			return answer, nil
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		}
		failed = err
	}
	return nil, failed
}

// attempt sends the question once and waits for its answer.
func (r *Resolver) attempt(ctx context.Context, network string, question *dns.Msg) (*dns.Msg, error) {
	client := dns.Client{Net: network, Timeout: r.timeout}
	answer, _, err := client.ExchangeContext(ctx, question, r.address)
	return answer, err
}
