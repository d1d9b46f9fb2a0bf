# The web server at mta-sts.example.com serves this text at /.well-known/mta-sts.txt.
# The id changes with it, so that senders read it again.
locals {
  policy = <<-EOT
    version: STSv1
    mode: testing
    mx: mx1.example.net
    max_age: 604800
  EOT
}

resource "valuedomain_txt_record" "mta_sts" {
  domain = "example.com"
  host   = "_mta-sts"
  value  = provider::valuedomain::mta_sts_value(substr(sha256(local.policy), 0, 32))
}

resource "valuedomain_a_record" "mta_sts" {
  domain  = "example.com"
  host    = "mta-sts"
  address = "203.0.113.10"
}
