# FAQ Q14, simple DNS service.
# Mail to user@hogehoge.com goes to s3.xrea.com, mail to user@web.hogehoge.com to s4.xrea.com, by address records.
# 簡易DNSで、user@hogehoge.com 宛ては s3.xrea.com、user@web.hogehoge.com 宛ては s4.xrea.com で受け取ります（A レコードのみ）。

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

resource "valuedomain_a_record" "apex" {
  domain  = var.domain
  host    = "@"
  address = "219.163.200.67"
}

resource "valuedomain_a_record" "web" {
  domain  = var.domain
  host    = "web"
  address = "219.163.200.68"
}
