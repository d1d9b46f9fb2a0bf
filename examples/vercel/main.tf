# A site on Vercel: an address for the domain itself, and a CNAME for www.
# Vercel のサイトです。ドメイン自体には A レコード、www には CNAME を設定します。

terraform {
  required_providers {
    valuedomain = {
      source = "terraform-valuedomain/valuedomain"
    }
  }
}

provider "valuedomain" {}

variable "domain" {
  type    = string
  default = "hogehoge.com"
}

variable "address" {
  description = "The address that Vercel shows for the domain itself."
  type        = string
  default     = "76.76.21.21"
}

variable "target" {
  description = "The target that Vercel shows for www."
  type        = string
  default     = "cname.vercel-dns.com."
}

# A CNAME cannot be at the domain itself: it has other records.
resource "valuedomain_a_record" "site" {
  domain  = var.domain
  address = var.address
}

# The target has a trailing dot: without it the name would be inside this zone.
resource "valuedomain_cname_record" "www" {
  domain = var.domain
  host   = "www"
  target = var.target
}

output "lines" {
  description = "The lines as they are in the zone."
  value       = [for line in [valuedomain_a_record.site.line, valuedomain_cname_record.www.line] : nonsensitive(line)]
}
