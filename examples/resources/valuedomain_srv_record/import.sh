terraform import valuedomain_srv_record.imaps 'example.com/_imaps._tcp/10/0/993/mail.example.com.'
