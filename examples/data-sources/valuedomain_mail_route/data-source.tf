# Warns in every plan and apply while mail for user@example.com goes elsewhere.
check "mail" {
  data "valuedomain_mail_route" "user" {
    domain  = "example.com"
    address = "user@example.com"
  }

  assert {
    condition     = data.valuedomain_mail_route.user.servers[*].name == tolist(["mx1.example.net", "mx2.example.net"])
    error_message = "Mail goes to ${jsonencode(data.valuedomain_mail_route.user.servers[*].name)}."
  }
}
