resource "valuedomain_zone_settings" "hogehoge" {
  domain = "hogehoge.com"
  ttl    = 300
}
