resource "valuedomain_a_record" "mail" {
  domain  = "hogehoge.com"
  host    = "mail"
  address = "219.163.200.70"
}

# The target is "mail.hogehoge.com.", and the record comes after the address.
resource "valuedomain_mx_record" "mail" {
  domain   = "hogehoge.com"
  target   = "${provider::valuedomain::fqdn(valuedomain_a_record.mail.host, "hogehoge.com")}."
  priority = 10
}
