list "valuedomain_cname_record" "all" {
  provider = valuedomain

  config {
    domain = "example.com"
  }
}
