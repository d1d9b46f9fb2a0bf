package mailauth

import (
	"crypto/ed25519"
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

// dkimVersion is what a DKIM key record may begin with.
const dkimVersion = "DKIM1"

// ParseDKIM reads a DKIM key record, its DNS strings joined. The version may be
// missing, but if it is there it is first. Unknown tags, hash algorithms,
// services and flags are skipped, as the RFC demands. The error is a *TagError.
func ParseDKIM(text string) (DKIM, error) {
	tags, err := readTags(text)
	if err != nil {
		return DKIM{}, err
	}
	if tags.has("v") {
		if err := tags.version(dkimVersion); err != nil {
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
	data, err := base64Data(text)
	if err != nil {
		return 0, err
	}
	if kind == KeyEd25519 {
		return ed25519Bits(text, data)
	}
	key, ok := rsaKey(data)
	if !ok {
		return 0, noKey(text, data, kind)
	}
	return key.N.BitLen(), nil
}

// ed25519Bits checks a key of RFC 8463 section 3: 32 bytes, without a frame.
func ed25519Bits(text string, data []byte) (int, error) {
	switch {
	case len(data) == ed25519.PublicKeySize:
		return 8 * ed25519.PublicKeySize, nil
	case len(data) < ed25519.PublicKeySize && !isPrivate(data):
		return 0, &TagError{Tag: "p", Value: text, Problem: ProblemTruncated}
	}
	return 0, noKey(text, data, KeyEd25519)
}
