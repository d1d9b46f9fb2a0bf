# Another name server answers for dev.example.com and everything below it.
resource "valuedomain_ns_record" "dev" {
  domain = "example.com"
  host   = "dev"
  target = "ns1.example.net."
}
