terraform import valuedomain_ns_record.dev 'example.com/dev/ns1.example.net.'
