package simulator_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestOnlyTheStandardLibraryIsImported keeps the simulator from sharing the
// mistakes of what it tests; tests and files for other systems are looked at too.
func TestOnlyTheStandardLibraryIsImported(t *testing.T) {
	t.Parallel()
	const own = "github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
	files := 0
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" {
			return err
		}
		files++
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			// A path of the standard library has no dot in its first part.
			if first, _, _ := strings.Cut(name, "/"); strings.Contains(first, ".") && name != own {
				t.Errorf("%s imports %s", path, name)
			}
		}
		return nil
	})
	if err != nil || files < 20 {
		t.Errorf("error %v, %d files", err, files)
	}
}
