list "valuedomain_txt_record" "all" {
  provider = valuedomain

  config {
    domain = "example.com"
  }
}
