# Mail moves from one server to another without a gap: change new_server_first, apply, and take
# the old server out once it gets no mail any more.
# In a zone that has the old server's mx already, import it first: the plan prints the block.
# メールサーバーを止めずに移行します。new_server_first を変えて apply し、古いサーバーにメールが届かなくなったら外します。
# 古いサーバーの mx がすでにゾーンにあるときは、先にインポートしてください（plan が import ブロックを表示します）。

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

variable "new_server_first" {
  description = "Whether senders try the new server first."
  type        = bool
  default     = false
}

resource "valuedomain_a_record" "new" {
  domain  = var.domain
  host    = "mail"
  address = "219.163.200.70"
}

resource "valuedomain_mx_record" "old" {
  domain   = var.domain
  target   = "mail.gaibu-server.com."
  priority = 20
}

resource "valuedomain_mx_record" "new" {
  domain   = var.domain
  target   = valuedomain_a_record.new.host
  priority = var.new_server_first ? 10 : 30
}

locals {
  lines = nonsensitive(join("\n", [
    valuedomain_a_record.new.line,
    valuedomain_mx_record.old.line,
    valuedomain_mx_record.new.line,
  ]))
}

output "servers" {
  description = "Where mail to user@ the domain goes by these records, in order."
  value       = [for s in provider::valuedomain::mail_route(local.lines, "user@${var.domain}", var.domain, "simple").servers : s.name]
}

output "findings" {
  description = "What these records still lack for mail, by the rules of the audit; nothing is wrong between them."
  value       = [for f in provider::valuedomain::mail_audit(local.lines, var.domain, "simple") : f.rule]
}
