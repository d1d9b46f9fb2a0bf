# Says in every plan what is wrong with the mail settings of the zone.
data "valuedomain_zone" "hogehoge" {
  domain = "hogehoge.com"
}

locals {
  findings = provider::valuedomain::mail_audit(data.valuedomain_zone.hogehoge.text, "hogehoge.com", "auto")
}

check "mail_settings" {
  assert {
    condition     = length(local.findings) == 0
    error_message = join("\n", [for f in local.findings : "${f.rule}: ${f.message}"])
  }
}
