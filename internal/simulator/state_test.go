package simulator_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestStateFileKeepsEverythingBetweenServers(t *testing.T) {
	t.Parallel()
	const odd = "A  @\t192.0.2.1 \r\n\n# <&>\u2028 日本語\x00\r\nlast"
	file := filepath.Join(t.TempDir(), "zones.json")
	_, first := newServer(t, simulator.Options{StateFile: file})
	first.put(odd)
	first.ok("PUT", forwardPath, oneForward)
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("error %v, mode %v", err, info.Mode())
	}
	s, second := newServer(t, simulator.Options{StateFile: file})
	if got := second.records(); got != odd+"\r\nmxe mail 209.19.56.20 10" {
		t.Errorf("got %q", got)
	}
	second.ok("PUT", forwardPath, noForwards)
	// The first server reads the file again.
	if got := first.records(); got != odd {
		t.Errorf("got %q", got)
	}
	if z, _ := s.Zone(domain); z.TTL != 600 || z.NSType != "valuedomain1" || z.DomainID != 1 {
		t.Errorf("got %+v", z)
	}
	names, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*"))
	if err != nil || len(names) != 2 {
		t.Errorf("error %v, files %v, want the state and its lock", err, names)
	}
}

func TestNewStateFileIsReadable(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "zones.json")
	newServer(t, simulator.Options{StateFile: file})
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := `{
  "version": 1,
  "domains": [
    {
      "domainname": "hogehoge.com",
      "domainid": 1,
      "ns_type": "valuedomain1",
      "ttl": 3600,
      "records": "` + strings.ReplaceAll(startText, "\n", `\n`) + `",
      "forwards": []
    },
    {
      "domainname": "example.com",
      "domainid": 2,
      "ns_type": "valuedomain1",
      "ttl": 3600,
      "records": "` + strings.NewReplacer("\n", `\n`, "hogehoge", "example").Replace(startText) + `",
      "forwards": []
    }
  ]
}
`
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBrokenStateFileIsAnErrorAndLeftAlone(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, content, want string }{
		{"an empty file", "", "the file is empty"},
		{"half a file", `{"version":1,"domains":[{"doma`, "unexpected EOF"},
		{"a member that is not known", `{"version":1,"domains":[{"domainname":"a.example","record":"x"}]}`, `unknown field "record"`},
		{"another version", `{"version":2,"domains":[]}`, "version is 2, not 1"},
		{"more after the end", `{"version":1} {}`, "more after the end"},
		{"a domain without a name", `{"version":1,"domains":[{}]}`, "domain 1 has no domainname"},
		{"no domain", `{"version":1,"domains":[null]}`, "domain 1 has no domainname"},
		{"a domain twice", `{"version":1,"domains":[{"domainname":"a.example"},{"domainname":"A.example"}]}`, "domain a.example is there twice"},
		{"a TTL below 0", `{"version":1,"domains":[{"domainname":"a.example","ttl":-1}]}`, "domain a.example has the ttl -1"},
		{"something else", "provider {}", "invalid character"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "zones.json")
			s, c := newServer(t, simulator.Options{StateFile: file})
			if err := os.WriteFile(file, []byte(test.content), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := simulator.New(simulator.Options{StateFile: file})
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), file) {
				t.Errorf("New: %v, want %s", err, test.want)
			}
			for _, method := range []string{"GET", "PUT"} {
				if status, answer := c.send(method, "/domains/hogehoge.com/dns", putBody("x")); status != 500 || !strings.Contains(answer, "fix or remove it") {
					t.Errorf("%s: status %d: %s", method, status, answer)
				}
			}
			if err := s.SetZone(domain, simulator.Zone{}); err == nil {
				t.Error("SetZone: no error")
			}
			if _, err := s.Edit(domain, strings.ToUpper); err == nil {
				t.Error("Edit: no error")
			}
			if _, ok := s.Zone(domain); ok || s.Domains() != nil {
				t.Error("Zone and Domains give something")
			}
			if got, err := os.ReadFile(file); err != nil || string(got) != test.content {
				t.Errorf("error %v, content %q", err, got)
			}
		})
	}
}

// A file of one's own needs no more than the name of the domain.
func TestAStateFileWithoutAllMembersIsAZoneOfToday(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		domain string
		want   simulator.Zone
	}{
		"only the name": {`{"domainname":"hogehoge.com"}`, simulator.Zone{DomainID: 8, NSType: "valuedomain1", TTL: 3600}},
		"empty members": {`{"domainname":"hogehoge.com","domainid":0,"ns_type":"","ttl":0}`, simulator.Zone{DomainID: 8, NSType: "valuedomain1", TTL: 3600}},
		"a text":        {`{"domainname":"hogehoge.com","records":"a @ 192.0.2.1"}`, simulator.Zone{DomainID: 8, NSType: "valuedomain1", TTL: 3600, Records: "a @ 192.0.2.1"}},
		"an old TTL":    {`{"domainname":"hogehoge.com","ttl":60}`, simulator.Zone{DomainID: 8, NSType: "valuedomain1", TTL: 60}},
		"other servers": {`{"domainname":"hogehoge.com","domainid":3,"ns_type":"valuedomain11"}`, simulator.Zone{DomainID: 3, NSType: "valuedomain11", TTL: 3600}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "zones.json")
			if err := os.WriteFile(file, []byte(`{"version":1,"domains":[`+test.domain+`,{"domainname":"a.example","domainid":7}]}`), 0o600); err != nil {
				t.Fatal(err)
			}
			s, c := newServer(t, simulator.Options{StateFile: file})
			if z, ok := s.Zone(domain); !ok || !reflect.DeepEqual(z, test.want) {
				t.Errorf("the zone is %+v", z)
			}
			// What was read can be written.
			read := c.ok("GET", "/domains/hogehoge.com/dns", "")
			body, err := json.Marshal(map[string]any{"ns_type": read["ns_type"], "ttl": read["ttl"], "records": "txt @ new"})
			if err != nil {
				t.Fatal(err)
			}
			c.ok("PUT", "/domains/hogehoge.com/dns", string(body))
			if z, _ := s.Zone(domain); z.Records != "txt @ new" || z.NSType != test.want.NSType || z.DomainID != test.want.DomainID {
				t.Errorf("the zone is %+v", z)
			}
		})
	}
}

func TestStateFileThatGoesAwayIsNotMadeAnew(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "zones.json")
	_, c := newServer(t, simulator.Options{StateFile: file})
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if status, answer := c.send("GET", "/domains", ""); status != 500 || !strings.Contains(answer, "gone since the start") {
		t.Errorf("status %d: %s", status, answer)
	}
}

func TestStateFileInNoFolder(t *testing.T) {
	t.Parallel()
	_, err := simulator.New(simulator.Options{StateFile: filepath.Join(t.TempDir(), "none", "zones.json")})
	if err == nil || !strings.HasPrefix(err.Error(), "start simulator: lock state file ") {
		t.Errorf("error %v", err)
	}
}

func TestLinkToAStateFileStaysALink(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	file, link := filepath.Join(folder, "zones.json"), filepath.Join(folder, "link.json")
	s, _ := newServer(t, simulator.Options{StateFile: file})
	if err := os.Symlink(file, link); err != nil {
		t.Skipf("no links here: %v", err)
	}
	_, c := newServer(t, simulator.Options{StateFile: link})
	c.put("through the link")
	if got := held(t, s); got != "through the link" {
		t.Errorf("held %q", got)
	}
}

func TestEditOfAnUnknownDomain(t *testing.T) {
	t.Parallel()
	s, _ := newServer(t, simulator.Options{})
	if text, err := s.Edit("example.org", strings.ToUpper); err == nil || text != "" {
		t.Errorf("text %q, error %v", text, err)
	}
	if _, ok := s.Zone("example.org"); ok {
		t.Error("Zone gives one")
	}
}

func TestZoneIsACopy(t *testing.T) {
	t.Parallel()
	s, c := newServer(t, simulator.Options{})
	c.ok("PUT", forwardPath, oneForward)
	z, _ := s.Zone(domain)
	z.Forwards[0].User = "changed"
	if again, _ := s.Zone(domain); again.Forwards[0].User != "info" {
		t.Errorf("got %v", again.Forwards)
	}
}
