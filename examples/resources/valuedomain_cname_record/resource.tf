resource "valuedomain_cname_record" "docs" {
  domain = "hogehoge.com"
  host   = "docs"
  target = "hogehoge.github.io."
}
