package coordination_test

import (
	"path/filepath"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/contract"
)

func TestFilesKeepTheContract(t *testing.T) {
	t.Parallel()
	contract.Test(t, func(t *testing.T) contract.Open {
		t.Helper()
		dir := filepath.Join(t.TempDir(), "shared")
		return func(account string) coordination.Shared { return coordination.Files(dir, account) }
	})
}

func TestMemoryKeepsTheContract(t *testing.T) {
	t.Parallel()
	contract.TestVirtually(t, func(*testing.T) contract.Open {
		accounts := map[string]coordination.Shared{}
		return func(account string) coordination.Shared {
			if accounts[account] == nil {
				accounts[account] = coordination.NewMemory()
			}
			return accounts[account]
		}
	})
}
