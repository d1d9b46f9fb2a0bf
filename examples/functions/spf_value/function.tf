# The value is "v=spf1 mx ip4:203.0.113.10 include:_spf.google.com ~all".
resource "valuedomain_txt_record" "spf" {
  domain = "example.com"
  host   = "@"
  value = provider::valuedomain::spf_value({
    mx      = true
    ip4     = ["203.0.113.10"]
    include = ["_spf.google.com"]
    all     = "~"
  })
}
