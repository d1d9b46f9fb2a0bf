package main

import (
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// settings are what the arguments and the environment say.
type settings struct {
	listen      string
	allowRemote bool
	tokenIsOurs bool
	options     simulator.Options
}

func parse(args []string, getenv func(string) string, messages io.Writer) (settings, error) {
	var s settings
	o := &s.options
	flags := flag.NewFlagSet("vdsim", flag.ContinueOnError)
	flags.SetOutput(messages)
	flags.StringVar(&s.listen, "listen", "127.0.0.1:8053", "`address` to listen on; port 0 takes a free one")
	flags.BoolVar(&s.allowRemote, "allow-remote", false, "allow to listen on an address that is not loopback")
	flags.StringVar(&o.Token, "token", "", "the only `token` accepted (default $VDSIM_TOKEN, otherwise a random one)")
	flags.StringVar(&o.StateFile, "state", "", "`file` that keeps the state (default in memory)")
	flags.IntVar(&o.RequestsPerMinute, "rpm", 60, "requests a minute; negative for no limit")
	flags.DurationVar(&o.Latency, "latency", 0, "time that passes before a request takes effect")
	flags.BoolVar(&o.Keeping.DropComments, "drop-comments", false, "leave comments and lines of white space out of what a PUT stores")
	flags.BoolVar(&o.Keeping.Reorder, "reorder", false, "sort the lines that a PUT stores")
	flags.BoolVar(&o.Keeping.RefuseDuplicates, "refuse-duplicates", false, "answer 400 to a PUT with two equal lines")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	switch {
	case flags.NArg() > 0:
		return s, fmt.Errorf("arguments: %q is not expected", flags.Arg(0))
	case o.Latency < 0:
		return s, fmt.Errorf("-latency %s is negative", o.Latency)
	case o.RequestsPerMinute == 0:
		return s, fmt.Errorf("-rpm 0 would serve nothing; use a negative number for no limit")
	}
	if o.Token == "" {
		o.Token = getenv("VDSIM_TOKEN")
	}
	if o.Token == "" {
		o.Token, s.tokenIsOurs = rand.Text(), true
	}
	return s, nil
}

// open listens, and refuses an address that others could reach. A name is
// judged by the address it led to.
func (s settings) open(listen func(address string) (net.Listener, error)) (net.Listener, error) {
	host, _, err := net.SplitHostPort(s.listen)
	if err != nil {
		return nil, fmt.Errorf("listen on %q: %w", s.listen, err)
	}
	remote := fmt.Errorf("listen on %q: not a loopback address; -allow-remote would allow it", s.listen)
	if ip := net.ParseIP(host); !s.allowRemote && (host == "" || ip != nil && !ip.IsLoopback()) {
		return nil, remote
	}
	listener, err := listen(s.listen)
	if err != nil {
		return nil, err
	}
	if address, ok := listener.Addr().(*net.TCPAddr); !s.allowRemote && (!ok || !address.IP.IsLoopback()) {
		return nil, errors.Join(remote, listener.Close())
	}
	return listener, nil
}

// describe prints what a user needs to point the provider here. A token that
// the user gave is not repeated.
func (s settings) describe(out io.Writer, address string, domains []string) error {
	endpoint := "http://" + address + "/v1"
	state, token, exported := "in memory", "(the one you gave)", "…"
	if s.options.StateFile != "" {
		state = "in " + s.options.StateFile
	}
	if s.tokenIsOurs {
		token, exported = s.options.Token, s.options.Token
	}
	limit := "none"
	if s.options.RequestsPerMinute > 0 {
		limit = fmt.Sprintf("%d requests a minute", s.options.RequestsPerMinute)
	}
	_, err := fmt.Fprintf(out, `vdsim serves a simulated Value-Domain API.
  endpoint  %s
  token     %s
  domains   %v, %s
  limit     %s
  latency   %s
  journal   http://%s/_journal

Point the provider here by the environment:
  export VALUEDOMAIN_ENDPOINT=%s
  export VALUEDOMAIN_API_TOKEN=%s
or by the configuration, with the token from the environment:
  provider "valuedomain" {
    endpoint = %q
  }

`, endpoint, token, domains, state, limit, s.options.Latency.Round(time.Microsecond), address, endpoint, exported, endpoint)
	return err
}
