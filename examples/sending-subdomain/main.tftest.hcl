run "both_services_get_what_they_ask_for" {
  assert {
    condition     = output.servers == ["feedback-smtp.ap-northeast-1.amazonses.com", "feedback-smtp.ap-northeast-1.amazonses.com"]
    error_message = "The mail goes to ${jsonencode(output.servers)}."
  }
  assert {
    condition     = output.findings == tolist(["simple-dns-mx-host"])
    error_message = "The audit finds ${jsonencode(output.findings)}."
  }
  assert {
    condition = nonsensitive(valuedomain_records.sending.lines) == toset([
      "mx feedback-smtp.ap-northeast-1.amazonses.com. 10 send.news",
      "txt send.news v=spf1 include:amazonses.com ~all",
      "txt resend._domainkey.news ${var.resend_dkim}",
      "mx feedback-smtp.ap-northeast-1.amazonses.com. 10 send.shop",
      "txt send.shop v=spf1 include:amazonses.com ~all",
      "cname aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa._domainkey.shop aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.dkim.amazonses.com.",
      "cname bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb._domainkey.shop bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.dkim.amazonses.com.",
      "cname cccccccccccccccccccccccccccccccc._domainkey.shop cccccccccccccccccccccccccccccccc.dkim.amazonses.com.",
      "txt _dmarc v=DMARC1; p=quarantine; rua=mailto:postmaster@hogehoge.com",
    ])
    error_message = "The lines are ${jsonencode(nonsensitive(valuedomain_records.sending.lines))}."
  }
}
