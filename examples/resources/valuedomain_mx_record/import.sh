terraform import valuedomain_mx_record.first 'hogehoge.com/@/s7.xrea.com./10'
