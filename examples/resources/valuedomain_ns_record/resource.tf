# Another name server answers for dev.hogehoge.com and everything below it.
resource "valuedomain_ns_record" "dev" {
  domain = "hogehoge.com"
  host   = "dev"
  target = "ns1.example.net."
}
