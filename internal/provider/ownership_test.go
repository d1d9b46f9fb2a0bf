package provider_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// A resource owns one occurrence of its line, and nothing removes an occurrence
// that its own state does not name. The tests here lose records where that is
// not so, in the real CLI.

func parallelisms() []string {
	return []string{"-parallelism=1", "-parallelism=2", "-parallelism=5", "-parallelism=10", "-parallelism=100"}
}

func TestAPlanThatWasNeverAppliedTakesNothingFromOthers(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ first, then, create, line string }{
		"another address": {
			record("a", "shop", "host = \"shop\"\naddress = \"192.0.2.1\""), record("a", "new", "host = \"shop\"\naddress = \"192.0.2.2\""),
			record("a", "theirs", "host = \"shop\"\naddress = \"192.0.2.2\""), "a shop 192.0.2.1",
		},
		"a text": {
			record("txt", "t", "host = \"shop\"\nvalue = \"one\""), record("txt", "new", "host = \"shop\"\nvalue = \"two\""),
			record("txt", "theirs", "host = \"shop\"\nvalue = \"two\""), "txt shop one",
		},
		"a cname over an address": {
			record("a", "shop", "host = \"shop\"\naddress = \"192.0.2.1\""), record("cname", "new", "host = \"shop\"\ntarget = \"shops.example.net.\""),
			record("cname", "theirs", "host = \"shop\"\ntarget = \"shops.example.net.\""), "a shop 192.0.2.1",
		},
		"an mxe over an mx": {
			record("mx", "m", `target = "s7.xrea.com."`), record("mxe", "new", `address = "219.163.200.65"`),
			record("mxe", "theirs", `address = "219.163.200.65"`), "mx @ s7.xrea.com. 10",
		},
	} {
		for _, target := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, target %t", name, target), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, webZone, simulator.Options{})
				mine, theirs := newCLI(t, w), newCLI(t, w)
				mine.write(general, test.first)
				mine.apply()
				mine.write(general, test.then)
				mine.plan() // And nobody applies it.
				theirs.write(general, test.create)
				if target {
					theirs.tryApply("-target=" + strings.Trim(strings.Fields(test.create)[1], `"`) + ".theirs")
				} else {
					theirs.tryApply()
				}
				if !strings.Contains(w.text(t)+"\n", test.line+"\n") {
					t.Errorf("%q is gone:\n%s", test.line, w.text(t))
				}
			})
		}
	}
}

// shifted is a list of TXT or A records by count or for_each.
func shifted(kind, by string, values ...string) string {
	quoted := `"` + strings.Join(values, `", "`) + `"`
	body := map[string]string{"txt": "host = \"list\"\nvalue = ", "a": "host = \"list\"\naddress = "}[kind]
	if by == "count" {
		return fmt.Sprintf("locals { values = [%s] }\n", quoted) + record(kind, "x", "count = length(local.values)\n"+body+"local.values[count.index]")
	}
	return fmt.Sprintf("locals { values = { for i, v in [%s] : format(\"k%%d\", i) => v } }\n", quoted) + record(kind, "x", "for_each = local.values\n"+body+"each.value")
}

const severalAddresses = general + "\nrule_severity = { \"host-address-conflict\" = \"off\" }"

func TestAShiftOfAListLosesNothing(t *testing.T) {
	t.Parallel()
	values := map[string][]string{"txt": {"v1", "v2", "v3", "v4"}, "a": {"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"}}
	for _, kind := range []string{"txt", "a"} {
		for _, by := range []string{"count", "for_each"} {
			for _, parallel := range parallelisms() {
				t.Run(kind+" "+by+" "+parallel, func(t *testing.T) {
					t.Parallel()
					v := values[kind]
					w := newWorld(t, webZone, simulator.Options{})
					c := newCLI(t, w)
					for _, list := range [][]string{v, v[1:], {v[3], v[0], v[1], v[2]}, {v[0], v[1], v[3], v[2]}} {
						c.write(severalAddresses, shifted(kind, by, list...))
						c.applyInAnyOrder(parallel)
						var want []string
						for _, value := range list {
							want = append(want, kind+" list "+value)
						}
						w.expectLines(t, webZone, want...)
						c.mustBeClean()
					}
				})
			}
		}
	}
}

// applyInAnyOrder applies. With one call at a time a new resource may be planned
// before anything of the state is read: then it can't be told from one whose state
// is lost, and is refused. Which one comes first is chance, so another try helps.
func (c *cli) applyInAnyOrder(parallel string) {
	c.t.Helper()
	for range 20 {
		o := c.tryApply(parallel)
		if o.code == 0 {
			return
		}
		if parallel != "-parallelism=1" || !strings.Contains(o.summaries(), "error: Record already exists in the zone") || !strings.Contains(o.details(), "-parallelism=1") {
			c.t.Fatalf("apply failed:\n%s", o.out)
		}
	}
	c.t.Fatal("no order of the resources helps")
}

func TestAnAPIThatRecoversNeedsOneMoreApply(t *testing.T) {
	t.Parallel()
	for _, n := range []int{12, 30} {
		for name, fault := range map[string]simulator.Fault{
			"400": {Method: http.MethodPut, Path: "/dns", Status: 400, Times: 2},
			"500": {Method: http.MethodPut, Path: "/dns", Status: 500, Skip: 1, Times: 2},
			"403": {Method: http.MethodPut, Path: "/dns", Status: 403, Skip: 1},
		} {
			t.Run(fmt.Sprintf("%d with %s", n, name), func(t *testing.T) {
				t.Parallel()
				var values, want []string
				for i := range n {
					values = append(values, fmt.Sprintf("v%d", i))
				}
				for _, v := range values[1:] {
					want = append(want, "txt list "+v)
				}
				w := newWorld(t, webZone, simulator.Options{})
				c := newCLI(t, w)
				c.write(general, shifted("txt", "count", values...))
				c.apply()
				c.write(general, shifted("txt", "count", values[1:]...))
				stop := w.Inject(fault)
				c.tryApply()
				stop()
				c.apply()
				w.expectLines(t, webZone, want...)
				c.mustBeClean()
			})
		}
	}
}

func TestTwoAliasesExchangeLines(t *testing.T) {
	t.Parallel()
	aliased := func(one, two string) string {
		return "provider \"valuedomain\" {\n  alias = \"second\"\n  dns_service = \"general\"\n  requests_per_minute = 1000\n}\n" +
			record("txt", "one", "host = \""+one+"\"\nvalue = \"same\"") +
			record("txt", "two", "provider = valuedomain.second\nhost = \""+two+"\"\nvalue = \"same\"")
	}
	for _, parallel := range parallelisms() {
		t.Run(parallel, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(general, aliased("x", "y"))
			c.apply(parallel)
			c.write(general, aliased("y", "x"))
			o := c.tryApply(parallel)
			w.expectLines(t, webZone, "txt x same", "txt y same")
			if o.code == 0 {
				c.mustBeClean()
			}
		})
	}
}

func TestASwapWithADependencyGoesThrough(t *testing.T) {
	t.Parallel()
	swap := func(one, two string) string {
		return record("a", "one", "host = \""+one+"\"\naddress = \"192.0.2.1\"") +
			record("a", "two", "host = \""+two+"\"\naddress = \"192.0.2.2\"\ndepends_on = [valuedomain_a_record.one]")
	}
	for _, parallel := range parallelisms() {
		t.Run(parallel, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(general, swap("x", "y"))
			c.apply(parallel)
			c.write(general, swap("y", "x"))
			c.apply(parallel)
			w.expectLines(t, webZone, "a y 192.0.2.1", "a x 192.0.2.2")
			c.mustBeClean()
		})
	}
}

func TestAForeignLineThatLooksLikeAManagedOneStays(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ body, managed, foreign string }{
		"srv": {
			record("srv", "sip", "host = \"_sip._tcp\"\npriority = 10\nweight = 5\nport = 5060\ntarget = \"sip.example.net.\""),
			"srv _sip._tcp 10 5 5060 sip.example.net.", "srv _sip._tcp 20 5 5060 sip.example.net.",
		},
		"mx": {record("mx", "m", "target = \"s7.xrea.com.\""), "mx @ s7.xrea.com. 10", "mx @ mail.gaibu-server.com. 20"},
		"a":  {record("a", "w", "host = \"w\"\naddress = \"192.0.2.1\""), "a w 192.0.2.1", "a w 192.0.2.2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone+"\n"+test.foreign, simulator.Options{})
			c := newCLI(t, w)
			c.write(severalAddresses, test.body)
			c.apply()
			z, _ := w.Zone(testDomain)
			z.Records = strings.Replace(z.Records, "\n"+test.managed, "", 1)
			if err := w.SetZone(testDomain, z); err != nil {
				t.Fatal(err)
			}
			c.apply()
			w.expectLines(t, webZone+"\n"+test.foreign, test.managed)
			c.destroy()
			w.expectLines(t, webZone+"\n"+test.foreign)
		})
	}
}

func TestAPlanAppliedInAnotherDirectoryExchangesLines(t *testing.T) {
	t.Parallel()
	for _, parallel := range parallelisms() {
		t.Run(parallel, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(general, shifted("txt", "count", "v1", "v2", "v3"))
			c.apply()
			c.write(general, shifted("txt", "count", "v3", "v1", "v2"))
			if o := c.run("plan", "-input=false", "-out=p"); o.code != 0 {
				t.Fatal(o.out)
			}
			moved := *c
			moved.dir = t.TempDir()
			for _, name := range []string{"main.tf", "p", "terraform.tfstate"} {
				text, err := os.ReadFile(filepath.Join(c.dir, name))
				if err != nil {
					t.Fatal(err)
				}
				moved.file(name, string(text))
			}
			if o := moved.run("apply", "-input=false", parallel, "p"); o.code != 0 {
				t.Fatal(o.out)
			}
			w.expectLines(t, webZone, "txt list v3", "txt list v1", "txt list v2")
			moved.mustBeClean()
		})
	}
}
