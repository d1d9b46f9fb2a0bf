import {
  to = valuedomain_cname_record.docs
  id = "hogehoge.com/docs/hogehoge.github.io."
}
