variables {
  domains = ["hogehoge.com", "fugafuga.com"]
}

run "every_domain_has_its_records" {
  assert {
    condition     = { for domain, r in valuedomain_mx_record.mail : domain => r.line } == { for domain in var.domains : domain => "mx s7.xrea.com. 10" }
    error_message = "A domain lacks its mx record."
  }
  assert {
    condition     = alltrue([for domain in var.domains : output.servers[domain] == ["s7.xrea.com"]])
    error_message = "Mail goes to ${jsonencode(output.servers)}."
  }
  # The FAQ says that such an mx may take the mail of subdomains too, and it advises a name of one's own.
  assert {
    condition     = alltrue([for domain in var.domains : output.findings[domain] == ["simple-dns-catch-all", "foreign-mail-host"]])
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}
