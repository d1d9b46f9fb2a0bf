resource "valuedomain_raw_record" "blog" {
  domain = "example.com"
  line   = "url blog https://example.net/blog"
}
