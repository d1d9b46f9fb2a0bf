run "all_forwards_share_the_registrar_s_record" {
  assert {
    condition     = distinct(values(valuedomain_mail_forwarding.all)[*].line) == tolist(["mxe mail 209.19.56.20 10"])
    error_message = "The lines are ${join(", ", values(valuedomain_mail_forwarding.all)[*].line)}."
  }

  assert {
    condition     = output.route == ["mail.hogehoge.com (forwarding)"]
    error_message = "Mail goes to ${jsonencode(output.route)}."
  }
  assert {
    condition     = output.findings == ["spf-missing", "dmarc-missing"]
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}
