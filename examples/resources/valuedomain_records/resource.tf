# All mail of the domain moves to Google Workspace, in one write.
resource "valuedomain_records" "mail" {
  domain = "example.com"

  records = [
    { type = "mx", host = "@", target = "smtp.google.com.", priority = 1 },
    { type = "txt", host = "@", value = "v=spf1 include:_spf.google.com ~all" },
    { type = "txt", host = "_dmarc", value = "v=DMARC1; p=none; rua=mailto:dmarc@example.com" },
  ]
}
