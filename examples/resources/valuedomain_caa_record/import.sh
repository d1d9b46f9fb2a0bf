terraform import valuedomain_caa_record.letsencrypt 'hogehoge.com/@/0/issue/letsencrypt.org'
