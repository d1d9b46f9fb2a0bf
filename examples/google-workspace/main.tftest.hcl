run "the_lines_are_those_that_google_asks_for" {
  assert {
    condition     = nonsensitive(valuedomain_mx_record.google.line) == "mx smtp.google.com. 1"
    error_message = "The mx line is ${nonsensitive(valuedomain_mx_record.google.line)}."
  }
  assert {
    condition     = nonsensitive(valuedomain_txt_record.spf.line) == "txt @ v=spf1 include:_spf.google.com ~all"
    error_message = "The SPF line is ${nonsensitive(valuedomain_txt_record.spf.line)}."
  }
  assert {
    condition     = nonsensitive(valuedomain_txt_record.dmarc.line) == "txt _dmarc v=DMARC1; p=none; rua=mailto:postmaster@hogehoge.com"
    error_message = "The DMARC line is ${nonsensitive(valuedomain_txt_record.dmarc.line)}."
  }

  assert {
    condition     = output.servers == ["smtp.google.com"]
    error_message = "Mail goes to ${jsonencode(output.servers)}."
  }
  # The FAQ says that an mx of the simple DNS service may take the mail of subdomains too.
  # p=none only watches: it is the beginning.
  # Only the audit says so, not a plan.
  assert {
    condition     = output.findings == ["simple-dns-catch-all", "dmarc-policy-none"]
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}
