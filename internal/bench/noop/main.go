// Command noop is the floor that `make bench` measures against: a
// provider whose one resource has the attributes of valuedomain_a_record and
// copies plan to state. What a plan and an apply cost with it is the work of
// Terraform, of the plugin protocol and of the framework; what they cost more
// with the real provider is that one's own.
//
// It takes the names of the real provider, so that the same configuration runs
// with either.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
)

func main() {
	err := providerserver.Serve(context.Background(),
		func() provider.Provider { return noop{} },
		providerserver.ServeOpts{Address: "registry.terraform.io/terraform-valuedomain/valuedomain"})
	if err != nil {
		log.Fatal(err)
	}
}
