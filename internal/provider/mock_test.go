package provider_test

import (
	"strings"
	"testing"
)

const mockedBody = `terraform {
  required_providers {
    valuedomain = { source = "terraform-valuedomain/valuedomain" }
  }
}
data "valuedomain_zone" "other" {
  domain = "example.com"
}
resource "valuedomain_a_record" "mail" {
  domain  = "hogehoge.com"
  host    = "mail"
  address = "192.0.2.1"
}
resource "valuedomain_mx_record" "dotted" {
  domain = "hogehoge.com"
  target = "${data.valuedomain_zone.other.ns_type}."
}
resource "valuedomain_mx_record" "bare" {
  domain   = "hogehoge.com"
  target   = "mail.${data.valuedomain_zone.other.ns_type}"
  priority = 20
}
resource "valuedomain_cname_record" "alias" {
  domain = "hogehoge.com"
  host   = "${data.valuedomain_zone.other.ns_type}."
  target = "${data.valuedomain_zone.other.ns_type}."
}
resource "valuedomain_srv_record" "imaps" {
  domain = "hogehoge.com"
  host   = "_imaps._tcp"
  port   = 993
  target = "${data.valuedomain_zone.other.ns_type}."
}
resource "valuedomain_ns_record" "sub" {
  domain = "hogehoge.com"
  host   = "sub"
  target = "${data.valuedomain_zone.other.ns_type}."
}
resource "valuedomain_txt_record" "spf" {
  domain = "hogehoge.com"
  value  = "v=spf1 a:${data.valuedomain_zone.other.ns_type} include:_spf.${data.valuedomain_zone.other.ns_type} -all"
}
resource "valuedomain_raw_record" "url" {
  domain = "hogehoge.com"
  line   = "url old https://${data.valuedomain_zone.other.ns_type}/"
}
`

func TestInventedValuesOfAMockAreNoFinding(t *testing.T) {
	t.Parallel()
	c := newCLI(t, nil)
	c.env = []string{"VALUEDOMAIN_API_TOKEN="}
	c.file("main.tf", mockedBody)
	c.file("main.tftest.hcl", "mock_provider \"valuedomain\" {}\nrun \"applies\" {\n  command = apply\n}\n")
	o := c.run("test", "-json")
	if o.code != 0 || len(o.diagnostics) > 0 {
		t.Errorf("code %d:\n%s%s", o.code, o.summaries(), o.out)
	}
}

// What the configuration says itself is judged in a mock too.
func TestAMockFindsTheMistakesOfTheConfiguration(t *testing.T) {
	t.Parallel()
	c := newCLI(t, nil)
	c.env = []string{"VALUEDOMAIN_API_TOKEN="}
	c.file("main.tf", strings.Replace(mockedBody, `"mail.${data.valuedomain_zone.other.ns_type}"`, `"192.0.2.1"`, 1))
	c.file("main.tftest.hcl", "mock_provider \"valuedomain\" {}\nrun \"applies\" {\n  command = apply\n}\n")
	if o := c.run("test", "-json"); o.code != 1 || len(o.diagnostics) != 1 {
		t.Errorf("code %d:\n%s%s", o.code, o.summaries(), o.out)
	}
}
