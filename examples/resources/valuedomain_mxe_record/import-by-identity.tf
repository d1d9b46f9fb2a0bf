import {
  to = valuedomain_mxe_record.all
  identity = {
    domain  = "example.com"
    host    = "mail"
    address = "219.163.200.65"
  }
}
