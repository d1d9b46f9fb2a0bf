# Mail to user@example.com goes to mx1.example.net, to an outside server while that
# is down; mail to user@web.example.com goes to mx3.example.net.
locals {
  mail = provider::valuedomain::mail_records("example.com", "general", [
    { servers = ["mx1.example.net", "mx2.example.net"], for = "@" },
    { servers = ["mx3.example.net"], for = "web" },
  ])
}

resource "valuedomain_mx_record" "mail" {
  for_each = { for key, r in local.mail : key => r if r.type == "mx" }

  domain   = "example.com"
  host     = each.value.host
  target   = each.value.target
  priority = each.value.priority
}
