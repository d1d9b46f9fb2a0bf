terraform import valuedomain_zone.all 'hogehoge.com'
