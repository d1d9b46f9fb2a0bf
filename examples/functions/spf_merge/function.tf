# The value is "v=spf1 include:_spf.google.com include:amazonses.com ~all".
resource "valuedomain_txt_record" "spf" {
  domain = "example.com"
  host   = "@"
  value = provider::valuedomain::spf_merge([
    "v=spf1 include:_spf.google.com ~all",
    "v=spf1 include:amazonses.com -all",
  ])
}
