package provider_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestAnEmptyHostIsRefusedWithTheWordForTheDomainItself(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	var body strings.Builder
	want := 0
	for i, row := range everyType() {
		if row.kind != "raw" {
			attributes := regexp.MustCompile(`(?m)^host = .*\n`).ReplaceAllString(row.first, "")
			body.WriteString(block(row.kind+"_record", "r"+itoa(i), "host = \"\"\n"+attributes))
			want++
		}
	}
	c.write("", body.String())
	for language, words := range map[string]string{
		"en": `Write \\"@\\" for the domain itself|Use an A record, or another host`, "ja": `ドメイン名そのものなら \\"@\\" |Aレコードを使うか`,
	} {
		c.env = append(c.env, "VALUEDOMAIN_LANGUAGE="+language)
		o := c.run("validate", "-json")
		if n := len(regexp.MustCompile(words).FindAllString(o.out, -1)); n != want || strings.Count(o.out, `"severity": "error"`) != want {
			t.Errorf("%s: %d of %d:\n%s", language, n, want, o.out)
		}
	}
}
