# Asks receivers to quarantine half of the forged mail, and to send reports.
resource "valuedomain_txt_record" "dmarc" {
  domain = "example.com"
  host   = "_dmarc"
  value  = provider::valuedomain::dmarc_value("quarantine", ["postmaster@example.com"], { pct = 50 })
}
