package valuedomain

import (
	"encoding/base64"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"strconv"
	"strings"
)

// redacted is what is shown instead of a secret.
const redacted = "(redacted)"

// secret keeps the token out of printed values: fmt shows the address of a
// pointer below the top level, whatever the verb.
type secret struct{ text *string }

func newSecret(text string) secret { return secret{text: &text} }

func (s secret) reveal() string { return *s.text }

// Format writes a placeholder for every verb.
func (s secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redacted) }

// scrub takes every form of the secret out of a text that came from outside.
func (s secret) scrub(text string) string {
	for _, form := range s.forms() {
		text = replaceSecret(text, form)
	}
	return text
}

// forms lists the spellings in which a server may give the secret back.
func (s secret) forms() []string {
	token := s.reveal()
	inJSON := strings.Trim(plain([]byte(strconv.Quote(token))), `"`)
	return []string{
		token, inJSON, strings.ReplaceAll(inJSON, "/", `\/`), html.EscapeString(token),
		url.QueryEscape(token), url.PathEscape(token), base64.StdEncoding.EncodeToString([]byte(token)),
	}
}

// shortSecret is the length under which a token is so much like a word that
// only whole words are removed. Real tokens are far longer; "t" is one for
// trying things out.
const shortSecret = 8

func replaceSecret(text, form string) string {
	if len(form) >= shortSecret {
		return strings.ReplaceAll(text, form, redacted)
	}
	var out strings.Builder
	for at := 0; ; {
		i := strings.Index(text[at:], form)
		if i < 0 {
			out.WriteString(text[at:])
			return out.String()
		}
		i += at
		end := i + len(form)
		out.WriteString(text[at:i])
		if i > 0 && isWordByte(text[i-1]) || end < len(text) && isWordByte(text[end]) {
			out.WriteString(form)
		} else {
			out.WriteString(redacted)
		}
		at = end
	}
}

func isWordByte(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80
}

// scrubError returns err, or where its text has the secret an error that does
// not: not in its chain either.
func (s secret) scrubError(err error) error {
	var outer *url.Error
	if errors.As(err, &outer) {
		err = outer.Err // The method and the path are in ours.
	}
	text := fmt.Sprintf("%v %+v", err, err)
	if s.scrub(text) == text {
		return err
	}
	return errors.New(s.scrub(err.Error()))
}

// redactURL returns a URL without its user and query, which may contain secrets.
func redactURL(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return "not a URL"
	}
	u.User, u.RawQuery, u.Fragment = nil, "", ""
	return u.String()
}
