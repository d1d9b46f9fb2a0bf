# The domain, then each record after a `|`: `type/host`, or the line.
terraform import valuedomain_records.mail 'example.com|mx/@|txt/@|txt _dmarc v=DMARC1; p=none; rua=mailto:dmarc@example.com'
