list "valuedomain_mxe_record" "all" {
  provider = valuedomain

  config {
    domain = "example.com"
  }
}
