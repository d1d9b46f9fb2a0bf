run "the_mx_names_the_own_server" {
  assert {
    condition     = nonsensitive(valuedomain_a_record.mail.line) == "a mail 219.163.200.70" && nonsensitive(valuedomain_mx_record.mail.line) == "mx mail 10"
    error_message = "The lines are ${nonsensitive(valuedomain_a_record.mail.line)} and ${nonsensitive(valuedomain_mx_record.mail.line)}."
  }
  assert {
    condition     = nonsensitive(valuedomain_srv_record.imaps.line) == "srv _imaps._tcp 10 0 993 mail"
    error_message = "The line is ${nonsensitive(valuedomain_srv_record.imaps.line)}."
  }

  assert {
    condition     = output.servers == ["mail.hogehoge.com"]
    error_message = "Mail goes to ${jsonencode(output.servers)}."
  }
  # The FAQ says that an mx of the simple DNS service may take the mail of subdomains too.
  # Only the audit says so, not a plan.
  assert {
    condition     = output.findings == ["simple-dns-catch-all"]
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}
