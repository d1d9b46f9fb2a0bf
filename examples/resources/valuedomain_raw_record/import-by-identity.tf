import {
  to = valuedomain_raw_record.blog
  identity = {
    domain = "hogehoge.com"
    line   = "url blog https://hogehoge.example/blog"
  }
}
