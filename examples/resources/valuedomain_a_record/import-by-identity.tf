import {
  to = valuedomain_a_record.www
  identity = {
    domain  = "example.com"
    host    = "www"
    address = "203.0.113.10"
  }
}
