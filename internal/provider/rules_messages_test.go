package provider_test

import (
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestTheLanguageIsThatOfTheEnvironment(t *testing.T) {
	t.Parallel()
	const english, japanese = "Host already points to another server", "このホストはすでに別のサーバーを指しています"
	for name, tc := range map[string]struct {
		setting string
		env     []string
		want    string
	}{
		"nothing is set":                   {"", nil, english},
		"VALUEDOMAIN_LANGUAGE":             {"", []string{"VALUEDOMAIN_LANGUAGE=ja", "LANG=en_US.UTF-8"}, japanese},
		"LC_ALL":                           {`language = "auto"`, []string{"LC_ALL=ja_JP.UTF-8", "LANG=en_US.UTF-8"}, japanese},
		"LC_MESSAGES":                      {"", []string{"LC_MESSAGES=ja_JP.UTF-8", "LANG=en_US.UTF-8"}, japanese},
		"LANG":                             {"", []string{"LANG=ja_JP.UTF-8"}, japanese},
		"the C locale before LANG":         {"", []string{"LC_ALL=C", "LANG=ja_JP.UTF-8"}, english},
		"the setting before the locale":    {`language = "en"`, []string{"LANG=ja_JP.UTF-8"}, english},
		"the setting before the variable":  {`language = "ja"`, []string{"VALUEDOMAIN_LANGUAGE=en"}, japanese},
		"a language that nothing is in":    {"", []string{"LANG=fr_FR.UTF-8"}, english},
		"a variable that means the locale": {"", []string{"VALUEDOMAIN_LANGUAGE=auto", "LANG=ja_JP.UTF-8"}, japanese},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.env = append(c.env, "VALUEDOMAIN_LANGUAGE=", "LC_ALL=", "LC_MESSAGES=", "LANG=")
			c.env = append(c.env, tc.env...)
			c.write(general+"\n"+tc.setting, record("a", "x", `address = "192.0.2.1"`))
			if o := c.plan(); o.summaries() != "error: "+tc.want {
				t.Errorf("%s", o.out)
			}
		})
	}
}
