terraform import valuedomain_aaaa_record.www 'hogehoge.com/www/2001:db8::10'
