package mailauth

import "testing"

func TestDKIMKeysThatVerifiersTake(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want DKIM
	}{
		"RSA of 1024 bits, RFC 6376 section 3.6.1": {"v=DKIM1; k=rsa; p=" + rsa1024, DKIM{Type: KeyRSA, Bits: 1024}},
		"the key alone":                         {"p=" + rsa2048, DKIM{Type: KeyRSA, Bits: 2048}},
		"a bare RSAPublicKey":                   {"v=DKIM1; p=" + bare1024, DKIM{Type: KeyRSA, Bits: 1024}},
		"a short key":                           {"v=DKIM1; p=" + rsa512, DKIM{Type: KeyRSA, Bits: 512}},
		"space in the key, section 2.10":        {"v=DKIM1; p=" + rsa1024[:70] + " \t" + rsa1024[70:] + ";", DKIM{Type: KeyRSA, Bits: 1024}},
		"Ed25519, RFC 8463 section 3":           {"v=DKIM1; k=ed25519; p=" + ed25519Key, DKIM{Type: KeyEd25519, Bits: 256}},
		"no padding":                            {"k=ed25519; p=" + ed25519Key[:43], DKIM{Type: KeyEd25519, Bits: 256}},
		"revoked":                               {"v=DKIM1; p=", DKIM{Type: KeyRSA, Revoked: true}},
		"testing, with flags and words unknown": {"v=DKIM1; h=sha256:sha-x; s=email:*; t=y:s; n=note; g=*; p=" + rsa1024, DKIM{Type: KeyRSA, Bits: 1024, Testing: true}},
		"flags without a word":                  {"t=; p=" + rsa1024, DKIM{Type: KeyRSA, Bits: 1024}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, err := ParseDKIM(c.text); err != nil || got != c.want {
				t.Errorf("got %+v, %v, want %+v", got, err, c.want)
			}
		})
	}
}

func TestDKIMKeysThatVerifiersRefuse(t *testing.T) {
	t.Parallel()
	cut := rsa2048[:255]
	for name, c := range map[string]struct {
		text string
		want wrong
	}{
		"another version":            {"v=DKIM2; p=" + rsa1024, wrong{"v", "DKIM2", ProblemValue}},
		"the version later":          {"k=rsa; v=DKIM1; p=" + rsa1024, wrong{"v", "DKIM1", ProblemPlace}},
		"no semicolon":               {"v=DKIM1 k=rsa; p=" + rsa1024, wrong{"v", "DKIM1 k=rsa", ProblemValue}},
		"no key":                     {"v=DKIM1; k=rsa", wrong{"p", "", ProblemMissing}},
		"a key type that is none":    {"v=DKIM1; k=dsa; p=" + rsa1024, wrong{"k", "dsa", ProblemValue}},
		"a tag twice":                {"v=DKIM1; p=" + ecKey + "; p=", wrong{"p", "", ProblemTwice}},
		"no base64":                  {"v=DKIM1; p=MIGf-MA0", wrong{"p", "MIGf-MA0", ProblemBase64}},
		"a quote in the key":         {`v=DKIM1; p=MIGf" "MA0`, wrong{"p", `MIGf" "MA0`, ProblemBase64}},
		"cut at 255 characters":      {"v=DKIM1; p=" + cut, wrong{"p", cut, ProblemTruncated}},
		"cut in its first bytes":     {"v=DKIM1; p=MIG", wrong{"p", "MIG", ProblemTruncated}},
		"a letter too many":          {"v=DKIM1; p=" + rsa2048 + "x", wrong{"p", rsa2048 + "x", ProblemBase64}},
		"cut in a group":             {"v=DKIM1; p=" + rsa1024[:37], wrong{"p", rsa1024[:37], ProblemTruncated}},
		"a key that is no RSA key":   {"v=DKIM1; p=" + ecKey, wrong{"p", "", ProblemAlgorithm}},
		"the private key":            {"v=DKIM1; p=MC4CAQAwBQYDK2VwBCIEIA==", wrong{"p", "", ProblemPrivate}},
		"the private key as Ed25519": {"v=DKIM1; k=ed25519; p=MC4CAQAwBQYDK2VwBCIEIA==", wrong{"p", "", ProblemPrivate}},
		"an RSA key as Ed25519":      {"v=DKIM1; k=ed25519; p=" + rsa1024, wrong{"p", rsa1024, ProblemKey}},
		"an Ed25519 key as RSA":      {"v=DKIM1; p=" + ed25519Key, wrong{"p", ed25519Key, ProblemKey}},
		"an Ed25519 key cut":         {"k=ed25519; p=" + ed25519Key[:40], wrong{"p", ed25519Key[:40], ProblemTruncated}},
		"words with commas":          {"s=email,other; p=" + rsa1024, wrong{"s", "email,other", ProblemValue}},
		"no hash algorithm":          {"h=; p=" + rsa1024, wrong{"h", "", ProblemValue}},
		"a PEM as it stands":         {"v=DKIM1; p=-----BEGIN PUBLIC KEY-----", wrong{"p", "-----BEGIN PUBLIC KEY-----", ProblemBase64}},
		"the key without its tag":    {"v=DKIM1; k=rsa; " + rsa1024, wrong{"", rsa1024, ProblemNoTag}},
		"a letter beyond the ASCII":  {"v=DKIM1; n=é; p=" + rsa1024, wrong{"n", "é", ProblemCharacter}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := ParseDKIM(c.text)
			checkWrong(t, err, c.want)
		})
	}
}
