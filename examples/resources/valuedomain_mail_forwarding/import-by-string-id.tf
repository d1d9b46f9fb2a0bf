import {
  to = valuedomain_mail_forwarding.info
  id = "info@example.com"
}
