//go:build unix

package provider_test

import (
	"archive/zip"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/postgres/pgserver"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func newDatabase(t *testing.T) *pgserver.Server {
	t.Helper()
	s, err := pgserver.New()
	s = pgserver.Usable(t, s, err)
	t.Cleanup(s.Remove)
	return s
}

// newMachine returns a CLI with a cache directory of its own.
func newMachine(t *testing.T, w *world, settings string, environment ...string) *cli {
	t.Helper()
	c := newCLI(t, w)
	c.env = append(c.env, "VALUEDOMAIN_CACHE_DIR="+filepath.Join(c.dir, "cache"))
	c.env = append(c.env, environment...)
	c.write(general+settings, oneRecord)
	return c
}

// separate gives a machine a network of its own, in which these addresses are all that
// it reaches, if this system and this user can.
func (c *cli) separate(addresses ...string) {
	c.t.Helper()
	n, err := newNetwork(c.t, addresses...)
	if err != nil {
		c.t.Logf("the machine has no network of its own, which Linux gives root: %v", err)
		return
	}
	c.within = n.do
}

// records are as many records of one host, and their lines.
func records(host string, n int) (body string, lines []string) {
	for i := range n {
		body += record("txt", fmt.Sprintf("r%d", i), fmt.Sprintf("host = %q\nvalue = \"v%d\"", host, i))
		lines = append(lines, fmt.Sprintf("txt %s v%d", host, i))
	}
	return body, lines
}

// twoMachines lets two machines write one zone at once: the first write of one is
// held up until the other has come as far as until returns.
func twoMachines(t *testing.T, until func(other <-chan struct{}), environment ...string) (w *world, mine, theirs []string) {
	t.Helper()
	const n = 30
	w = newWorld(t, webZone, simulator.Options{})
	one, two := newMachine(t, w, "", environment...), newMachine(t, w, "", environment...)
	body, mine := records("one", n)
	one.write(general, body)
	body, theirs = records("two", n)
	two.write(general, body)
	writing, goOn := make(chan struct{}), make(chan struct{})
	w.Inject(simulator.Fault{Method: http.MethodPut, Path: "/dns", Times: 1, Before: func() {
		close(writing)
		<-goOn
	}})
	var both sync.WaitGroup
	ended := map[*cli]chan struct{}{one: make(chan struct{}), two: make(chan struct{})}
	run := func(c *cli) {
		both.Go(func() {
			defer close(ended[c])
			if o := c.tryApply(); o.code != 0 {
				t.Errorf("apply failed:\n%s", o.out)
			}
		})
	}
	run(one)
	select {
	case <-writing:
	case <-ended[one]:
		t.Fatal("the first machine has written nothing")
	}
	run(two)
	until(ended[two])
	close(goOn)
	both.Wait()
	return w, mine, theirs
}

func TestTwoMachinesWithoutCoordinationLoseLines(t *testing.T) {
	t.Parallel()
	w, mine, _ := twoMachines(t, func(other <-chan struct{}) { <-other })
	w.expectLines(t, webZone, mine...) // Those of the other one are lost.
}

func TestTwoMachinesOfOneDatabaseLoseNothing(t *testing.T) {
	t.Parallel()
	s := newDatabase(t)
	w, mine, theirs := twoMachines(t, func(<-chan struct{}) {
		for { // The other one waits for the lock.
			rows, err := s.Query(t.Context(), "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
			if err != nil {
				t.Error(err)
			}
			if err != nil || len(rows) > 0 {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}, "VALUEDOMAIN_COORDINATION="+s.DSN())
	w.expectLines(t, webZone, append(mine, theirs...)...)
	rows, err := s.Query(t.Context(), "SELECT (SELECT count(*) FROM valuedomain.accounts), (SELECT count(*) FROM valuedomain.zones)")
	if err != nil || !slices.Equal(rows[0], []string{"1", "1"}) {
		t.Errorf("%v accounts and zones, %v: want one of each", rows, err)
	}
}

func TestAKilledMachineLosesNothing(t *testing.T) {
	t.Parallel()
	s := newDatabase(t)
	for _, moment := range []string{"before the write", "after the write"} {
		t.Run(moment, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			machine := func() *cli { return newMachine(t, w, "", "VALUEDOMAIN_COORDINATION="+s.DSN()) }
			killAtWrite(t, w, machine(), machine(), moment)
		})
	}
}

// envRuns is how many runs TestTwoMachinesAgainAndAgain makes; 20 take some ten
// minutes.
const envRuns = "VALUEDOMAIN_TEST_RUNS"

// TestTwoMachinesAgainAndAgain lets two machines change all of their records of one
// zone at once, again and again, within one budget of 60 requests a minute of real
// time, and kills one of them in every second run. Each has a network namespace of its
// own where there is one.
func TestTwoMachinesAgainAndAgain(t *testing.T) {
	t.Parallel()
	runs, err := strconv.Atoi(os.Getenv(envRuns))
	if err != nil {
		t.Skip("set " + envRuns + " to the number of runs")
	}
	s := newDatabase(t)
	w := newWorld(t, webZone, simulator.Options{RequestsPerMinute: 60})
	machines := []*cli{newMachine(t, w, "", "VALUEDOMAIN_COORDINATION="+s.DSN()), newMachine(t, w, "", "VALUEDOMAIN_COORDINATION="+s.DSN())}
	for _, c := range machines {
		c.separate(strings.TrimSuffix(strings.TrimPrefix(w.url, "http://"), "/v1"), fmt.Sprint("127.0.0.1:", s.Port))
	}
	const settings = general + "\nrequests_per_minute = 60"
	for run := range runs {
		var want []string
		var both sync.WaitGroup
		names := make([]map[string]string, len(machines))
		bodies := make([]string, len(machines))
		kills, waits := make([]func(), len(machines)), make([]func(), len(machines))
		for i, c := range machines {
			names[i] = map[string]string{}
			for r := range 30 {
				name, value := fmt.Sprintf("r%d", r), fmt.Sprintf("machine-%d-run-%d-record-%d", i, run, r)
				bodies[i] += record("txt", name, fmt.Sprintf("host = \"m%d\"\nvalue = %q", i, value))
				names[i][value] = name
				want = append(want, fmt.Sprintf("txt m%d %s", i, value))
			}
			c.write(settings, bodies[i])
		}
		started, victim, writes := make(chan struct{}), run/2%2, 0
		remove := w.Inject(simulator.Fault{Method: http.MethodPut, Path: "/dns", Before: func() {
			<-started
			if writes++; run%2 == 1 && writes == 1+run/4 {
				kills[victim]()
			}
		}})
		for i, c := range machines {
			kills[i], waits[i] = c.startGroup("apply", "-input=false", "-auto-approve")
		}
		close(started)
		for i := range machines {
			both.Go(waits[i])
		}
		both.Wait()
		remove()
		for i, c := range machines {
			c.applyWithImports(settings, bodies[i], names[i])
		}
		w.expectLines(t, webZone, want...)
		t.Logf("run %d: nothing lost", run)
	}
	journal := w.Journal()
	for i, e := range journal {
		if e.Status == http.StatusTooManyRequests || i >= 60 && e.Time.Sub(journal[i-60].Time) < time.Minute {
			t.Errorf("request %d was one too many within a minute: %+v", i, e)
		}
	}
	t.Logf("%d requests in %s", len(journal), journal[len(journal)-1].Time.Sub(journal[0].Time))
}

// TestADatabaseThatIsAwayEndsARunBeforeItWrites keeps every part of the connection
// string out of what is said, logged and kept too.
func TestADatabaseThatIsAwayEndsARunBeforeItWrites(t *testing.T) {
	t.Parallel()
	s := newDatabase(t)
	for name, language := range map[string]string{"in English": "en", "in Japanese": "ja"} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, webZone, simulator.Options{})
			c := newMachine(t, w, "\ncoordination = \""+s.DSN("schema", language)+"\"", "VALUEDOMAIN_LANGUAGE="+language)
			c.env = append(c.env, "TF_LOG=TRACE", "TF_LOG_PATH="+filepath.Join(c.dir, "trace.log"))
			c.apply()
			w.expectLines(t, webZone, oneLine)
			c.write(general+"\ncoordination = \""+s.DSN("schema", language)+"\"", strings.Replace(oneRecord, "219.163.200.70", "219.163.200.71", 1))
			s.End(syscall.SIGQUIT)
			before := len(w.Journal())
			planned, applied := c.plan(), c.tryApply()
			if err := s.Start(); err != nil {
				t.Fatal(err)
			}
			want := map[string]string{
				"en": "The database of `coordination` can't be used, so nothing was written",
				"ja": "`coordination` のデータベースを使用できないため、書き込みませんでした",
			}[language]
			for _, o := range []outcome{planned, applied} {
				if o.code != 1 || !strings.Contains(o.summaries(), want) || !strings.Contains(o.details(), `schema "`+language+`"`) {
					t.Errorf("code %d:\n%s", o.code, o.out)
				}
			}
			if n := len(w.Journal()) - before; n != 0 {
				t.Errorf("%d requests without the database", n)
			}
			for _, secret := range []string{pgserver.Password, pgserver.User} {
				mustNotHold(t, "what was said", planned.out+applied.out, secret)
				mustNotHoldBelow(t, c.dir, secret, "main.tf")
			}
			c.apply()
			w.expectLines(t, webZone, strings.Replace(oneLine, "219.163.200.70", "219.163.200.71", 1))
			if found, err := os.ReadDir(filepath.Join(c.dir, "cache")); err == nil {
				t.Errorf("files were used too: %v", found)
			}
		})
	}
}

// TestADatabaseThatDiesDuringAWriteLeavesAnOutcomeThatTheNextRunFinds takes the lock and the budget away while a
// request is under way: the run can't verify what it has written.
func TestADatabaseThatDiesDuringAWriteLeavesAnOutcomeThatTheNextRunFinds(t *testing.T) {
	t.Parallel()
	for _, moment := range []string{"before the write", "after the write"} {
		t.Run(moment, func(t *testing.T) {
			t.Parallel()
			s := newDatabase(t)
			w := newWorld(t, webZone, simulator.Options{})
			c := newMachine(t, w, "", "VALUEDOMAIN_COORDINATION="+s.DSN())
			fault := simulator.Fault{Method: http.MethodPut, Path: "/dns", Times: 1, Before: func() {
				if err := s.Kill(); err != nil {
					t.Error(err)
				}
			}}
			if moment == "after the write" {
				fault.Before, fault.After = nil, fault.Before
			}
			w.Inject(fault)
			if o := c.tryApply(); o.code != 1 || !strings.Contains(o.summaries(), "The write could not be verified") || !strings.Contains(o.details(), "PostgreSQL at") {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
			w.expectLines(t, webZone, oneLine)
			if err := s.Start(); err != nil {
				t.Fatal(err)
			}
			c.apply()
			w.expectLines(t, webZone, oneLine)
			c.mustBeClean()
		})
	}
}

// TestAConnectionStringStandsNowhereElse looks into a saved plan too, where Terraform
// keeps the configuration and the variables, but no environment. The server refuses the
// password in the end.
func TestAConnectionStringStandsNowhereElse(t *testing.T) {
	t.Parallel()
	s := newDatabase(t)
	as := func(password string) string {
		return strings.Replace(s.DSN(), url.UserPassword(pgserver.User, pgserver.Password).String(), pgserver.User+":"+password, 1)
	}
	for name, given := range map[string]struct{ settings, body, variable string }{
		"from the environment":            {"", "", "VALUEDOMAIN_COORDINATION"},
		"by a variable that is ephemeral": {"\ncoordination = var.database", "variable \"database\" {\n  ephemeral = true\n}\n", "TF_VAR_database"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newMachine(t, w, "")
			c.write(general+given.settings, given.body+oneRecord)
			c.env = append(c.env, "TF_LOG=TRACE", "TF_LOG_PATH="+filepath.Join(c.dir, "trace.log"), given.variable+"="+s.DSN())
			said := ""
			for _, args := range [][]string{{"plan", "-input=false", "-out=p"}, {"show", "-json", "p"}, {"apply", "-input=false", "p"}, {"show", "-json"}} {
				o := c.run(args...)
				if o.code != 0 {
					t.Fatal(o.out)
				}
				said += o.out
			}
			w.expectLines(t, webZone, oneLine)
			const wrong = "another-password-0123"
			c.env = append(c.env, given.variable+"="+as(wrong))
			o := c.plan()
			if o.code != 1 || !strings.Contains(o.details(), "Check the user and the password of the connection string") {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
			for _, secret := range []string{pgserver.User, pgserver.Password, wrong} {
				mustNotHold(t, "what was said", said+o.out, secret)
				mustNotHoldBelow(t, c.dir, secret)
				mustNotHold(t, "the saved plan", unzipped(t, filepath.Join(c.dir, "p")), secret)
			}
		})
	}
}

// unzipped returns all that is in an archive.
func unzipped(t *testing.T, path string) string {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	all := ""
	for _, f := range archive.File {
		text, err := fs.ReadFile(archive, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		all += string(text)
	}
	if !strings.Contains(all, testDomain) {
		t.Errorf("%s is no plan", path)
	}
	return all
}

func TestAConnectionStringThatCannotBeIsRefusedAndNotRepeated(t *testing.T) {
	t.Parallel()
	const secret = "hidden-0123456789"
	for name, test := range map[string]struct{ settings, environment, want string }{
		"a directory":                {`coordination = "/tmp/` + secret + `"`, "", "does not begin with postgres://"},
		"words":                      {`coordination = "host=x password=` + secret + `"`, "", "does not begin with postgres://"},
		"a port that is none":        {`coordination = "postgres://user:` + secret + `@x:y/z"`, "", "write @ as %40"},
		"a schema that is none":      {`coordination = "postgres://user:` + secret + `@x/z?schema=pg_x"`, "", "1 to 63 bytes"},
		"one that is not known yet":  {`coordination = "postgres://user:` + secret + `@${terraform_data.later.output}/z"`, "", "the environment for `coordination`"},
		"words in the environment":   {"", "VALUEDOMAIN_COORDINATION=password=" + secret, "does not begin with postgres://"},
		"a password that breaks out": {"", "VALUEDOMAIN_COORDINATION=postgres://user:" + secret + "%zz@x/z", "write @ as %40"},
		"a / in a password":          {"", "VALUEDOMAIN_COORDINATION=postgres://user:1/" + secret + "@x/z", "write @ as %40"},
		"an @ in a password":         {`coordination = "postgres://user:1@` + secret + `@127.0.0.1:1/z"`, "", "write @ as %40"},
		"a & for a ?":                {`coordination = "postgres://127.0.0.1:1/z&password=` + secret + `"`, "", "write @ as %40"},
		"words with quotes":          {"", "VALUEDOMAIN_COORDINATION=host=127.0.0.1 password='" + secret + "'", "does not begin with postgres://"},
		"a password as a parameter":  {`coordination = "postgres://user@127.0.0.1:1/z?password=` + secret + `"`, "", "Check that the server is running"},
		"the one of a key":           {"", "VALUEDOMAIN_COORDINATION=postgres://user@127.0.0.1:1/z?sslmode=require&sslpassword=" + secret, "Check that the server is running"},
		"a key that is none":         {"", "VALUEDOMAIN_COORDINATION=postgres://user@127.0.0.1:1/z?sslmode=require&sslcert=/nowhere&sslkey=/nowhere&sslpassword=" + secret, "write @ as %40"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newMachine(t, w, "")
			c.write(general+"\n"+test.settings, oneRecord+"\nresource \"terraform_data\" \"later\" {\n  input = \"x\"\n}\n")
			if test.environment != "" {
				c.env = append(c.env, test.environment)
			}
			c.env = append(c.env, "TF_LOG=TRACE", "TF_LOG_PATH="+filepath.Join(c.dir, "trace.log"))
			o := c.plan()
			if o.code != 1 || !strings.Contains(o.details(), test.want) {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
			mustNotHold(t, "the error", o.out, secret)
			mustNotHoldBelow(t, c.dir, secret, "main.tf")
		})
	}
}
