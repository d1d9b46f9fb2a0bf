package valuedomain

import (
	"bytes"
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMessage bounds what is repeated of a server's text, in characters.
const maxMessage = 300

// describe returns what a body that is not the API's JSON says: the title of a
// page, or else its text, without the mark-up. It may be long; whoever shows it
// removes the secret first and shortens it then, since half a secret is no
// longer found.
func describe(body []byte) string {
	page := strings.TrimSpace(strings.ToValidUTF8(string(body), "\uFFFD"))
	if !strings.HasPrefix(page, "<") {
		return page
	}
	if title := pageTitle(page); title != "" {
		return title
	}
	return pageText(page)
}

func pageTitle(page string) string {
	m := regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`).FindStringSubmatch(page)
	if m == nil {
		return ""
	}
	return strings.TrimSpace(html.UnescapeString(m[1]))
}

func pageText(page string) string {
	page = regexp.MustCompile(`(?is)<(script|style)\b.*?</(script|style)>|<!--.*?-->|<[^>]*>`).ReplaceAllString(page, " ")
	return html.UnescapeString(page)
}

// plain returns JSON in its simplest spelling, so that a text in it reads as it
// is meant.
func plain(raw []byte) string {
	var value any
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if json.Unmarshal(raw, &value) != nil || e.Encode(value) != nil {
		return string(raw)
	}
	return strings.TrimSpace(b.String())
}

// oneLine makes one line of printable characters out of a foreign text.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, strings.Join(strings.Fields(text), " "))
}

// shorten returns at most n characters of a text.
func shorten(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return string([]rune(text)[:n-1]) + "…"
}
