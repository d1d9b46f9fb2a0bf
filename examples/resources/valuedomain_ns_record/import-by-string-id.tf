import {
  to = valuedomain_ns_record.dev
  id = "hogehoge.com/dev/ns1.example.net."
}
