# Reports in every plan what is wrong with the mail settings of the zone.
check "mail_settings" {
  data "valuedomain_mail_audit" "example" {
    domain = "example.com"
  }

  assert {
    condition     = length(data.valuedomain_mail_audit.example.findings) == 0
    error_message = join("\n", [for f in data.valuedomain_mail_audit.example.findings : "${f.rule}: ${f.message}"])
  }
}
