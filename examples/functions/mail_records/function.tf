# Mail to user@hogehoge.com goes to s3.xrea.com, to an outside server while that
# is down; mail to user@web.hogehoge.com goes to s4.xrea.com.
locals {
  mail = provider::valuedomain::mail_records("hogehoge.com", "general", [
    { servers = ["s3.xrea.com", "mail.gaibu-server.com"], for = "@" },
    { servers = ["s4.xrea.com"], for = "web" },
  ])
}

resource "valuedomain_mx_record" "mail" {
  for_each = { for key, r in local.mail : key => r if r.type == "mx" }

  domain   = "hogehoge.com"
  host     = each.value.host
  target   = each.value.target
  priority = each.value.priority
}
