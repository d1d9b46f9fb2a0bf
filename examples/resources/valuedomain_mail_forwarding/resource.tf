resource "valuedomain_mail_forwarding" "info" {
  domain      = "hogehoge.com"
  local_part  = "info"
  destination = "me@example.net"
}
