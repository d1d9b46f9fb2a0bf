# Mail to user@example.com goes to mx1.example.net first, and to a server elsewhere
# while that is down. Mind the trailing dots.
resource "valuedomain_mx_record" "first" {
  domain   = "example.com"
  target   = "mx1.example.net."
  priority = 10
}

resource "valuedomain_mx_record" "second" {
  domain   = "example.com"
  target   = "mx2.example.net."
  priority = 20
}
