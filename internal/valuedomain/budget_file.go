package valuedomain

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/userfile"
)

const (
	// maxBudgetFile bounds the file, in bytes: a thousand starts, and as
	// many holds and tickets.
	maxBudgetFile = 512 << 10
	fileRetry     = 5 * time.Millisecond
	// fileTimeout bounds the wait for a process that holds the lock and
	// does not go on.
	fileTimeout = 10 * time.Second
)

// fileBudget is the budget of all processes of this user that use one token: a
// JSON file under a lock. One that makes no sense is an empty account: the
// API's own refusal is the net.
type fileBudget struct {
	dir, path string
}

func newFileBudget(dir, token string) *fileBudget {
	// The name tells tokens apart without giving them away.
	sum := sha256.Sum256([]byte("value-domain rate limit\n" + token))
	path := filepath.Join(dir, "requests-"+hex.EncodeToString(sum[:12])+".json")
	return &fileBudget{dir: dir, path: path}
}

func (f *fileBudget) String() string { return f.path }

func (f *fileBudget) Update(ctx context.Context, change func(*Account)) error {
	err := userfile.Folder(f.dir)
	if err == nil {
		err = f.locked(ctx, change)
	}
	if err != nil {
		return fmt.Errorf("share the rate limit: %w", err)
	}
	return nil
}

func (f *fileBudget) locked(ctx context.Context, change func(*Account)) error {
	ctx, cancel := context.WithTimeout(ctx, fileTimeout)
	defer cancel()
	lock := flock.New(f.path+".lock", flock.SetFlag(os.O_CREATE|os.O_RDWR|userfile.NoFollow), flock.SetPermissions(0o600))
	if _, err := lock.TryLockContext(ctx, fileRetry); err != nil {
		return fmt.Errorf("lock: %w", err)
	}
	defer func() { _ = lock.Close() }()
	return f.replace(change)
}

func (f *fileBudget) replace(change func(*Account)) error {
	before, _, err := userfile.Read(f.path, maxBudgetFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, userfile.ErrTooLong) {
		return err
	}
	a := parseAccount(before)
	change(&a)
	after, err := json.Marshal(a)
	if err != nil || bytes.Equal(before, after) {
		return err
	}
	return userfile.Replace(f.path, after)
}

// parseAccount returns an empty account for a text that is none.
func parseAccount(text []byte) Account {
	var a Account
	if json.Unmarshal(text, &a) != nil {
		return Account{}
	}
	return a
}
