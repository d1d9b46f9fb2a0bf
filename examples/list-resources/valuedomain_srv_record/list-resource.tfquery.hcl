list "valuedomain_srv_record" "all" {
  provider = valuedomain

  config {
    domain = "example.com"
  }
}
