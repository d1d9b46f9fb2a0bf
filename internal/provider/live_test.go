package provider_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
)

// live is a real account and a domain of it.
type live struct{ token, domain string }

// liveAccount returns the account that live tests may use. The domain must be
// one to throw away: for a moment its zone is changed.
func liveAccount(t *testing.T) live {
	t.Helper()
	if os.Getenv("VALUEDOMAIN_LIVE_TEST") != "1" {
		t.Skip("set VALUEDOMAIN_LIVE_TEST=1, VALUEDOMAIN_LIVE_TOKEN and VALUEDOMAIN_LIVE_DOMAIN to test against the real API")
	}
	l := live{token: os.Getenv("VALUEDOMAIN_LIVE_TOKEN"), domain: os.Getenv("VALUEDOMAIN_LIVE_DOMAIN")}
	if l.token == "" || l.domain == "" {
		t.Fatal("VALUEDOMAIN_LIVE_TEST=1 needs VALUEDOMAIN_LIVE_TOKEN and VALUEDOMAIN_LIVE_DOMAIN")
	}
	return l
}

func TestLiveRecordsComeChangeAndGo(t *testing.T) {
	l := liveAccount(t)
	client, err := valuedomain.New(valuedomain.Config{Token: l.token, UserAgent: "terraform-provider-valuedomain/test"})
	if err != nil {
		t.Fatal(err)
	}
	before, err := client.ReadZone(t.Context(), l.domain)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// The test's own context has ended by now.
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
		defer cancel()
		after, err := client.ReadZone(ctx, l.domain)
		if err == nil && after == before {
			return
		}
		t.Errorf("the zone is not as it was (%v) and is put back; it read:\n%s", err, after.Text)
		if _, err := client.WriteZone(ctx, before); err != nil {
			t.Errorf("the zone could not be put back: %v; it was:\n%s", err, before.Text)
		}
	})
	c := newCLI(t, nil)
	c.env = append(c.env, "VALUEDOMAIN_API_TOKEN="+l.token)
	body := func(address, text string) string {
		return strings.ReplaceAll(record("a", "a", "host = \"terraform-live-test\"\naddress = \""+address+"\"")+
			record("txt", "t", "host = \"_terraform-live-test\"\nvalue = \""+text+"\""), testDomain, l.domain)
	}
	for i, address := range []string{"192.0.2.1", "192.0.2.2"} {
		text := "two  blanks; generation " + itoa(i)
		c.write("requests_per_minute = 60", body(address, text))
		c.apply()
		c.mustBeClean()
		now, err := client.ReadZone(t.Context(), l.domain)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"a terraform-live-test " + address, "txt _terraform-live-test " + text} {
			if !strings.Contains(now.Text, line) {
				t.Errorf("%q is not there:\n%s", line, now.Text)
			}
		}
	}
	c.destroy()
}
