variables {
  domains = ["hogehoge.com", "fugafuga.com"]
}

run "every_domain_has_its_records" {
  assert {
    condition     = { for domain, r in valuedomain_mx_record.mail : domain => r.line } == { for domain in var.domains : domain => "mx @ s7.xrea.com. 10" }
    error_message = "A domain lacks its mx record."
  }
  assert {
    condition     = alltrue([for domain in var.domains : output.servers[domain] == ["s7.xrea.com"]])
    error_message = "Mail goes to ${jsonencode(output.servers)}."
  }
  # A name of one's own is advised in the place of the registrar's.
  assert {
    condition     = alltrue([for domain in var.domains : output.findings[domain] == ["foreign-mail-host"]])
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}
