run "the_domain_watches" {
  assert {
    condition     = valuedomain_txt_record.dmarc.value == "v=DMARC1; p=none; rua=mailto:dmarc@hogehoge.com; pct=100"
    error_message = "The text is ${valuedomain_txt_record.dmarc.value}."
  }
  assert {
    condition     = output.servers == ["smtp.google.com"]
    error_message = "The reports go to ${jsonencode(output.servers)}."
  }
  assert {
    condition     = output.findings == ["simple-dns-catch-all", "dmarc-policy-none"]
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}

run "a_tenth_goes_to_spam" {
  variables {
    dmarc = "tenth"
  }
  assert {
    condition     = valuedomain_txt_record.dmarc.value == "v=DMARC1; p=quarantine; rua=mailto:dmarc@hogehoge.com; pct=10"
    error_message = "The text is ${valuedomain_txt_record.dmarc.value}."
  }
  assert {
    condition     = output.findings == ["simple-dns-catch-all"]
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}

run "all_of_it_goes_to_spam" {
  variables {
    dmarc = "quarantine"
  }
  assert {
    condition     = valuedomain_txt_record.dmarc.value == "v=DMARC1; p=quarantine; rua=mailto:dmarc@hogehoge.com; pct=100"
    error_message = "The text is ${valuedomain_txt_record.dmarc.value}."
  }
  assert {
    condition     = output.findings == ["simple-dns-catch-all"]
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}

run "it_is_refused" {
  variables {
    dmarc = "reject"
  }
  assert {
    condition     = valuedomain_txt_record.dmarc.value == "v=DMARC1; p=reject; rua=mailto:dmarc@hogehoge.com; pct=100"
    error_message = "The text is ${valuedomain_txt_record.dmarc.value}."
  }
  assert {
    condition     = output.findings == ["simple-dns-catch-all"]
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}

run "there_is_no_other_step" {
  command = plan
  variables {
    dmarc = "strict"
  }
  expect_failures = [var.dmarc]
}
