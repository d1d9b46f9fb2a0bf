terraform import valuedomain_mxe_record.all 'hogehoge.com/mail/219.163.200.65'
