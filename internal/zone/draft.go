package zone

import "strings"

// Draft is a zone that changes, with its index.
type Draft struct {
	Origin Origin
	Zone   *Zone
	Index  *Index
}

// NewDraft returns a draft of a zone that has this index. Both stay as they are.
func NewDraft(o Origin, z *Zone, x *Index) *Draft { return &Draft{o, z.Clone(), x.Clone()} }

// Put adds a line, next to those of its type and owner.
func (d *Draft) Put(line string) {
	d.Zone.Add(d.Origin, line)
	d.insert(line)
}

// Replace writes a line in the place of one that means the same as key. Without such
// a one it adds it.
func (d *Draft) Replace(key, line string) {
	at := d.Zone.Find(d.Origin, key)
	if at < 0 {
		d.Put(line)
		return
	}
	d.Zone.Replace(at, line)
	d.Index.Delete(key)
	d.insert(line)
}

func (d *Draft) insert(line string) {
	r, _ := ParseRecord(line)
	d.Index.Insert(Entry{Record: r, Line: line, Key: d.Origin.LineKey(line)})
}

// Remove removes one line that means the same as key, if there is one.
func (d *Draft) Remove(key string) {
	if at := d.Zone.Find(d.Origin, key); at >= 0 {
		d.Zone.Remove(at)
		d.Index.Delete(key)
	}
}

// SetText replaces all lines. The text ends with a newline if the one before did.
func (d *Draft) SetText(text string) {
	if !strings.HasSuffix(d.Zone.String(), "\n") {
		text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
	}
	d.Zone.setText(text)
	d.Index = NewIndex(d.Origin, d.Index.Service, d.Zone)
}
