terraform import valuedomain_raw_record.blog 'example.com/url blog https://example.net/blog'
