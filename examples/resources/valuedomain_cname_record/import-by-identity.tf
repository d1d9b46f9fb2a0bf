import {
  to = valuedomain_cname_record.docs
  identity = {
    domain = "example.com"
    host   = "docs"
    target = "example.github.io."
  }
}
