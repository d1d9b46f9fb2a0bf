# Domains that neither receive nor send mail say so, each in one write.
# メールを受け取らず、送りもしないドメインであることを宣言します。

terraform {
  required_providers {
    valuedomain = {
      source = "terraform-valuedomain/valuedomain"
    }
  }
}

provider "valuedomain" {}

variable "parked" {
  description = "The domains without mail."
  type        = set(string)
  default     = ["hogehoge.com"]
}

resource "valuedomain_records" "parked" {
  for_each = var.parked

  domain = each.value
  records = [
    { type = "mx", host = "@", target = ".", priority = 0 },         # RFC 7505: no mail is received.
    { type = "txt", host = "@", value = "v=spf1 -all" },             # Nobody may send for the domain.
    { type = "txt", host = "_dmarc", value = "v=DMARC1; p=reject" }, # Mail that claims to come from it is refused.
  ]
}

output "servers" {
  description = "Where the mail goes by these records: nowhere."
  value       = { for domain, r in valuedomain_records.parked : domain => nonsensitive([for s in provider::valuedomain::mail_route(join("\n", r.lines), "info@${domain}", domain, "simple").servers : s.name]) }
}

output "findings" {
  description = "What the mail audit has to say of these records."
  value       = { for domain, r in valuedomain_records.parked : domain => nonsensitive([for f in provider::valuedomain::mail_audit(join("\n", r.lines), domain, "simple") : f.rule]) }
}
