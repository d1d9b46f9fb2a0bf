terraform import valuedomain_ns_record.dev 'hogehoge.com/dev/ns1.example.net.'
