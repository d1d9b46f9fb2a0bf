import {
  to = valuedomain_raw_record.blog
  id = "hogehoge.com/url blog https://hogehoge.example/blog"
}
