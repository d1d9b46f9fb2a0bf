import {
  to = valuedomain_aaaa_record.www
  id = "example.com/www/2001:db8::10"
}
