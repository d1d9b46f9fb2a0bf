run "the_new_server_stands_behind_the_old_one" {
  assert {
    condition     = nonsensitive(valuedomain_mx_record.new.line) == "mx mail 30"
    error_message = "The line of the new server is ${nonsensitive(valuedomain_mx_record.new.line)}."
  }
  assert {
    condition     = output.servers == ["mail.gaibu-server.com", "mail.hogehoge.com"]
    error_message = "Mail goes to ${jsonencode(output.servers)}."
  }
  assert {
    condition     = output.findings == ["simple-dns-catch-all", "spf-missing", "dmarc-missing"]
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}

run "then_it_goes_first" {
  variables {
    new_server_first = true
  }
  assert {
    condition     = nonsensitive(valuedomain_mx_record.new.line) == "mx mail 10"
    error_message = "The line of the new server is ${nonsensitive(valuedomain_mx_record.new.line)}."
  }
  assert {
    condition     = output.servers == ["mail.hogehoge.com", "mail.gaibu-server.com"]
    error_message = "Mail goes to ${jsonencode(output.servers)}."
  }
  assert {
    condition     = output.findings == ["simple-dns-catch-all", "spf-missing", "dmarc-missing"]
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}
