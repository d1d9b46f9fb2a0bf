import {
  to = valuedomain_mxe_record.all
  id = "hogehoge.com/mail/219.163.200.65"
}
