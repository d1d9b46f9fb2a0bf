terraform import valuedomain_mx_record.first 'example.com/@/mx1.example.net./10'
