list "valuedomain_mail_forwarding" "all" {
  provider = valuedomain

  config {
    domain = "example.com"
  }
}
