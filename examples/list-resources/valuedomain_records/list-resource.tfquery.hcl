list "valuedomain_records" "mail" {
  provider = valuedomain

  config {
    domain = "example.com"
    type   = "mx"
  }
}
