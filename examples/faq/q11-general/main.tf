# FAQ Q11, general DNS service.
# All mail of the domain, subdomains too, goes to s1.xrea.com.
# サブドメインも含め、ドメイン宛てのメールをすべて s1.xrea.com で受け取ります。

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

resource "valuedomain_mxe_record" "all" {
  domain  = var.domain
  address = "219.163.200.65"
}
