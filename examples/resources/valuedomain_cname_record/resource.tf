resource "valuedomain_cname_record" "docs" {
  domain = "example.com"
  host   = "docs"
  target = "example.github.io."
}
