terraform import valuedomain_cname_record.docs 'hogehoge.com/docs/hogehoge.github.io.'
