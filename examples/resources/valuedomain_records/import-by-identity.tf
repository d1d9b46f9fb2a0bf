import {
  to = valuedomain_records.mail
  identity = {
    domain  = "hogehoge.com"
    records = ["mx/@", "txt/@", "txt/_dmarc"]
  }
}
