terraform import valuedomain_a_record.www 'hogehoge.com/www/203.0.113.10'
