package main

import (
	"fmt"
	"slices"
	"strings"
)

const (
	domain = "hogehoge.com"
	// firstLine is in the zone before, and nobody's: it has to be there afterwards.
	firstLine = "a @ 203.0.113.10"
	// head begins each configuration. The limit of requests is never met:
	// internal/robustness counts what it costs, in virtual time.
	head = `terraform {
  required_providers {
    valuedomain = { source = "terraform-valuedomain/valuedomain" }
  }
}

provider "valuedomain" {
  requests_per_minute = 1000
}

locals {
  address = [for i in range(%d) : i %% 10 == 0 ? %q : %q]
}

`
)

// configuration returns the HCL of a subject. The changed one gives a tenth of
// the records another address.
func configuration(s subject, changed bool) string {
	text := fmt.Sprintf(head, s.lines, address(0, changed), address(1, changed))
	switch s.by {
	case byZone:
		return text + fmt.Sprintf(`resource "valuedomain_zone" "bench" {
  domain             = %q
  content            = join("\n", concat([%q], [for i, address in local.address : "a h${i} ${address}"]))
  allow_large_delete = true
}
`, domain, firstLine)
	case bySet:
		return text + fmt.Sprintf(`resource "valuedomain_records" "bench" {
  domain  = %q
  records = [for i, address in local.address : { line = "a h${i} ${address}" }]
}
`, domain)
	default:
		return text + fmt.Sprintf(`resource "valuedomain_a_record" "bench" {
  for_each = { for i, address in local.address : i => address }
  domain   = %q
  host     = "h${each.key}"
  address  = each.value
}
`, domain)
	}
}

// address returns the address of a record.
func address(i int, changed bool) string {
	if changed && i%10 == 0 {
		return "192.0.2.2"
	}
	return "192.0.2.1"
}

// checkZone says how a zone differs from what a phase should have left.
func checkZone(text string, s subject, p phase) error {
	var want []string
	if s.by != byZone || p != phaseDestroy {
		want = append(want, firstLine)
	}
	if s.by != byNoop && p != phaseDestroy {
		for i := range s.lines {
			want = append(want, fmt.Sprintf("a h%d %s", i, address(i, p == phaseChange)))
		}
	}
	has := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
	slices.Sort(want)
	slices.Sort(has)
	if !slices.Equal(has, want) {
		return fmt.Errorf("the zone has %d lines and should have %d others:\n%s", len(has), len(want), tail(text))
	}
	return nil
}
