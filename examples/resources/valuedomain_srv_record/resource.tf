resource "valuedomain_srv_record" "imaps" {
  domain = "example.com"
  host   = "_imaps._tcp"
  port   = 993
  target = "mail.example.com."
}
