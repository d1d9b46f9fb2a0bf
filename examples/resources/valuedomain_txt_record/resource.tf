resource "valuedomain_txt_record" "spf" {
  domain = "example.com"
  host   = "@"
  value  = "v=spf1 mx -all"
}

resource "valuedomain_txt_record" "dmarc" {
  domain = "example.com"
  host   = "_dmarc"
  value  = "v=DMARC1; p=none; rua=mailto:postmaster@example.com"
}
