import {
  to = valuedomain_caa_record.letsencrypt
  identity = {
    domain = "hogehoge.com"
    flags  = 0
    tag    = "issue"
    value  = "letsencrypt.org"
  }
}
