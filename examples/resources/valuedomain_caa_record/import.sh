terraform import valuedomain_caa_record.letsencrypt 'example.com/@/0/issue/letsencrypt.org'
