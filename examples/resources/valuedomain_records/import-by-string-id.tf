import {
  to = valuedomain_records.mail
  id = "hogehoge.com|mx/@|txt/@|txt/_dmarc"
}
