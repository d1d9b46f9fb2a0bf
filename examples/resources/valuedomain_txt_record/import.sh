terraform import valuedomain_txt_record.spf 'example.com/@/v=spf1 mx -all'
