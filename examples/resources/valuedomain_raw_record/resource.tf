resource "valuedomain_raw_record" "blog" {
  domain = "hogehoge.com"
  line   = "url blog https://hogehoge.example/blog"
}
