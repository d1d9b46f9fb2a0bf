package provider

import (
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// content is a zone's text, seen as the lines that it means.
type content struct {
	zone   *zone.Zone
	origin zone.Origin
	lines  []zone.Line
	keys   []string
	count  map[string]int
}

func newContent(o zone.Origin, text string) *content {
	c := &content{zone: zone.Parse(text), origin: o, count: map[string]int{}}
	for _, l := range c.zone.Lines() {
		if strings.TrimSpace(l.Text) == "" {
			continue
		}
		key := o.LineKey(l.Text)
		c.lines, c.keys = append(c.lines, l), append(c.keys, key)
		c.count[key]++
	}
	return c
}

// same tells whether both hold the same lines, in whatever order and spelling.
func (c *content) same(other *content) bool { return len(c.minus(other))+len(other.minus(c)) == 0 }

// minus returns the lines that other does not hold, or not as often.
func (c *content) minus(other *content) []string {
	left := make(map[string]int, len(other.count))
	for key, n := range other.count {
		left[key] = n
	}
	var more []string
	for i, key := range c.keys {
		if left[key]--; left[key] < 0 {
			more = append(more, c.lines[i].Text)
		}
	}
	return more
}

// maxContent bounds the text: the API takes a megabyte, and no zone comes near.
const maxContent = 1 << 20

// checkContent refuses characters that would read as a line break where the
// text editor shows none, and lines that the user surely did not mean.
func checkContent(text string) error {
	if len(text) > maxContent {
		return &zone.FieldError{Value: text[:40] + "…", Problem: zone.ProblemTooLong}
	}
	for i, l := range zone.Parse(text).Lines() {
		if err := zone.CheckText(l.Text); err != nil {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return nil
}

// wholeChange makes a text the zone.
type wholeChange struct {
	domain  string
	content string
	// managed is the text that the resource had written before; "" for a
	// new resource.
	managed string
	ttl     int // 0: as it is.
	allow   deletions
}

// deletions are what the user has allowed.
type deletions struct{ unmanaged, large bool }

// unmanagedError tells that lines would be deleted that the resource never
// managed.
type unmanagedError struct{ Lines []string }

func (e *unmanagedError) Error() string {
	return fmt.Sprintf("%d lines that are not managed would be deleted", len(e.Lines))
}

// largeDeleteError tells that too much would be deleted at once.
type largeDeleteError struct {
	Lines []string
	Of    int
}

func (e *largeDeleteError) Error() string {
	return fmt.Sprintf("%d of %d lines would be deleted", len(e.Lines), e.Of)
}

// deletes returns the lines that go, and an error where they must not.
func (w wholeChange) deletes(live *content) ([]string, error) {
	gone := live.minus(newContent(live.origin, w.content))
	if len(gone) == 0 {
		return nil, nil
	}
	lost := newContent(live.origin, strings.Join(gone, "\n"))
	if foreign := lost.minus(newContent(live.origin, w.managed)); len(foreign) > 0 && !w.allow.unmanaged {
		return gone, &unmanagedError{Lines: foreign}
	}
	if len(gone)*3 > len(live.lines) && !w.allow.large {
		return gone, &largeDeleteError{Lines: gone, Of: len(live.lines)}
	}
	return gone, nil
}

// edit is a zonesync.Edit.
func (w wholeChange) edit(d *zonesync.Document) error {
	if w.ttl != 0 {
		d.TTL = w.ttl
	}
	live := newContent(d.Origin, d.Zone().String())
	if live.same(newContent(d.Origin, w.content)) {
		return nil
	}
	if _, err := w.deletes(live); err != nil && !d.Again {
		return err
	}
	text := w.content
	if !strings.HasSuffix(d.Zone().String(), "\n") {
		text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
	}
	d.Change(func(z *zone.Zone) { z.SetText(text) })
	return nil
}
