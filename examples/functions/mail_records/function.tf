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

# The values that the consoles of both services show.
locals {
  dkim = {
    google = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
    resend = "k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
  }
}

# Google Workspace receives the mail of example.org, and Resend sends from
# news.example.org: all their records, with one SPF record for each host.
resource "valuedomain_records" "mail" {
  domain = "example.org"
  records = provider::valuedomain::mail_records("example.org", "simple", [], {
    presets = [
      { name = "google_workspace", dkim = local.dkim.google },
      { name = "resend", for = "news", region = "ap-northeast-1", dkim = local.dkim.resend },
    ]
    sending = { dmarc = "quarantine" }
  })
}

# No mail is received or sent for parked.example.
resource "valuedomain_records" "parked" {
  domain  = "parked.example"
  records = provider::valuedomain::mail_records("parked.example", "simple", [], { parked = true })
}
