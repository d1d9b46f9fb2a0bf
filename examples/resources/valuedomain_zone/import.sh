terraform import valuedomain_zone.all 'example.com'
