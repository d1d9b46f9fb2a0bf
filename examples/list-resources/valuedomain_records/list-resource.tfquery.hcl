list "valuedomain_records" "mail" {
  provider = valuedomain

  config {
    domain = "hogehoge.com"
    type   = "mx"
  }
}
