package provider_test

import (
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const webZone = "a @ 203.0.113.10\na www 203.0.113.10\na * 203.0.113.10\ntxt @ google-site-verification=example\nurl blog https://hogehoge.example/blog"

func TestARecordComesChangesAndGoes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(``, `resource "valuedomain_a_record" "mail" {
  domain  = "hogehoge.com"
  host    = "mail"
  address = "219.163.200.70"
}`)
	c.apply()
	if want := webZone + "\na mail 219.163.200.70"; w.text(t) != want {
		t.Errorf("zone after apply:\n%s\nwant:\n%s", w.text(t), want)
	}
	c.mustBeClean()
	c.write(``, `resource "valuedomain_a_record" "mail" {
  domain  = "hogehoge.com"
  host    = "mail"
  address = "219.163.200.71"
}`)
	c.apply()
	if want := webZone + "\na mail 219.163.200.71"; w.text(t) != want {
		t.Errorf("zone after the change:\n%s\nwant:\n%s", w.text(t), want)
	}
	c.destroy()
	if w.text(t) != webZone {
		t.Errorf("zone after destroy:\n%s\nwant:\n%s", w.text(t), webZone)
	}
}
