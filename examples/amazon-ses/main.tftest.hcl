run "the_lines_are_those_that_amazon_ses_asks_for" {
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
    condition     = nonsensitive(valuedomain_cname_record.dkim["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"].line) == "cname aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa._domainkey aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.dkim.amazonses.com."
    error_message = "A DKIM line is ${nonsensitive(valuedomain_cname_record.dkim["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"].line)}."
  }
  assert {
    condition     = length(valuedomain_cname_record.dkim) == 3
    error_message = "There are ${length(valuedomain_cname_record.dkim)} DKIM records."
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
