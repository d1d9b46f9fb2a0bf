package dnscheck

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const defaultPort = "53"

var serverName = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9.])?$`)

// Address returns a server as host:port. It takes a name, an IPv4 address or an
// IPv6 address, which may be in brackets, each with or without a port; the port is
// 53 by default. The error is about a text that is none of these.
func Address(server string) (string, error) {
	host, port := server, defaultPort
	if _, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(server, "["), "]")); err == nil {
		host = strings.Trim(server, "[]")
	} else if strings.Contains(server, ":") {
		if host, port, err = net.SplitHostPort(server); err != nil {
			return "", fmt.Errorf("the server %q is not of the form host or host:port: %w", server, err)
		}
	}
	_, wrong := netip.ParseAddr(host)
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 || wrong != nil && !serverName.MatchString(host) {
		return "", fmt.Errorf("the server %q is not of the form host or host:port", server)
	}
	return net.JoinHostPort(host, port), nil
}

// Servers returns the addresses of the name servers of a domain, as a resolver
// knows them: those of IPv4 and IPv6 to which the machine has a route.
func Servers(ctx context.Context, resolver *net.Resolver, domain string) ([]string, error) {
	// The trailing dots keep the search domains of the machine out. An error of one
	// server is no matter: the others can be asked.
	names, err := resolver.LookupNS(ctx, domain+".")
	var all []string
	for _, ns := range names {
		addresses, failed := resolver.LookupHost(ctx, strings.TrimSuffix(ns.Host, ".")+".")
		if failed != nil {
			err = failed
		}
		for _, a := range addresses {
			all = append(all, net.JoinHostPort(a, defaultPort))
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("find the name servers of %s: %w", domain, err)
	}
	slices.Sort(all)
	return routed(slices.Compact(all), func(address string) error {
		conn, err := new(net.Dialer).DialContext(ctx, "udp", address) // Sends nothing.
		if err != nil {
			return fmt.Errorf("find a route to %s: %w", address, err)
		}
		return conn.Close()
	}), nil
}

// routed leaves out the addresses that can't be dialled, unless that is all.
func routed(all []string, dial func(address string) error) []string {
	reached := slices.DeleteFunc(slices.Clone(all), func(address string) bool { return dial(address) != nil })
	if len(reached) == 0 {
		return all
	}
	return reached
}
