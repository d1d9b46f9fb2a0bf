package provider_test

import (
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestAnEmptySettingIsTakenFromTheEnvironment(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("api_token = \"\"\nendpoint = \"\"\ndns_service = \"\"\nlanguage = \"\"\nbackup_dir = \"\"\ncache_dir = \"\"", oneRecord)
	c.apply()
	c.mustBeClean()
}

func TestTheTypeOfAFilterIsTakenInAnyCase(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\nTXT @ x", simulator.Options{})
	c := newCLI(t, w)
	for _, name := range []string{"txt", "TXT", "Txt"} {
		c.write("", "data \"valuedomain_zone\" \"z\" {\n  domain = \"hogehoge.com\"\n  type = \""+name+"\"\n}\noutput \"zone\" { value = data.valuedomain_zone.z }")
		c.apply()
		if z := c.zoneOutput(); len(z.Records) != 2 || z.Records[1].Line != "TXT @ x" {
			t.Errorf("%s: %+v", name, z.Records)
		}
	}
}
