# A site on GitHub Pages: the domain itself has four IPv4 and four IPv6 addresses, and www is another name of it.
# GitHub Pages のサイトです。ドメイン自体に IPv4 と IPv6 のアドレスを4つずつ設定し、www は CNAME にします。

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

variable "account" {
  description = "The user or organization on GitHub, as in <account>.github.io."
  type        = string
  default     = "hogehoge"
}

# Several addresses of one host are one record each. Where the zone still has
# the address of another web server, the plan refuses these and says what to do.
resource "valuedomain_a_record" "site" {
  for_each = toset([for n in range(108, 112) : "185.199.${n}.153"])

  domain  = var.domain
  address = each.key
}

resource "valuedomain_aaaa_record" "site" {
  for_each = toset([for n in range(4) : "2606:50c0:800${n}::153"])

  domain  = var.domain
  address = each.key
}

# The target has a trailing dot: without it the name would be inside this zone.
resource "valuedomain_cname_record" "www" {
  domain = var.domain
  host   = "www"
  target = "${var.account}.github.io."
}

output "lines" {
  description = "The lines as they are in the zone."
  value = [for line in concat(
    values(valuedomain_a_record.site)[*].line,
    values(valuedomain_aaaa_record.site)[*].line,
    [valuedomain_cname_record.www.line],
  ) : nonsensitive(line)]
}
