resource "valuedomain_caa_record" "letsencrypt" {
  domain = "example.com"
  tag    = "issue"
  value  = "letsencrypt.org"
}
