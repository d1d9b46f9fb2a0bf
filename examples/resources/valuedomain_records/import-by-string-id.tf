import {
  to = valuedomain_records.mail
  id = "example.com|mx/@|txt/@|txt/_dmarc"
}
