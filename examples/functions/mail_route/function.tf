# Warns in every plan and apply while mail for user@hogehoge.com goes elsewhere.
data "valuedomain_zone" "hogehoge" {
  domain = "hogehoge.com"
}

check "mail" {
  assert {
    condition     = provider::valuedomain::mail_route(data.valuedomain_zone.hogehoge.text, "user@hogehoge.com", "hogehoge.com", "auto").servers[0].name == "s3.xrea.com"
    error_message = "Mail to user@hogehoge.com does not go to s3.xrea.com first."
  }
}
