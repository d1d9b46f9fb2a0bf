resource "valuedomain_aaaa_record" "www" {
  domain  = "hogehoge.com"
  host    = "www"
  address = "2001:db8::10"
}
