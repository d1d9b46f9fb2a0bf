# Mail to user@hogehoge.com goes to s7.xrea.com first, and to a server elsewhere
# while that is down. Mind the trailing dots.
resource "valuedomain_mx_record" "first" {
  domain   = "hogehoge.com"
  target   = "s7.xrea.com."
  priority = 10
}

resource "valuedomain_mx_record" "second" {
  domain   = "hogehoge.com"
  target   = "mail.gaibu-server.com."
  priority = 20
}
