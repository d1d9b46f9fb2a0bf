import {
  to = valuedomain_records.mail
  identity = {
    domain  = "example.com"
    records = ["mx/@", "txt/@", "txt/_dmarc"]
  }
}
