package session

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestTheZoneDecidesWhatAPlanDoesWithAResource(t *testing.T) {
	t.Parallel()
	var (
		nowhere  Place
		here     = In(types.StringValue("hogehoge.com"))
		spelled  = In(types.StringValue("HogeHoge.com."))
		there    = In(types.StringValue("fugafuga.com"))
		anywhere = In(types.StringUnknown())
	)
	for name, test := range map[string]struct {
		prior, planned Place
		step           Step
		replaces       bool
	}{
		"nothing was and nothing is planned":                     {nowhere, nowhere, Nothing, false},
		"a new resource is created":                              {nowhere, here, Create, false},
		"a resource that is not planned leaves":                  {here, nowhere, Leave, false},
		"a resource of the same domain stays":                    {here, here, Stay, false},
		"another spelling of the domain is the same zone":        {here, spelled, Stay, false},
		"a resource of another domain is replaced":               {here, there, Move, true},
		"a new resource may wait for its domain":                 {nowhere, anywhere, Await, false},
		"a resource whose domain is not known leaves its zone":   {here, anywhere, Depart, true},
		"a domain that is not known is not the one of the state": {there, anywhere, Depart, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			step := Decide(test.prior, test.planned)
			if step != test.step || step.Replaces() != test.replaces {
				t.Errorf("step %d, replaces %t; want %d, %t", step, step.Replaces(), test.step, test.replaces)
			}
		})
	}
}
