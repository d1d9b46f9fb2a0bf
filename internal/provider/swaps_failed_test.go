package provider_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// slow is a resource that is replaced between its two versions, which takes two
// seconds. Where the first one depends on another resource, the removal of that
// one has to wait for it.
func slow(version int, dependsOn string) string {
	return fmt.Sprintf("resource \"terraform_data\" \"slow\" {\n  triggers_replace = %d\n  depends_on = [%s]\n  provisioner \"local-exec\" {\n    when = destroy\n    command = \"sleep 2\"\n  }\n}\n", version, dependsOn)
}

// The new record waits for the removal of the old one, which comes later here, so
// that both go out in one write. If that is refused, neither has happened.
func TestASwapThatTheAPIRefusesLosesNothing(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		first, old, then, still string
		fault                   simulator.Fault
		want                    []string
	}{
		"an MXE by an MX": {
			first: record("mxe", "all", `address = "219.163.200.65"`), old: "valuedomain_mxe_record.all",
			then:  record("mx", "one", `target = "s1.xrea.com."`),
			fault: simulator.Fault{Method: http.MethodPut, Status: 403, Times: 1},
			still: "mxe mail 219.163.200.65 10",
			want:  []string{"mx @ s1.xrea.com. 10"},
		},
		"an MX by a forwarding": {
			first: record("mx", "one", `target = "s1.xrea.com."`), old: "valuedomain_mx_record.one",
			then:  forward("info", "me@example.net", ""),
			fault: simulator.Fault{Method: http.MethodPut, Path: "/dns", Status: 403, Times: 1},
			still: "mx @ s1.xrea.com. 10",
			want:  []string{forwardLine},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(general, tc.first+slow(1, tc.old))
			c.apply()
			c.write(general, tc.then+slow(2, ""))
			if o := c.run("plan", "-input=false", "-out=p"); o.code != 0 {
				t.Fatal(o.out)
			}
			remove := w.Inject(tc.fault)
			o := c.run("apply", "-json", "-input=false", "p")
			remove()
			if o.code != 1 || !strings.Contains(o.summaries(), "error: Access denied by the API (403)") {
				t.Fatalf("%s", o.out)
			}
			w.expectLines(t, webZone, tc.still)
			c.apply()
			w.expectLines(t, webZone, tc.want...)
			c.mustBeClean()
		})
	}
}
