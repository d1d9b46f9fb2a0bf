import {
  to = valuedomain_ns_record.dev
  identity = {
    domain = "example.com"
    host   = "dev"
    target = "ns1.example.net."
  }
}
