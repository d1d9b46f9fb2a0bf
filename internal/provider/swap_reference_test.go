package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func swapAddress(host string) string {
	return block("a_record", "a", "host = \""+host+"\"\naddress = \"192.0.2.1\"")
}

func swapAlias(host, target string) string {
	return block("cname_record", "c", "host = \""+host+"\"\ntarget = "+target)
}

const swapReference = `"${provider::valuedomain::fqdn(valuedomain_a_record.a.host, "hogehoge.com")}."`

func TestAnAddressAndAnAliasSwap(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ before, after string }{
		"changed in place, without a reference": {swapAddress("x") + swapAlias("y", `"x"`), swapAddress("y") + swapAlias("x", `"y"`)},
		"an address becomes an alias of a new one": {
			swapAddress("x"),
			block("a_record", "b", "host = \"y\"\naddress = \"192.0.2.1\"") + swapAlias("x", `"${provider::valuedomain::fqdn(valuedomain_a_record.b.host, "hogehoge.com")}."`),
		},
		"both are other resources, with a reference before and after": {
			swapAddress("x") + swapAlias("y", swapReference),
			block("a_record", "b", "host = \"y\"\naddress = \"192.0.2.1\"") + block("cname_record", "d", "host = \"x\"\ntarget = \"${provider::valuedomain::fqdn(valuedomain_a_record.b.host, \"hogehoge.com\")}.\""),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(general, tc.before)
			c.apply()
			c.write(general, tc.after)
			c.apply()
			c.mustBeClean()
		})
	}
}

// Terraform changes the address first, since the alias refers to it, and the alias
// stands where the address is to be. No order of the two can work.
func TestASwapThatAReferenceHoldsUpIsAnsweredWithWhatToDo(t *testing.T) {
	t.Parallel()
	for language, want := range map[string][2]string{
		"en": {"CNAME record shares its host with another record", "write the name as text for one apply"},
		"ja": {"CNAMEレコードと同じホストに、別のレコードがあります", "のように名前を文字列で書いて"},
	} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.env = append(c.env, "VALUEDOMAIN_LANGUAGE="+language)
			c.write(general, swapAddress("x")+swapAlias("y", swapReference))
			c.apply()
			before := w.text(t)
			c.write(general, swapAddress("y")+swapAlias("x", swapReference))
			for range 2 { // The second one has no other outcome.
				o := c.tryApply()
				if o.code != 1 || o.summaries() != "error: "+want[0] || !strings.Contains(o.details(), want[1]) || !strings.Contains(o.details(), "cname y x.hogehoge.com.") {
					t.Errorf("code %d:\n%s", o.code, o.out)
				}
				if w.text(t) != before {
					t.Errorf("zone:\n%s", w.text(t))
				}
			}
			c.write(general, swapAddress("y")+swapAlias("x", `"y"`))
			c.apply()
			c.mustBeClean()
			c.write(general, swapAddress("y")+swapAlias("x", swapReference))
			c.mustBeClean()
		})
	}
}
