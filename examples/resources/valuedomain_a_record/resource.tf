# The web server.
resource "valuedomain_a_record" "www" {
  domain  = "example.com"
  host    = "www"
  address = "203.0.113.10"
}
