import {
  to = valuedomain_mail_forwarding.info
  identity = {
    domain     = "hogehoge.com"
    local_part = "info"
  }
}
