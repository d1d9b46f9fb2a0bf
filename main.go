// Command terraform-provider-valuedomain is the Terraform and OpenTofu
// provider for DNS and mail of domains at Value-Domain.
package main

import (
	"flag"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/provider"

	valuedomain "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider"
)

// version is set by the release build.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "serve for a debugger; prints TF_REATTACH_PROVIDERS")
	flag.Parse()
	if !*debug {
		if err := valuedomain.Quiet(os.Environ(), os.Setenv); err != nil {
			log.Print(err)
		}
	}
	err := valuedomain.Serve("registry.terraform.io/terraform-valuedomain/valuedomain", *debug,
		func() provider.Provider { return valuedomain.New(version, os.Getenv) })
	if err != nil {
		log.Fatal(err)
	}
}
