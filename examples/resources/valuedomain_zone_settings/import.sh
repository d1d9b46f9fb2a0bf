terraform import valuedomain_zone_settings.hogehoge 'hogehoge.com'
