# Reports of mail that could not be delivered with encryption.
resource "valuedomain_txt_record" "tls_rpt" {
  domain = "example.com"
  host   = "_smtp._tls"
  value  = provider::valuedomain::tls_rpt_value(["postmaster@example.com"])
}
