package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestASensitiveValueIsNotShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	variables := "variable \"secret\" {\n  type = string\n  sensitive = true\n}\nvariable \"address\" {\n  type = string\n  sensitive = true\n  default = \"192.0.2.123\"\n}\n"
	body := variables + block("txt_record", "t", "host = \"proof\"\nvalue = var.secret") +
		block("caa_record", "c", "tag = \"iodef\"\nvalue = \"mailto:${var.secret}@example.com\"") +
		block("cname_record", "n", "host = var.secret\ntarget = \"${provider::valuedomain::fqdn(var.secret, \"example.com\")}.\"") +
		block("a_record", "a", "host = \"a\"\naddress = var.address") +
		block("mail_forwarding", "m", "local_part = var.secret\ndestination = \"${var.secret}@example.net\"")
	c.write(general, body)
	said := ""
	for _, secret := range []string{"Kx93first", "Kx93second"} {
		c.env = append(c.env, "TF_VAR_secret="+secret)
		for _, args := range [][]string{
			{"plan", "-out=p"}, {"show", "p"}, {"apply", "p"}, {"show"}, {"state", "show", "valuedomain_txt_record.t"}, {"plan"}, {"plan", "-destroy"},
		} {
			o := c.run(args...)
			if o.code != 0 {
				t.Fatal(o.out)
			}
			said += o.out
		}
		if !strings.Contains(w.text(t), "\ntxt proof "+secret) {
			t.Errorf("zone:\n%s", w.text(t))
		}
	}
	if _, err := w.Edit(testDomain, func(text string) string { return strings.ReplaceAll(text, "Kx93second", "Kx93third") }); err != nil {
		t.Fatal(err)
	}
	said += c.run("plan", "-no-color").out // The drift.
	for _, secret := range []string{"kx93", "192.0.2.123"} {
		if i := strings.Index(strings.ToLower(said), secret); i >= 0 {
			t.Errorf("the secret is shown: …%s…", said[max(0, i-300):i+20])
		}
	}
}
