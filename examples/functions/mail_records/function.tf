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

# The texts that the consoles of both services show.
locals {
  dkim = {
    google = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
    resend = "k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
  }
}

# Google Workspace takes the mail of fugafuga.com, and Resend sends from
# news.fugafuga.com: all their records, with one SPF record for each host.
resource "valuedomain_records" "mail" {
  domain = "fugafuga.com"
  records = provider::valuedomain::mail_records("fugafuga.com", "simple", [], {
    presets = [
      { name = "google_workspace", dkim = local.dkim.google },
      { name = "resend", for = "news", region = "ap-northeast-1", dkim = local.dkim.resend },
    ]
    sending = { dmarc = "quarantine" }
  })
}

# No mail is received or sent for piyopiyo.com.
resource "valuedomain_records" "parked" {
  domain  = "piyopiyo.com"
  records = provider::valuedomain::mail_records("piyopiyo.com", "simple", [], { parked = true })
}
