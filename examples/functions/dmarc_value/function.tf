# Asks receivers to put half of the forged mail into the spam folder, and to send reports.
resource "valuedomain_txt_record" "dmarc" {
  domain = "hogehoge.com"
  host   = "_dmarc"
  value  = provider::valuedomain::dmarc_value("quarantine", ["postmaster@hogehoge.com"], { pct = 50 })
}
