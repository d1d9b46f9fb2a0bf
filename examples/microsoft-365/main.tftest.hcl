run "the_lines_are_those_that_microsoft_asks_for" {
  assert {
    condition     = nonsensitive(valuedomain_mx_record.outlook.line) == "mx hogehoge-com.mail.protection.outlook.com. 0"
    error_message = "The mx line is ${nonsensitive(valuedomain_mx_record.outlook.line)}."
  }
  assert {
    condition     = nonsensitive(valuedomain_cname_record.dkim["selector1"].line) == "cname selector1._domainkey selector1-hogehoge-com._domainkey.hogehoge.onmicrosoft.com."
    error_message = "The DKIM line is ${nonsensitive(valuedomain_cname_record.dkim["selector1"].line)}."
  }

  assert {
    condition     = output.servers == ["hogehoge-com.mail.protection.outlook.com"]
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
