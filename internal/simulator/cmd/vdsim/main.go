// Command vdsim serves a simulated Value-Domain API on a port, for any client.
//
//	vdsim -listen 127.0.0.1:8053 -token t -state zones.json
//
// The token comes from -token, else from the environment variable VDSIM_TOKEN;
// without either a random one is made and printed. Other users of the machine
// can see the arguments of a command, not its environment. Only loopback
// addresses are served unless -allow-remote is given: the connection is plain
// HTTP and GET /_journal asks for no token. For the same reason requests that
// name another host than localhost or a loopback address are refused. An interrupt or SIGTERM ends it
// after the requests under way.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
	stop()
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintf(os.Stderr, "vdsim: %v\n", err)
		os.Exit(1)
	}
}
