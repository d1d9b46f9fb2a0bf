# FAQ Q15, simple DNS service.
# Mail to user@s<anything>.hogehoge.com goes to s5.xrea.com, by an address record.
# 簡易DNSで、user@s*.hogehoge.com 宛てのメールを s5.xrea.com で受け取ります（A レコードのみ）。

terraform {
  required_providers {
    valuedomain = {
      source = "terraform-valuedomain/valuedomain"
    }
  }
}

provider "valuedomain" {
  dns_service = "simple"
}

variable "domain" {
  type    = string
  default = "hogehoge.com"
}

resource "valuedomain_a_record" "pattern" {
  domain  = var.domain
  host    = "s*"
  address = "219.163.200.69"
}
