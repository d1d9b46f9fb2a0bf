list "valuedomain_caa_record" "all" {
  provider = valuedomain

  config {
    domain = "example.com"
  }
}
