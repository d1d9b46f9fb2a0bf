terraform import valuedomain_raw_record.blog 'hogehoge.com/url blog https://hogehoge.example/blog'
