# Warns in every plan and apply while mail for user@example.com goes elsewhere.
data "valuedomain_zone" "example" {
  domain = "example.com"
}

check "mail" {
  assert {
    condition     = provider::valuedomain::mail_route(data.valuedomain_zone.example.text, "user@example.com", "example.com", "auto").servers[0].name == "mx1.example.net"
    error_message = "Mail to user@example.com does not go to mx1.example.net first."
  }
}
