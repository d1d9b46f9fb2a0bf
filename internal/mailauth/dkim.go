package mailauth

import (
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"slices"
	"strings"
)

// KeyType is the algorithm of a DKIM key.
type KeyType string

// The key types (RFC 6376 section 3.6.1, RFC 8463 section 3).
const (
	KeyRSA     KeyType = "rsa"
	KeyEd25519 KeyType = "ed25519"
)

// DKIM is what a DKIM key record says (RFC 6376 section 3.6.1).
type DKIM struct {
	Type KeyType
	// Bits is the size of the key: of the modulus for RSA, 256 for Ed25519, 0
	// for a revoked key.
	Bits int
	// Revoked reports an empty p: signatures with this key are not valid any more.
	Revoked bool
	// Testing is the flag y: receivers treat the mail as if it were not signed.
	Testing bool
}

// DKIMVersion is what a DKIM key record may begin with.
const DKIMVersion = "DKIM1"

// ParseDKIM reads a DKIM key record, its DNS strings joined. The version may be
// missing, but if it is there it is first. Unknown tags, hash algorithms,
// services and flags are skipped, as the RFC demands. The error is a *TagError.
func ParseDKIM(text string) (DKIM, error) {
	tags, err := readTags(text)
	if err != nil {
		return DKIM{}, err
	}
	if tags.has("v") {
		if err := tags.version(DKIMVersion); err != nil {
			return DKIM{}, err
		}
	}
	if err := firstError(
		tags.oneOf("k", string(KeyRSA), string(KeyEd25519)),
		tags.words("h"), tags.words("s"), tags.flags(),
	); err != nil {
		return DKIM{}, err
	}
	if !tags.has("p") {
		return DKIM{}, &TagError{Tag: "p", Problem: ProblemMissing}
	}
	d := DKIM{Type: KeyRSA, Testing: slices.Contains(colonWords(tags.get("t")), "y")}
	if tags.has("k") {
		d.Type = KeyType(strings.ToLower(tags.get("k")))
	}
	if tags.get("p") == "" {
		d.Revoked = true
		return d, nil
	}
	d.Bits, err = keyBits(d.Type, tags.get("p"))
	return d, err
}

// words checks a list with colons between its words, which are names with
// hyphens, or "*" (RFC 6376 section 3.6.1).
func (l tagList) words(name string) error {
	if !l.has(name) {
		return nil
	}
	for _, word := range colonWords(l.get(name)) {
		if word != "*" && !isWord(word) {
			return &TagError{Tag: name, Value: l.get(name), Problem: ProblemValue}
		}
	}
	return nil
}

// flags checks t. Without a word it has no flag: verifiers take that so.
func (l tagList) flags() error {
	if l.get("t") == "" {
		return nil
	}
	return l.words("t")
}

// isWord reports whether a text is a hyphenated-word (RFC 6376 section 2.10).
func isWord(text string) bool {
	return text != "" && isLetter(rune(text[0])) && madeOf(text, "-") && !strings.HasSuffix(text, "-")
}

func colonWords(value string) []string {
	words := strings.Split(value, ":")
	for i := range words {
		words[i] = strings.Trim(words[i], white)
	}
	return words
}

// keyBits reads the base64 text of a public key and returns its size in bits.
func keyBits(kind KeyType, text string) (int, error) {
	data, ok := decodeBase64(text)
	if !ok {
		return 0, &TagError{Tag: "p", Value: text, Problem: ProblemBase64}
	}
	if kind == KeyEd25519 {
		return ed25519Bits(text, data)
	}
	if isTruncated(data) {
		return 0, &TagError{Tag: "p", Value: text, Problem: ProblemTruncated}
	}
	key, ok := rsaKey(data)
	if !ok {
		return 0, &TagError{Tag: "p", Value: text, Problem: ProblemKey, Want: []string{string(KeyRSA)}}
	}
	return key.N.BitLen(), nil
}

// ed25519Bits checks a key of RFC 8463 section 3: 32 bytes, without a frame.
func ed25519Bits(text string, data []byte) (int, error) {
	switch {
	case len(data) == ed25519.PublicKeySize:
		return 8 * ed25519.PublicKeySize, nil
	case len(data) < ed25519.PublicKeySize:
		return 0, &TagError{Tag: "p", Value: text, Problem: ProblemTruncated}
	}
	return 0, &TagError{Tag: "p", Value: text, Problem: ProblemKey, Want: []string{string(KeyEd25519)}}
}

// rsaKey reads the two forms that are in use: the one of RFC 6376's own
// examples, and the bare RSAPublicKey that its text names (erratum 3017).
func rsaKey(data []byte) (*rsa.PublicKey, bool) {
	if key, err := x509.ParsePKCS1PublicKey(data); err == nil {
		return key, true
	}
	parsed, err := x509.ParsePKIXPublicKey(data)
	if err != nil {
		return nil, false
	}
	key, ok := parsed.(*rsa.PublicKey)
	return key, ok
}

// decodeBase64 reads base64 with white space anywhere in it. The padding may be
// missing (RFC 6376 section 2.10). What is left over of a text that was cut in
// the middle of a group is skipped: isTruncated sees the loss.
func decodeBase64(text string) ([]byte, bool) {
	text = strings.TrimRight(strings.Map(func(c rune) rune {
		if strings.ContainsRune(white, c) {
			return -1
		}
		return c
	}, text), "=")
	if len(text)%4 == 1 {
		text = text[:len(text)-1]
	}
	data, err := base64.RawStdEncoding.DecodeString(text)
	return data, err == nil
}

// isTruncated reports whether a DER sequence ends before the length that it
// begins with (X.690 section 8.1.3).
func isTruncated(data []byte) bool {
	const sequence = 0x30
	if len(data) < 2 || data[0] != sequence {
		return len(data) < 2
	}
	length, header := int(data[1]), 2
	if count := length & 0x7f; length > 0x7f {
		if count > 3 {
			return false // No key is that long.
		}
		header += count
		if len(data) < header {
			return true
		}
		length = 0
		for _, b := range data[2:header] {
			length = length<<8 | int(b)
		}
	}
	return len(data) < header+length
}
