resource "valuedomain_zone_settings" "example" {
  domain = "example.com"
  ttl    = 300
}
