list "valuedomain_a_record" "all" {
  provider = valuedomain

  config {
    domain = "example.com"
  }
}
