import {
  to = valuedomain_mail_forwarding.info
  identity = {
    domain     = "example.com"
    local_part = "info"
  }
}
