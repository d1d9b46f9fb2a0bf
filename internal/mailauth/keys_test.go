package mailauth

// Keys made for these tests; nobody signs with them.
const (
	rsa512  = "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAM8RsHj7twBrrUROANHjTgAkXoeCg/FMIZJKOFa4ySow6yTWqepGRser34Y7sNpzKalKsN9UzBKYcQAkj7ko8w8CAwEAAQ=="
	rsa1024 = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCjs/xncf1qMRDm9qNfxI2Bi5erfrH/ztnX8ZpgndAP2sME7mIHVMIgmlpteS6BpOcBSNL7TSU+YQKU1QE5t7qnauakFkhczR/T9aCRJ3ZlT9lvTS8BouPg1vDaCyFulZgUetW3R1Bgb8Wui7ucmQHfv/Zsxo0gLyN8cq/mdFhrKwIDAQAB"
	rsa2048 = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAp/bzlPnvMaOKNVzU+HDE++yQ6jIURctgF49eC8m5ote4AC/WeofyEwfGm5SFSpTir11yiXuXfo0gPdT+vBisdL8aZ+8eUDRNpIjCR8CFQxEAy8KM8OkBD+lXDgO8vscl6tlSOZSU91N25NSmSs8gGUmfwZHgvkOhflZ/yOaryQf0T/rKNlmdMZGtD1y9zAEkGyivQ7he5MprcWVeLrGZbPtnlFepiTwtXFgCDXX9xNs76+M35aW5Ih0XhEplkqZzUsKvDH7h7bhFZDALvN3EK23FW+dtx/sCLY6UWHdBI6HZMwoT/71i4sd2NjmbQnVbYlPPr6MnfONzmCoX1sHSrQIDAQAB"
	// bare1024 is rsa1024 as an RSAPublicKey, without the frame around it.
	bare1024 = "MIGJAoGBAKOz/Gdx/WoxEOb2o1/EjYGLl6t+sf/O2dfxmmCd0A/awwTuYgdUwiCaWm15LoGk5wFI0vtNJT5hApTVATm3uqdq5qQWSFzNH9P1oJEndmVP2W9NLwGi4+DW8NoLIW6VmBR61bdHUGBvxa6Lu5yZAd+/9mzGjSAvI3xyr+Z0WGsrAgMBAAE="
	// ed25519Key is the key of RFC 8463 appendix A.
	ed25519Key = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
	// ecKey is of a type that DKIM does not have.
	ecKey = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAExan5u0r5xk4IBy2MJo2sGPoXAZahOdqmJLj4S7hTw84xVvjW4h7eQQBnDjCcCq8tXjHUDKOByomuhnpI9r7gFw=="
)
