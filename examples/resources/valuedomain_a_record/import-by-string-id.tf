import {
  to = valuedomain_a_record.www
  id = "example.com/www/203.0.113.10"
}
