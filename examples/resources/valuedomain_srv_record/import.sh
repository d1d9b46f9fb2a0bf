terraform import valuedomain_srv_record.imaps 'hogehoge.com/_imaps._tcp/10/0/993/mail.hogehoge.com.'
