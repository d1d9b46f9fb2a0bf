package main

import (
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const (
	domain = "hogehoge.com"
	// firstLine is in the zone before, and nobody's: it has to be there afterwards.
	firstLine = "a @ 203.0.113.10"
	// maxLines keeps the zone below what any registrar would take.
	maxLines = 10_000
	// plenty is a limit that is never met.
	plenty = 1000
)

// configuration returns the HCL of a subject. The changed one gives a tenth of
// the records another address.
func configuration(s subject, changed bool) string {
	perMinute := s.PerMinute
	if perMinute == 0 {
		perMinute = plenty
	}
	var b strings.Builder
	fmt.Fprintf(&b, `terraform {
  required_providers {
    valuedomain = { source = "terraform-valuedomain/valuedomain" }
  }
}

provider "valuedomain" {
  requests_per_minute = %d
}

locals {
  address = { for i in range(%d) : tostring(i) => i %% 10 == 0 ? %q : %q }
}

`, perMinute, s.Lines, address(0, changed), address(1, changed))
	if s.By == byZone {
		fmt.Fprintf(&b, `resource "valuedomain_zone" "bench" {
  domain             = %q
  content            = join("\n", concat([%q], [for i in range(%d) : "a h${i} ${local.address[i]}"]))
  allow_large_delete = true
}
`, domain, firstLine, s.Lines)
		return b.String()
	}
	fmt.Fprintf(&b, `resource "valuedomain_a_record" "bench" {
  for_each = local.address
  domain   = %q
  host     = "h${each.key}"
  address  = each.value
}
`, domain)
	return b.String()
}

// address returns the address of a record.
func address(i int, changed bool) string {
	if changed && i%10 == 0 {
		return "192.0.2.2"
	}
	return "192.0.2.1"
}

// startZone is the zone before the first apply.
func startZone() simulator.Zone {
	return simulator.Zone{DomainID: 1, NSType: "valuedomain1", TTL: 3600, Records: firstLine}
}

// checkZone tells where a zone is not what a phase should have left.
func checkZone(text string, s subject, phase string) error {
	want := map[string]int{}
	switch {
	case s.By == byNoop:
		want[firstLine]++
	case phase != phaseDestroy:
		want[firstLine]++
		for i := range s.Lines {
			want[fmt.Sprintf("a h%d %s", i, address(i, phase == phaseChange))]++
		}
	case s.By == byRecords:
		want[firstLine]++
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if want[line]--; want[line] < 0 {
			return fmt.Errorf("the zone holds %q, which should not be there", line)
		}
		if want[line] == 0 {
			delete(want, line)
		}
	}
	for line := range want {
		return fmt.Errorf("the zone lacks %d lines, one of them %q", len(want), line)
	}
	return nil
}
