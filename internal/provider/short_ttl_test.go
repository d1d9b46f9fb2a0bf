package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// A zone may have a ttl from before the API stopped keeping short ones.
func TestAShortTTLIsSaidOnceForAZone(t *testing.T) {
	t.Parallel()
	for name, command := range map[string]string{"a plan": "plan", "an apply": "apply", "a destroy": "destroy"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone+"\nmx @ mx2.example.net. 20", simulator.Options{})
			c := newCLI(t, w)
			var body strings.Builder
			for i := range 12 {
				body.WriteString(record("a", fmt.Sprintf("r%d", i), fmt.Sprintf("host = \"h%d\"\naddress = \"192.0.2.%d\"", i, i)))
			}
			body.WriteString("resource \"valuedomain_records\" \"set\" {\n domain = \"hogehoge.com\"\n records = [{ line = \"a set 192.0.2.1\" }]\n}\n")
			c.write("", body.String()+mx("one", "target = \"mx1.example.net.\"")+mx("two", "target = \"mx3.example.net.\"\n priority = 30"))
			if command == "destroy" {
				c.apply()
			}
			z, _ := w.Zone(testDomain)
			z.TTL = 60
			if err := w.SetZone(testDomain, z); err != nil {
				t.Fatal(err)
			}
			args := []string{command, "-json", "-input=false"}
			if command != "plan" {
				args = append(args, "-auto-approve")
			}
			o := c.run(args...)
			said := strings.Count(o.summaries(), "becomes 120 seconds")
			if command == "apply" && strings.Contains(o.out, "OpenTofu") { // It gives no sign that this process applies.
				said = min(said, 1)
			}
			if o.code != 0 || said != 1 {
				t.Errorf("code %d: %s\n%s", o.code, o.summaries(), o.details())
			}
		})
	}
}
