run "the_mail_is_at_xrea" {
  assert {
    condition     = output.servers == ["s1.xrea.com"]
    error_message = "The mail goes to ${jsonencode(output.servers)}."
  }
}

run "the_mail_moves_to_google" {
  variables {
    moved = true
  }
  assert {
    condition     = output.servers == ["smtp.google.com"]
    error_message = "The mail goes to ${jsonencode(output.servers)}."
  }
  assert {
    condition     = nonsensitive(valuedomain_records.mail.lines) == toset(["mx smtp.google.com. 1", "txt @ v=spf1 include:_spf.google.com a:s1.xrea.com ~all"])
    error_message = "The lines are ${jsonencode(nonsensitive(valuedomain_records.mail.lines))}."
  }
}

run "and_back" {
  assert {
    condition     = output.servers == ["s1.xrea.com"]
    error_message = "The mail goes to ${jsonencode(output.servers)}."
  }
}
