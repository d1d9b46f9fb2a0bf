import {
  to = valuedomain_ns_record.dev
  id = "example.com/dev/ns1.example.net."
}
