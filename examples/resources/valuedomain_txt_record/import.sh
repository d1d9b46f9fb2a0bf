terraform import valuedomain_txt_record.spf 'hogehoge.com/@/v=spf1 mx -all'
