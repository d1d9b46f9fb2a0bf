package wholezone

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// content is a zone's text, seen as the lines that it means.
type content struct {
	zone   *zone.Zone
	origin zone.Origin
	bag    zone.Bag
}

func newContent(o zone.Origin, text string) *content { return contentOf(o, zone.Parse(text)) }

func contentOf(o zone.Origin, z *zone.Zone) *content {
	return &content{zone: z, origin: o, bag: z.Bag(o)}
}

// same reports whether both have the same lines, in whatever order and spelling.
func (c *content) same(other *content) bool { return c.bag.Equal(other.bag) }

// minus returns the lines that other does not have, or not as often.
func (c *content) minus(other *content) []string {
	var more []string
	for _, l := range c.zone.Beyond(c.origin, other.bag) {
		more = append(more, l.Text)
	}
	return more
}

// without returns the content without these of its lines.
func (c *content) without(lines []string) *content {
	z := c.zone.Clone()
	for _, line := range lines {
		if i := z.Find(c.origin, c.origin.LineKey(line)); i >= 0 {
			z.Remove(i)
		}
	}
	return contentOf(c.origin, z)
}

// unmanaged returns the lines that are none of those that are managed, nor what
// somebody made of one.
func (c *content) unmanaged(managed *content) []string {
	return withoutPlace(c.origin, c.minus(managed), managed.minus(c))
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
	content string
	// managed is the text that the resource had written before; "" for a
	// new resource.
	managed string
	ttl     int // 0: as it is.
	allow   deletions
}

// with sets what the configuration gives next to the text. A planned TTL that it
// does not give is the state's, and not this resource's to write.
func (w wholeChange) with(given wholeModel) wholeChange {
	w.ttl = session.SecondsOf(given.TTL)
	return w
}

// deletions are what the user has allowed.
type deletions struct{ unmanaged, large bool }

// unmanagedError reports that lines would be deleted that the resource never
// managed.
type unmanagedError struct{ Lines []string }

func (e *unmanagedError) Error() string {
	return fmt.Sprintf("%d lines that are not managed would be deleted", len(e.Lines))
}

// largeDeleteError reports that too much would be deleted at once.
type largeDeleteError struct {
	Lines []string
	Of    int
}

func (e *largeDeleteError) Error() string {
	return fmt.Sprintf("%d of %d lines would be deleted", len(e.Lines), e.Of)
}

// deletes returns the lines that go, and an error where they must not. A line
// in whose place another one comes is changed, not deleted.
func (w wholeChange) deletes(live *content) ([]string, error) {
	wanted, managed := newContent(live.origin, w.content), newContent(live.origin, w.managed)
	gone := live.minus(wanted)
	if len(gone) == 0 {
		return nil, nil
	}
	foreign := newContent(live.origin, strings.Join(gone, "\n")).minus(managed)
	// What somebody made of a managed line is that line, changed.
	foreign = withoutPlace(live.origin, foreign, managed.minus(live))
	if len(foreign) > 0 && !w.allow.unmanaged {
		return gone, &unmanagedError{Lines: foreign}
	}
	deleted := withoutPlace(live.origin, gone, wanted.minus(live))
	if len(deleted)*3 > live.bag.Len() && !w.allow.large {
		return gone, &largeDeleteError{Lines: deleted, Of: live.bag.Len()}
	}
	return gone, nil
}

// withoutPlace returns the lines for which others has none of the same type
// and host that could replace them.
func withoutPlace(o zone.Origin, lines, others []string) []string {
	type place struct{ owner, kind string }
	free := map[place]int{}
	for _, line := range others {
		if r, ok := zone.ParseRecord(line); ok {
			free[place{o.Owner(r), r.Type}]++
		}
	}
	return slices.DeleteFunc(slices.Clone(lines), func(line string) bool {
		r, ok := zone.ParseRecord(line)
		at := place{o.Owner(r), r.Type}
		if !ok || free[at] == 0 {
			return false
		}
		free[at]--
		return true
	})
}

// change returns what is to be written. Others may have written since the plan,
// so what would be deleted is looked at again.
func (w wholeChange) change() zonesync.Change {
	return zonesync.Change{Whole: &w.content, TTL: w.ttl, Check: func(v zonesync.View) error {
		_, err := w.deletes(contentOf(v.Origin, v.Before))
		return err
	}}
}
