terraform import valuedomain_mail_forwarding.info 'info@example.com'
