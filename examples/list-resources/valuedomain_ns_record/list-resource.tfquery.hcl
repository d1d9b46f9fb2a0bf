list "valuedomain_ns_record" "all" {
  provider = valuedomain

  config {
    domain = "example.com"
  }
}
