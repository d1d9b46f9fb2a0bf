terraform import valuedomain_zone_settings.example 'example.com'
