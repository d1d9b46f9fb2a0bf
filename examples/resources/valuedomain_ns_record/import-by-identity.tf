import {
  to = valuedomain_ns_record.dev
  identity = {
    domain = "hogehoge.com"
    host   = "dev"
    target = "ns1.example.net."
  }
}
