import {
  to = valuedomain_raw_record.blog
  id = "example.com/url blog https://example.net/blog"
}
