resource "valuedomain_txt_record" "spf" {
  domain = "hogehoge.com"
  value  = "v=spf1 mx -all"
}

resource "valuedomain_txt_record" "dmarc" {
  domain = "hogehoge.com"
  host   = "_dmarc"
  value  = "v=DMARC1; p=none; rua=mailto:postmaster@hogehoge.com"
}
