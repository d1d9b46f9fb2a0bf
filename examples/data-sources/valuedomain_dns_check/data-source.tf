resource "valuedomain_txt_record" "acme" {
  domain = "example.com"
  host   = "_acme-challenge"
  value  = "token"
}

# Goes on once all name servers show the record.
data "valuedomain_dns_check" "z" {
  domain = "example.com"
  wait   = "30m"

  depends_on = [valuedomain_txt_record.acme]
}

output "in_sync" {
  value = data.valuedomain_dns_check.z.in_sync
}
