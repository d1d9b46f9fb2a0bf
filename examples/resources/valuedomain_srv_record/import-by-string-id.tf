import {
  to = valuedomain_srv_record.imaps
  id = "example.com/_imaps._tcp/10/0/993/mail.example.com."
}
