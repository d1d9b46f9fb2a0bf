package robustness

import (
	"fmt"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/contract"
)

// What the runs use in the place of a database has to promise what the database does,
// or they show nothing of it.
func TestTheServiceKeepsTheContract(t *testing.T) {
	t.Parallel()
	for seed := range uint64(10) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			contract.TestVirtually(t, func(*testing.T) contract.Open {
				services, processes := map[string]*service{}, 0
				return func(account string) coordination.Shared {
					if services[account] == nil {
						services[account] = newService(&world{machine: coordination.NewMemory(), chance: newChance(seed, nil)})
					}
					processes++
					c := &client{api: &api{}, name: fmt.Sprint("process ", processes)}
					return shared{connection{services[account], c, "machine", map[string]int{}}, c}
				}
			})
		})
	}
}
