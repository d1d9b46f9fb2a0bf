import {
  to = valuedomain_srv_record.imaps
  id = "hogehoge.com/_imaps._tcp/10/0/993/mail.hogehoge.com."
}
