# The same records for several domains.
# 複数のドメインに同じレコードを設定します。

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

variable "domains" {
  type    = set(string)
  default = ["hogehoge.com"]
}

resource "valuedomain_mx_record" "mail" {
  for_each = var.domains

  domain   = each.key
  target   = "s7.xrea.com."
  priority = 10
}

resource "valuedomain_txt_record" "spf" {
  for_each = var.domains

  domain = each.key
  value  = "v=spf1 mx -all"
}
