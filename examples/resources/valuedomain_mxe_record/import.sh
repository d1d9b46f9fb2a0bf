terraform import valuedomain_mxe_record.all 'example.com/mail/219.163.200.65/10'
