run "the_second_server_takes_over_from_the_first" {
  assert {
    condition = output.lines == [
      "a mail 219.163.200.70", "mx mail 10", "mx mail.gaibu-server.com. 20", "txt @ v=spf1 mx -all",
      "mx feedback-smtp.ap-northeast-1.amazonses.com. 10 send", "txt send v=spf1 include:amazonses.com ~all",
    ]
    error_message = "The lines are ${jsonencode(output.lines)}."
  }
  assert {
    condition     = output.servers == ["mail.hogehoge.com", "mail.gaibu-server.com"]
    error_message = "Mail goes to ${jsonencode(output.servers)}."
  }
  # The first two are notes about the simple DNS service, which a plan does not make.
  assert {
    condition     = output.findings == ["simple-dns-catch-all", "simple-dns-mx-host", "dmarc-missing"]
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}
