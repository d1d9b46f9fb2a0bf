# Reports of mail that could not be delivered with encryption.
resource "valuedomain_txt_record" "tls_rpt" {
  domain = "hogehoge.com"
  host   = "_smtp._tls"
  value  = provider::valuedomain::tls_rpt_value(["postmaster@hogehoge.com"])
}
