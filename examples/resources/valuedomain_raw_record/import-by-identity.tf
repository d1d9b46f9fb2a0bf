import {
  to = valuedomain_raw_record.blog
  identity = {
    domain = "example.com"
    line   = "url blog https://example.net/blog"
  }
}
