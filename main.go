// Command terraform-provider-valuedomain is the Terraform and OpenTofu
// provider for DNS and mail of domains at Value-Domain.
package main

import (
	"flag"
	"log"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/hashicorp/terraform-plugin-framework/provider"

	valuedomain "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider"
)

// version is set by the release build.
var version = "dev"

func main() {
	debugged := flag.Bool("debug", false, "serve for a debugger; prints TF_REATTACH_PROVIDERS")
	flag.Parse()
	if os.Getenv("GOGC") == "" {
		collectLater()
	}
	if !*debugged {
		if err := valuedomain.Quiet(os.Environ(), os.Setenv); err != nil {
			log.Print(err)
		}
	}
	err := valuedomain.Serve("registry.terraform.io/terraform-valuedomain/valuedomain", *debugged,
		func() provider.Provider { return valuedomain.New(version, os.Getenv) })
	if err != nil {
		log.Fatal(err)
	}
}

// collectLater makes garbage collections rarer. The first comes at 8 MB instead of 4,
// which the start alone allocates: a fifth of its time was that collection. The later
// ones come at 2.5 times what is in use instead of 2: with 1,000 records a quarter of
// the CPU time went there. later is closed when that is so.
func collectLater() (later <-chan struct{}) {
	done := make(chan struct{})
	debug.SetGCPercent(200)
	runtime.AddCleanup(new([16]byte), func(percent int) {
		debug.SetGCPercent(percent)
		close(done)
	}, 150)
	return done
}
