resource "valuedomain_mail_forwarding" "info" {
  domain      = "example.com"
  local_part  = "info"
  destination = "me@example.net"
}
