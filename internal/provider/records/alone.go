package records

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// privateAlone is the key of a mark in a resource's private data: the keys of those
// lines that were the only ones of their type at their host when they were read or
// written last.
const privateAlone = "alone"

// markAlone renews the mark.
func markAlone(ctx context.Context, private session.PrivateData, doc *zonesync.Document, lines ...zone.Entry) diag.Diagnostics {
	var keys []string
	for _, e := range lines {
		if len(sameHost(doc, e.Record)) == 1 {
			keys = append(keys, e.Key)
		}
	}
	text, err := json.Marshal(keys)
	if had, _ := private.GetKey(ctx, privateAlone); err != nil || string(had) == string(text) {
		return nil
	}
	return private.SetKey(ctx, privateAlone, text)
}

// sameHost returns the lines of the record's type at its host; none for a raw line,
// whose type is not known.
func sameHost(doc *zonesync.Document, r zone.Record) []zone.Entry {
	if r.Type == "" {
		return nil
	}
	return doc.Index().OfType(doc.Origin.Owner(r), r.Type)
}

// follower finds what has become of records of one resource that are not in the
// zone any more.
type follower struct {
	session *session.Session
	doc     *zonesync.Document
	token   string
	alone   []string // The keys of the mark.
}

func newFollower(ctx context.Context, s *session.Session, doc *zonesync.Document, token string, private session.PrivateData) follower {
	f := follower{session: s, doc: doc, token: token}
	text, _ := private.GetKey(ctx, privateAlone)
	_ = json.Unmarshal(text, &f.alone)
	return f
}

// changed returns the line that a record has turned into, where it can be no other:
// the only one of its type at its host, where the record was the only one too. A line
// that another resource is known to have is not it.
func (f follower) changed(r zone.Record) (zone.Entry, bool) {
	there := sameHost(f.doc, r)
	if !slices.Contains(f.alone, f.doc.Origin.Key(r)) || len(there) != 1 || f.session.Claims(f.doc).HeldByAnother(f.token, there[0].Key) {
		return zone.Entry{}, false
	}
	return there[0], true
}
