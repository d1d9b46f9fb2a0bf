resource "valuedomain_txt_record" "acme" {
  domain = "example.com"
  host   = "_acme-challenge"
  value  = "token"
}

# Continues as soon as all name servers show the record, and stops after 30 minutes.
data "valuedomain_dns_check" "z" {
  domain = "example.com"
  wait   = "30m"

  depends_on = [valuedomain_txt_record.acme]

  lifecycle {
    postcondition {
      condition     = self.in_sync
      error_message = "The name servers do not show the zone yet: ${jsonencode(self.differences)}"
    }
  }
}
