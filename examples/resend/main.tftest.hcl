run "the_lines_are_those_that_resend_asks_for" {
  # The host is last: this is a zone of the simple DNS service.
  assert {
    condition     = nonsensitive(valuedomain_mx_record.send.line) == "mx feedback-smtp.ap-northeast-1.amazonses.com. 10 send"
    error_message = "The mx line is ${nonsensitive(valuedomain_mx_record.send.line)}."
  }
  assert {
    condition     = nonsensitive(valuedomain_txt_record.spf.line) == "txt send v=spf1 include:amazonses.com ~all"
    error_message = "The SPF line is ${nonsensitive(valuedomain_txt_record.spf.line)}."
  }
  assert {
    condition     = nonsensitive(valuedomain_txt_record.dkim.line) == "txt resend._domainkey p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAp/bzlPnvMaOKNVzU+HDE++yQ6jIURctgF49eC8m5ote4AC/WeofyEwfGm5SFSpTir11yiXuXfo0gPdT+vBisdL8aZ+8eUDRNpIjCR8CFQxEAy8KM8OkBD+lXDgO8vscl6tlSOZSU91N25NSmSs8gGUmfwZHgvkOhflZ/yOaryQf0T/rKNlmdMZGtD1y9zAEkGyivQ7he5MprcWVeLrGZbPtnlFepiTwtXFgCDXX9xNs76+M35aW5Ih0XhEplkqZzUsKvDH7h7bhFZDALvN3EK23FW+dtx/sCLY6UWHdBI6HZMwoT/71i4sd2NjmbQnVbYlPPr6MnfONzmCoX1sHSrQIDAQAB"
    error_message = "The DKIM line is ${nonsensitive(valuedomain_txt_record.dkim.line)}."
  }

  assert {
    condition     = output.servers == ["feedback-smtp.ap-northeast-1.amazonses.com"]
    error_message = "Mail goes to ${jsonencode(output.servers)}."
  }
  # The FAQ does not know an mx of one host on the simple DNS service; today's control panel
  # takes it. p=none only watches: it is the beginning.
  # Only the audit says so, not a plan.
  assert {
    condition     = output.findings == ["simple-dns-mx-host", "dmarc-policy-none"]
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}
