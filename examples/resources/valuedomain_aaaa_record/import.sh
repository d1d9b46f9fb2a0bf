terraform import valuedomain_aaaa_record.www 'example.com/www/2001:db8::10'
