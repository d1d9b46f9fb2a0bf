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

# The texts that the consoles of both services show.
locals {
  dkim = {
    google = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
    resend = "k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
  }
}

# Google Workspace takes the mail of fugafuga.com, and Resend sends from
# news.fugafuga.com: all their records, with one SPF text for each host.
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
