# FAQ Q12, general DNS service.
# Mail to user@hogehoge.com goes to s2.xrea.com; that of subdomains does not.
# user@hogehoge.com 宛てのメールだけを s2.xrea.com で受け取ります（サブドメイン宛ては含みません）。

terraform {
  required_providers {
    valuedomain = {
      source = "terraform-valuedomain/valuedomain"
    }
  }
}

provider "valuedomain" {
  dns_service = "general"
}

variable "domain" {
  type    = string
  default = "hogehoge.com"
}

resource "valuedomain_mx_record" "apex" {
  domain   = var.domain
  host     = "@"
  target   = "s2.xrea.com."
  priority = 10
}
