import {
  to = valuedomain_mxe_record.all
  id = "example.com/mail/219.163.200.65/10"
}
