resource "valuedomain_a_record" "mail" {
  domain  = "example.com"
  host    = "mail"
  address = "219.163.200.70"
}

# The target is "mail.example.com.", and the record comes after the address.
resource "valuedomain_mx_record" "mail" {
  domain   = "example.com"
  target   = "${provider::valuedomain::fqdn(valuedomain_a_record.mail.host, "example.com")}."
  priority = 10
}
