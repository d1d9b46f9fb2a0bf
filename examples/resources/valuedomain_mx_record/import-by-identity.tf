import {
  to = valuedomain_mx_record.first
  identity = {
    domain   = "example.com"
    target   = "mx1.example.net."
    priority = 10
  }
}
