import {
  to = valuedomain_mx_record.first
  identity = {
    domain   = "hogehoge.com"
    target   = "s7.xrea.com."
    priority = 10
  }
}
