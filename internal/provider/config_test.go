package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestASettingThatIsKnownOnlyAfterTheApplyIsNamed(t *testing.T) {
	t.Parallel()
	for name, setting := range map[string]string{
		"api_token":   `api_token = terraform_data.later.output`,
		"dns_service": `dns_service = terraform_data.later.output`,
		"endpoint":    `endpoint = terraform_data.later.output`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(setting, oneRecord+"\nresource \"terraform_data\" \"later\" {\n  input = \"general\"\n}\n")
			w.expectRefusal(t, c.plan(), "A provider setting is not known yet", "`"+name+"`", "-target")
		})
	}
}

func TestASettingThatCannotBeIsNamed(t *testing.T) {
	t.Parallel()
	for name, setting := range map[string]string{
		"rule_severity":  `rule_severity = { mx-wildcard = "off" }`,
		"endpoint":       `endpoint = "http://api.example.net/v1"`,
		"simulator_file": `simulator_file = "no/such/folder/zones.json"`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(setting, oneRecord)
			w.expectRefusal(t, c.plan(), "Invalid value for "+name)
		})
	}
}

// An ephemeral variable reaches neither plan nor state by Terraform's own
// doing, so that whatever shows the token would be the provider's.
func TestATokenOfTheProviderBlockStandsNowhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	log := filepath.Join(c.dir, "trace.log")
	c.env = []string{"VALUEDOMAIN_ENDPOINT=" + w.url, "TF_VAR_secret=" + w.token, "TF_LOG=TRACE", "TF_LOG_PATH=" + log}
	c.write("api_token = var.secret", oneRecord+"\n"+readZone+`
variable "secret" {
  type      = string
  ephemeral = true
  sensitive = true
}`)
	if o := c.run("plan", "-input=false", "-out=p"); o.code != 0 {
		t.Fatal(o.out)
	}
	if shown := c.run("show", "-json", "p"); shown.code != 0 || strings.Contains(shown.out, w.token) {
		t.Errorf("code %d, or the token stands in the plan", shown.code)
	}
	remove := w.Inject(simulator.Fault{Method: "PUT", Status: 401})
	if o := c.run("apply", "-input=false", "p"); o.code == 0 || strings.Contains(o.out, w.token) {
		t.Errorf("code %d, or the token stands in the output", o.code)
	}
	remove()
	c.apply()
	for _, name := range []string{log, filepath.Join(c.dir, "terraform.tfstate"), filepath.Join(c.dir, "p")} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(text) == 0 || strings.Contains(string(text), w.token) {
			t.Errorf("the token stands in %s, or nothing does", filepath.Base(name))
		}
	}
}

func TestAWrongLanguageIsAnsweredInTheOneThatWasMeant(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(`language = "jp"`, oneRecord)
	expectError(t, c.plan(), "language の値が正しくありません", "\n  ja\n")
}

func TestASimulatorFileOfOnesOwnNeedsNoMoreThanTheZone(t *testing.T) {
	t.Parallel()
	c := newCLI(t, nil)
	c.file("zones.json", `{"version": 1, "domains": [{"domainname": "hogehoge.com", "records": "a @ 203.0.113.10"}]}`)
	c.write(`simulator_file = "zones.json"`, oneRecord+"\nresource \"valuedomain_zone_settings\" \"s\" {\n domain = \"hogehoge.com\"\n ttl = 600\n}\n")
	c.apply()
	c.mustBeClean()
	text, err := os.ReadFile(filepath.Join(c.dir, "zones.json"))
	if err != nil || !strings.Contains(string(text), `a @ 203.0.113.10\n`+oneLine) || !strings.Contains(string(text), `"ttl": 600`) || !strings.Contains(string(text), `"ns_type": "valuedomain1"`) {
		t.Errorf("%v: %s", err, text)
	}
	c.destroy()
}

// The simulator has no account and no token, of which the message for the API speaks.
func TestADomainThatTheSimulatorDoesNotHaveIsAnsweredWithItsFile(t *testing.T) {
	t.Parallel()
	c := newCLI(t, nil)
	c.write(`simulator_file = "zones.json"`, strings.ReplaceAll(oneRecord, "hogehoge.com", "example.jp"))
	o := c.plan()
	file := filepath.Join(c.dir, "zones.json")
	if o.code != 1 || o.summaries() != "error: Domain not found in the simulator's file" || !strings.Contains(o.details(), file) ||
		strings.Contains(o.details(), "token") || strings.Contains(o.details(), "freedns") {
		t.Error(o.out)
	}
}
