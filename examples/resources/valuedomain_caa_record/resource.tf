resource "valuedomain_caa_record" "letsencrypt" {
  domain = "hogehoge.com"
  tag    = "issue"
  value  = "letsencrypt.org"
}
