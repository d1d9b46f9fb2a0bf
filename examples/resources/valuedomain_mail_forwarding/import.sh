terraform import valuedomain_mail_forwarding.info 'info@hogehoge.com'
