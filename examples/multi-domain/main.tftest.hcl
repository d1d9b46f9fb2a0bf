run "every_domain_has_its_records" {
  assert {
    condition     = { for domain, r in valuedomain_mx_record.mail : domain => r.line } == { for domain in var.domains : domain => "mx @ s7.xrea.com. 10" }
    error_message = "A domain lacks its mx record."
  }
}
