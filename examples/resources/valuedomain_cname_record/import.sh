terraform import valuedomain_cname_record.docs 'example.com/docs/example.github.io.'
