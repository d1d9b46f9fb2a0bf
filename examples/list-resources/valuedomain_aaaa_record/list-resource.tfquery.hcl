list "valuedomain_aaaa_record" "all" {
  provider = valuedomain

  config {
    domain = "example.com"
  }
}
