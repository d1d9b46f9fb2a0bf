import {
  to = valuedomain_cname_record.docs
  identity = {
    domain = "hogehoge.com"
    host   = "docs"
    target = "hogehoge.github.io."
  }
}
