import {
  to = valuedomain_mxe_record.all
  identity = {
    domain  = "hogehoge.com"
    host    = "mail"
    address = "219.163.200.65"
  }
}
