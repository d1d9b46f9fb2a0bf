# Reports in every plan what is wrong with the mail settings of the zone.
data "valuedomain_zone" "example" {
  domain = "example.com"
}

locals {
  findings = provider::valuedomain::mail_audit(data.valuedomain_zone.example.text, "example.com", "auto")
}

check "mail_settings" {
  assert {
    condition     = length(local.findings) == 0
    error_message = join("\n", [for f in local.findings : "${f.rule}: ${f.message}"])
  }
}
