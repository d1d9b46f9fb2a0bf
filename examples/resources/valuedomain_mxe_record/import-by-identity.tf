import {
  to = valuedomain_mxe_record.all
  identity = {
    domain   = "example.com"
    address  = "219.163.200.65"
    priority = 10
  }
}
