run "no_mail_is_received" {
  assert {
    condition     = output.servers == { "hogehoge.com" = [] }
    error_message = "The mail goes to ${jsonencode(output.servers)}."
  }
  assert {
    condition     = output.findings == { "hogehoge.com" = [] }
    error_message = "The audit finds ${jsonencode(output.findings)}."
  }
}
