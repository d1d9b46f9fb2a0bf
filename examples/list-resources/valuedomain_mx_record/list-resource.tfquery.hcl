list "valuedomain_mx_record" "all" {
  provider = valuedomain

  config {
    domain = "example.com"
  }
}
