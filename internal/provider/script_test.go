package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const scripts = "testdata/script"

// TestScript runs every testdata/script/*.txtar with the real CLI. tools/README.md says how
// to write one. UPDATE_SCRIPTS=1 renews the zones and messages that they expect.
func TestScript(t *testing.T) {
	t.Parallel()
	update := os.Getenv("UPDATE_SCRIPTS") == "1"
	command := func(run func(*script, []string)) func(*testscript.TestScript, bool, []string) {
		return func(ts *testscript.TestScript, neg bool, args []string) {
			if neg {
				ts.Fatalf("only terraform can be expected to fail")
			}
			run(scriptOf(ts), args)
		}
	}
	testscript.Run(t, testscript.Params{
		Dir: scripts, UpdateScripts: update, RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error { return setUpScript(env, update) },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"terraform":  func(ts *testscript.TestScript, neg bool, args []string) { scriptOf(ts).terraform(neg, args) },
			"says":       command((*script).says),
			"empty-plan": command((*script).emptyPlan),
			"zone":       command((*script).zone),
			"forwards":   command((*script).forwards),
			"settings":   command((*script).settings),
			"requests":   command((*script).requests),
			"panel":      command((*script).panel),
			"fail":       command((*script).fail),
			"recover":    command((*script).recover),
			"edit":       command((*script).edit),
			"paste":      command((*script).paste),
		},
	})
}

// script is one script with its own API and zone.
type script struct {
	*testscript.TestScript
	world *world
	cli   *cli
	// variables are those that the script may set; all others are the test's. (The TMPDIR of
	// testscript is too long for the socket between Terraform and a provider.)
	variables []string
	// said are the errors and warnings of the last run.
	said []string
	// recovers end the faults.
	recovers []func()
	update   bool
}

type scriptKey struct{}

func scriptOf(ts *testscript.TestScript) *script {
	s, _ := ts.Value(scriptKey{}).(*script)
	s.TestScript, s.cli.dir = ts, ts.MkAbs(".")
	s.cli.env = nil
	for _, name := range s.variables {
		s.cli.env = append(s.cli.env, name+"="+ts.Getenv(name))
	}
	return s
}

// setUpScript serves the archive's zone.txt, and writes what every configuration needs.
func setUpScript(env *testscript.Env, update bool) error {
	t, _ := env.T().(testing.TB) // It is the test of testscript.Run.
	start, err := os.ReadFile(filepath.Join(env.WorkDir, "zone.txt"))
	if err != nil {
		return err
	}
	w := newWorld(t, text(start), simulator.Options{})
	s := &script{world: w, cli: newCLI(t, w), update: update}
	set := append(s.cli.env, "VALUEDOMAIN_LANGUAGE=en", "LANG=", "LC_ALL=", "TF_LOG=", "XDG_CACHE_HOME="+filepath.Join(env.WorkDir, ".cache"))
	for _, v := range set {
		name, _, _ := strings.Cut(v, "=")
		s.variables = append(s.variables, name)
	}
	env.Vars = append(env.Vars, set...)
	env.Values[scriptKey{}] = s
	return writeProvider(env.WorkDir)
}

// writeProvider writes the provider's source and, next to the archive's settings in
// provider.tf, the limit of requests. Without a provider.tf the service is general.
func writeProvider(dir string) error {
	path := filepath.Join(dir, "provider.tf")
	settings, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		settings, err = []byte("provider \"valuedomain\" {\ndns_service = \"general\"\n}\n"), nil
	}
	if err != nil {
		return err
	}
	const begin = "provider \"valuedomain\" {"
	return os.WriteFile(path, []byte(strings.Replace(string(settings), begin, `terraform {
  required_providers {
    valuedomain = { source = "terraform-valuedomain/valuedomain" }
  }
}
`+begin+"\nrequests_per_minute = 1000\n", 1)), 0o600)
}

// text is a zone as an archive has it: a file ends with a newline, a zone does not.
func text(file []byte) string { return strings.TrimSuffix(string(file), "\n") }

// renew writes a file of the archive again when the test is done, after testscript has.
func (s *script) renew(name, content string) {
	path := filepath.Join(scripts, s.Name()+".txtar")
	s.cli.t.Cleanup(func() {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			s.cli.t.Error(err)
			return
		}
		for i := range archive.Files {
			if archive.Files[i].Name == name {
				archive.Files[i].Data = []byte(content + "\n")
			}
		}
		if err := os.WriteFile(path, txtar.Format(archive), 0o600); err != nil {
			s.cli.t.Error(err)
		}
	})
}
