list "valuedomain_raw_record" "all" {
  provider = valuedomain

  config {
    domain = "example.com"
  }
}
