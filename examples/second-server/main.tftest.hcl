run "the_second_server_comes_second" {
  assert {
    condition     = { for name, r in valuedomain_mx_record.mail : name => r.line } == { "s7.xrea.com." = "mx s7.xrea.com. 10", "mail.gaibu-server.com." = "mx mail.gaibu-server.com. 20" }
    error_message = "The lines are ${nonsensitive(jsonencode(values(valuedomain_mx_record.mail)[*].line))}."
  }
  assert {
    condition     = output.servers == ["s7.xrea.com", "mail.gaibu-server.com"]
    error_message = "Mail goes to ${jsonencode(output.servers)}."
  }
  # The FAQ says that such an mx may take the mail of subdomains too, and it advises a name of one's own.
  assert {
    condition     = output.findings == ["simple-dns-catch-all", "foreign-mail-host"]
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}
