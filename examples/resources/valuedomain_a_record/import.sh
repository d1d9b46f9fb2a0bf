terraform import valuedomain_a_record.www 'example.com/www/203.0.113.10'
