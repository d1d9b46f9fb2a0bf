resource "valuedomain_aaaa_record" "www" {
  domain  = "example.com"
  host    = "www"
  address = "2001:db8::10"
}
