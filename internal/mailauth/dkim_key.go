package mailauth

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"strings"
)

// keyData returns the bytes of a key from PEM or base64.
func keyData(key string) ([]byte, error) {
	if block, _ := pem.Decode([]byte(strings.TrimLeft(key, white))); block != nil {
		if strings.Contains(block.Type, "PRIVATE") {
			return nil, &TagError{Tag: "p", Problem: ProblemPrivate}
		}
		return block.Bytes, nil
	}
	switch {
	case strings.Trim(key, white) == "":
		return nil, &TagError{Tag: "p", Problem: ProblemMissing}
	case strings.Contains(key, "PRIVATE KEY-----"):
		return nil, &TagError{Tag: "p", Problem: ProblemPrivate}
	case strings.Contains(key, "-----BEGIN"):
		return nil, &TagError{Tag: "p", Value: key, Problem: ProblemTruncated}
	}
	return base64Data(key)
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

// base64Data reads base64 with white space anywhere in it. The padding may be
// missing (RFC 6376 section 2.10). What is left over of a text that was cut in
// the middle of a group is skipped: isTruncated sees the loss. The error is a
// *TagError.
func base64Data(text string) ([]byte, error) {
	written := text
	text = strings.TrimRight(strings.Map(func(c rune) rune {
		if strings.ContainsRune(white, c) {
			return -1
		}
		return c
	}, text), "=")
	cut := len(text)%4 == 1
	if cut {
		text = text[:len(text)-1]
	}
	data, err := base64.RawStdEncoding.DecodeString(text)
	header, length := sequence(data)
	whole := header > 0 && len(data) == header+length
	switch {
	case err == nil && (!cut || !whole): // Behind a whole key is a letter too many.
		return data, nil
	case isPrivate(data): // What comes before the wrong character is enough.
		return nil, &TagError{Tag: "p", Problem: ProblemPrivate}
	}
	return nil, &TagError{Tag: "p", Value: written, Problem: ProblemBase64}
}

// noKey says why bytes are no public key of a type. A private key must not end up
// in a message, so that nothing of it is shown.
func noKey(key string, data []byte, want KeyType) error {
	if isPrivate(data) {
		return &TagError{Tag: "p", Problem: ProblemPrivate}
	}
	if _, err := x509.ParseCertificate(data); err == nil {
		return &TagError{Tag: "p", Value: "x509", Problem: ProblemCertificate}
	}
	if _, err := x509.ParseCertificateRequest(data); err == nil {
		return &TagError{Tag: "p", Value: "req", Problem: ProblemCertificate}
	}
	if want == KeyRSA && isTruncated(data) {
		return &TagError{Tag: "p", Value: key, Problem: ProblemTruncated}
	}
	if parsed, err := x509.ParsePKIXPublicKey(data); err == nil && !isSigning(parsed) {
		return &TagError{Tag: "p", Problem: ProblemAlgorithm}
	}
	return &TagError{Tag: "p", Value: key, Problem: ProblemKey, Want: []string{string(want)}}
}

// isSigning reports whether DKIM has keys of this type.
func isSigning(key any) bool {
	switch key.(type) {
	case *rsa.PublicKey, ed25519.PublicKey:
		return true
	}
	return false
}

// isPrivate reports whether bytes begin like a private key; the rest may be
// missing. Those of PKCS #1 (RFC 8017 appendix A.1.2), PKCS #8 (RFC 5958 section 2)
// and SEC 1 (RFC 5915 section 3) begin with a small version number, which no public
// key does. An Ed25519 key may have its public half behind it.
func isPrivate(data []byte) bool {
	const integer, mostVersion = 2, 3
	header, _ := sequence(data)
	if header > 0 && len(data) >= header+3 && data[header] == integer && data[header+1] == 1 && data[header+2] <= mostVersion {
		return true
	}
	if len(data) == ed25519.PrivateKeySize {
		seed, public := data[:ed25519.SeedSize], data[ed25519.SeedSize:]
		return bytes.Equal(ed25519.NewKeyFromSeed(seed)[ed25519.SeedSize:], public)
	}
	return bytes.HasPrefix(data, []byte("openssh-key-v1\x00"))
}

// isTruncated reports whether a DER sequence ends before the length that it
// begins with.
func isTruncated(data []byte) bool {
	header, length := sequence(data)
	return len(data) < 2 || header > 0 && len(data) < header+length
}

// sequence returns the lengths in bytes of the header and of the content of a DER
// sequence (X.690 section 8.1.3); 0 where bytes begin with none. A header may be
// cut off.
func sequence(data []byte) (header, length int) {
	const sequence = 0x30
	if len(data) < 2 || data[0] != sequence {
		return 0, 0
	}
	length, header = int(data[1]), 2
	count := length & 0x7f
	if length <= 0x7f {
		return header, length
	}
	if count > 3 {
		return 0, 0 // No key is that long.
	}
	header, length = header+count, 0
	for _, b := range data[2:min(header, len(data))] {
		length = length<<8 | int(b)
	}
	return header, length
}
