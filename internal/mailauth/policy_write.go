package mailauth

import (
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// dmarcTags are the tags that DMARCText takes, in the order in which it writes
// them.
func dmarcTags() []string {
	return []string{"sp", "np", "adkim", "aspf", "pct", "fo", "rf", "ri", "psd", "t", "ruf"}
}

// DMARCText writes a DMARC record: a policy, the addresses that reports go to
// (rua), and other tags by name. An address may be written without "mailto:" and
// may end in a size such as "!10m". The text is one that ParseDMARC takes; the
// error is a *TagError.
func DMARCText(policy string, reports []string, tags map[string]string) (string, error) {
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		if !slices.Contains(dmarcTags(), name) {
			return "", &TagError{Tag: name, Problem: ProblemUnknown, Want: dmarcTags()}
		}
	}
	parts := []string{"v=" + dmarcVersion, "p=" + policy}
	if len(reports) > 0 {
		parts = append(parts, "rua="+reportList(reports))
	}
	for _, name := range dmarcTags() {
		value, ok := tags[name]
		switch {
		case !ok:
			continue
		case name == "ruf":
			value = reportList(strings.Split(value, ","))
		}
		parts = append(parts, name+"="+value)
	}
	return checked(parts, ParseDMARC)
}

// MTASTSText writes the text at _mta-sts for an ID of the policy. The error is a
// *TagError.
func MTASTSText(id string) (string, error) {
	return checked([]string{"v=" + mtaSTSVersion, "id=" + id}, ParseMTASTS)
}

// TLSRPTText writes the text at _smtp._tls for addresses that reports go to:
// https addresses, and mail addresses with or without "mailto:". The error is a
// *TagError.
func TLSRPTText(reports []string) (string, error) {
	if len(reports) == 0 {
		return "", &TagError{Tag: "rua", Problem: ProblemMissing, Want: []string{"mailto", "https"}}
	}
	return checked([]string{"v=" + tlsRPTVersion, "rua=" + reportList(reports)}, ParseTLSRPT)
}

// checked joins the parts of a text. A semicolon in a part would begin another.
func checked[T any](parts []string, read func(string) (T, error)) (string, error) {
	for _, part := range parts {
		if strings.Contains(part, ";") {
			name, value, _ := strings.Cut(part, "=")
			return "", &TagError{Tag: name, Value: value, Problem: ProblemCharacter}
		}
	}
	text := strings.Join(parts, "; ")
	if _, err := read(text); err != nil {
		return "", err
	}
	return text, nil
}

//nolint:gochecknoglobals // It never changes, and is made when it is needed.
var sizeAtEnd = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`![0-9]+[kmgtKMGT]?$`) })

// reportList writes addresses as a list of URIs. The signs that part such a list
// are escaped inside of them (RFC 7489 section 6.2).
func reportList(addresses []string) string {
	uris := make([]string, len(addresses))
	for i, a := range addresses {
		a = strings.Trim(a, white)
		size := sizeAtEnd().FindString(a)
		a = strings.NewReplacer(",", "%2C", "!", "%21", ";", "%3B").Replace(strings.TrimSuffix(a, size))
		if !strings.Contains(a, ":") {
			a = "mailto:" + a
		}
		uris[i] = a + size
	}
	return strings.Join(uris, ",")
}

// LeastRSA is the size in bits of the shortest RSA key that receivers take (RFC
// 8301 section 3.2).
const LeastRSA = 1024

// DKIMText writes a DKIM key record for a public key: a PEM text, or base64 with
// or without newlines. RSA and Ed25519 differ by the key itself. The text
// is one line, however long. The error is a *TagError.
func DKIMText(key string) (string, error) {
	data, err := keyData(key)
	if err != nil {
		return "", err
	}
	if len(data) == ed25519.PublicKeySize {
		return dkimText(KeyEd25519, data), nil
	}
	if rsaPublic, ok := rsaKey(data); ok {
		return rsaText(rsaPublic)
	}
	parsed, err := x509.ParsePKIXPublicKey(data)
	if public, ok := parsed.(ed25519.PublicKey); err == nil && ok {
		return dkimText(KeyEd25519, public), nil
	}
	return "", noKey(key, data, KeyRSA)
}

func dkimText(kind KeyType, data []byte) string {
	return "v=" + dkimVersion + "; k=" + string(kind) + "; p=" + base64.StdEncoding.EncodeToString(data)
}

// rsaText writes the form of RFC 6376's examples, which all verifiers read.
func rsaText(key *rsa.PublicKey) (string, error) {
	if key.N.BitLen() < LeastRSA {
		return "", &TagError{Tag: "p", Value: strconv.Itoa(key.N.BitLen()), Problem: ProblemShort}
	}
	data, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		return "", &TagError{Tag: "p", Problem: ProblemKey, Want: []string{string(KeyRSA)}}
	}
	return dkimText(KeyRSA, data), nil
}
