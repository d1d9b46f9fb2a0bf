import {
  to = valuedomain_aaaa_record.www
  identity = {
    domain  = "example.com"
    host    = "www"
    address = "2001:db8::10"
  }
}
