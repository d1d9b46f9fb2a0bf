import {
  to = valuedomain_caa_record.letsencrypt
  identity = {
    domain = "example.com"
    flags  = 0
    tag    = "issue"
    value  = "letsencrypt.org"
  }
}
