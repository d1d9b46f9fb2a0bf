resource "valuedomain_srv_record" "imaps" {
  domain = "hogehoge.com"
  host   = "_imaps._tcp"
  port   = 993
  target = "mail.hogehoge.com."
}
