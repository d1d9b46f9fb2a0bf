package mailauth

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"
)

func TestDMARCTextIsWrittenInOneOrder(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		policy  string
		reports []string
		tags    map[string]string
		want    string
	}{
		"the policy alone":      {"none", nil, nil, "v=DMARC1; p=none"},
		"with reports and tags": {"quarantine", []string{"a@example.net", "mailto:b@example.jp!10m"}, map[string]string{"pct": "50", "sp": "none", "ruf": "c@example.net"}, "v=DMARC1; p=quarantine; rua=mailto:a@example.net,mailto:b@example.jp!10m; sp=none; pct=50; ruf=mailto:c@example.net"},
		"signs of the list in an address, RFC 7489 section 6.2": {"none", []string{"a,b!c@example.net"}, nil, "v=DMARC1; p=none; rua=mailto:a%2Cb%21c@example.net"},
	} {
		got, err := DMARCText(c.policy, c.reports, c.tags)
		if err != nil || got != c.want {
			t.Errorf("%s: got %q, %v, want %q", name, got, err, c.want)
		}
	}
}

func TestDMARCTextRefusesWhatReceiversIgnore(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		policy  string
		reports []string
		tags    map[string]string
		want    wrong
	}{
		"a policy that does not exist": {"block", nil, nil, wrong{"p", "block", ProblemValue}},
		"a second tag in the policy":   {"none; sp=none", nil, nil, wrong{"p", "none; sp=none", ProblemCharacter}},
		"no address":                   {"none", []string{"example.net"}, nil, wrong{"rua", "mailto:example.net", ProblemURI}},
		"a tag that does not exist":    {"none", nil, map[string]string{"percent": "1"}, wrong{"percent", "", ProblemUnknown}},
		"a value that does not exist":  {"none", nil, map[string]string{"adkim": "strict"}, wrong{"adkim", "strict", ProblemValue}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := DMARCText(c.policy, c.reports, c.tags)
			checkWrong(t, err, c.want)
		})
	}
}

func pemOf(kind string, data []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: data}))
}

func bytesOf(t *testing.T, key string) []byte {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(key)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDKIMTextTakesAKeyAsItComes(t *testing.T) {
	t.Parallel()
	edwards, err := x509.MarshalPKIXPublicKey(ed25519.PublicKey(bytesOf(t, ed25519Key)))
	if err != nil {
		t.Fatal(err)
	}
	folded := rsa2048[:64] + "\n" + rsa2048[64:128] + "\r\n  " + rsa2048[128:]
	const rsaWant, edwardsWant = "v=DKIM1; k=rsa; p=", "v=DKIM1; k=ed25519; p=" + ed25519Key
	for name, c := range map[string]struct{ key, want string }{
		"base64":                       {rsa2048, rsaWant + rsa2048},
		"base64 in lines":              {folded, rsaWant + rsa2048},
		"PEM":                          {"\n" + pemOf("PUBLIC KEY", bytesOf(t, rsa2048)), rsaWant + rsa2048},
		"PEM of a bare RSA key":        {pemOf("RSA PUBLIC KEY", bytesOf(t, bare1024)), rsaWant + rsa1024},
		"Ed25519 as it stands in p":    {ed25519Key, edwardsWant},
		"Ed25519 in base64 of its PEM": {base64.StdEncoding.EncodeToString(edwards), edwardsWant},
		"Ed25519 in PEM":               {pemOf("PUBLIC KEY", edwards), edwardsWant},
	} {
		got, err := DKIMText(c.key)
		if err != nil || got != c.want {
			t.Errorf("%s: got %q, %v, want %q", name, got, err, c.want)
		}
		if _, err := ParseDKIM(got); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func TestDKIMTextRefusesWhatIsNoPublicKey(t *testing.T) {
	t.Parallel()
	edwards := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	private := must(x509.MarshalPKCS8PrivateKey(edwards))
	pair := must(rsa.GenerateKey(rand.Reader, LeastRSA))
	rsaPrivate := must(x509.MarshalPKCS8PrivateKey(pair))
	ecPrivate := must(x509.MarshalECPrivateKey(must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))))
	certificate := must(x509.CreateCertificate(rand.Reader, &x509.Certificate{SerialNumber: big.NewInt(1)}, &x509.Certificate{SerialNumber: big.NewInt(1)}, &pair.PublicKey, pair))
	request := must(x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{}, pair))
	secret := pemOf("PRIVATE KEY", private)
	cutPEM := pemOf("PUBLIC KEY", bytesOf(t, rsa2048))[:100]
	for name, c := range map[string]struct {
		key  string
		want wrong
	}{
		"a private key":                              {secret, wrong{"p", "", ProblemPrivate}},
		"a private key that is cut":                  {secret[:60], wrong{"p", "", ProblemPrivate}},
		"a private key without PEM":                  {base64.StdEncoding.EncodeToString(private), wrong{"p", "", ProblemPrivate}},
		"a key that is cut":                          {rsa2048[:200], wrong{"p", rsa2048[:200], ProblemTruncated}},
		"a PEM that is cut":                          {cutPEM, wrong{"p", cutPEM, ProblemTruncated}},
		"a short key":                                {rsa512, wrong{"p", "512", ProblemShort}},
		"a private key that is cut, without PEM":     {base64.StdEncoding.EncodeToString(rsaPrivate[:200]), wrong{"p", "", ProblemPrivate}},
		"a private key with a wrong character":       {base64.StdEncoding.EncodeToString(rsaPrivate) + "~", wrong{"p", "", ProblemPrivate}},
		"a private RSA key in the older form":        {base64.StdEncoding.EncodeToString(x509.MarshalPKCS1PrivateKey(pair)), wrong{"p", "", ProblemPrivate}},
		"a private key of another type, cut":         {base64.StdEncoding.EncodeToString(ecPrivate[:20]), wrong{"p", "", ProblemPrivate}},
		"a private Ed25519 key with its public half": {base64.StdEncoding.EncodeToString(edwards), wrong{"p", "", ProblemPrivate}},
		"a private key of OpenSSH":                   {base64.StdEncoding.EncodeToString([]byte("openssh-key-v1\x00\x00\x00\x00\x04none")), wrong{"p", "", ProblemPrivate}},
		"a certificate":                              {pemOf("CERTIFICATE", certificate), wrong{"p", "x509", ProblemCertificate}},
		"a certificate without PEM":                  {base64.StdEncoding.EncodeToString(certificate), wrong{"p", "x509", ProblemCertificate}},
		"a request for a certificate":                {pemOf("CERTIFICATE REQUEST", request), wrong{"p", "req", ProblemCertificate}},
		"a key of another type":                      {ecKey, wrong{"p", "", ProblemAlgorithm}},
		"no key":                                     {"hello, world", wrong{"p", "hello, world", ProblemBase64}},
		"nothing":                                    {"", wrong{"p", "", ProblemMissing}},
		"white space":                                {" \n", wrong{"p", "", ProblemMissing}},
		"a certificate's worth of DER":               {pemOf("PUBLIC KEY", []byte{0x30, 0x00}), wrong{"p", pemOf("PUBLIC KEY", []byte{0x30, 0x00}), ProblemKey}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := DKIMText(c.key)
			checkWrong(t, err, c.want)
		})
	}
}

func TestTextsAboutTransportAreWritten(t *testing.T) {
	t.Parallel()
	if got, err := MTASTSText("20260101"); err != nil || got != "v=STSv1; id=20260101" {
		t.Errorf("got %q, %v", got, err)
	}
	_, err := MTASTSText("2026-01-01")
	checkWrong(t, err, wrong{"id", "2026-01-01", ProblemValue})
	if got, err := TLSRPTText([]string{"a@example.net", "https://example.net/v1?a=1;b=2"}); err != nil || got != "v=TLSRPTv1; rua=mailto:a@example.net,https://example.net/v1?a=1%3Bb=2" {
		t.Errorf("got %q, %v", got, err)
	}
	_, err = TLSRPTText(nil)
	checkWrong(t, err, wrong{"rua", "", ProblemMissing})
	_, err = TLSRPTText([]string{"a@example.net!1m"})
	checkWrong(t, err, wrong{"rua", "!1m", ProblemSize})
}

// FuzzDKIMText makes a text of any key. What it gives is read again, and is one
// line.
func FuzzDKIMText(f *testing.F) {
	for _, key := range []string{rsa1024, bare1024, ed25519Key, ecKey, "-----BEGIN PUBLIC KEY-----\n" + rsa1024 + "\n-----END PUBLIC KEY-----\n"} {
		f.Add(key)
	}
	f.Fuzz(func(t *testing.T, key string) {
		text, err := DKIMText(key)
		if err != nil {
			return
		}
		if d, err := ParseDKIM(text); err != nil || d.Bits < LeastRSA && d.Type == KeyRSA || strings.ContainsAny(text, "\r\n\"") {
			t.Errorf("%q gives %q: %+v, %v", key, text, d, err)
		}
	})
}
