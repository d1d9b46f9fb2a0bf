# A site on Netlify: an address for the domain itself, and a CNAME for www.
# Netlify のサイトです。ドメイン自体には A レコード、www には CNAME を設定します。

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
  description = "The address that Netlify shows for the domain itself."
  type        = string
  default     = "75.2.60.5"
}

variable "site" {
  description = "The site's name, as in <site>.netlify.app."
  type        = string
  default     = "hogehoge"
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
  target = "${var.site}.netlify.app."
}

output "lines" {
  description = "The lines as they are in the zone."
  value       = [for line in [valuedomain_a_record.site.line, valuedomain_cname_record.www.line] : nonsensitive(line)]
}
