# Warns in every plan and apply while mail for user@hogehoge.com goes elsewhere.
check "mail" {
  data "valuedomain_mail_route" "user" {
    domain  = "hogehoge.com"
    address = "user@hogehoge.com"
  }

  assert {
    condition     = data.valuedomain_mail_route.user.servers[*].name == tolist(["s7.xrea.com", "mail.gaibu-server.com"])
    error_message = "Mail goes to ${jsonencode(data.valuedomain_mail_route.user.servers[*].name)}."
  }
}
