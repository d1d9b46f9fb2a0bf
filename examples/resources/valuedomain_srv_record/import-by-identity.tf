import {
  to = valuedomain_srv_record.imaps
  identity = {
    domain   = "example.com"
    host     = "_imaps._tcp"
    priority = 10
    weight   = 0
    port     = 993
    target   = "mail.example.com."
  }
}
