package valuedomain

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// FuzzDecodeZone: whatever the API answers, it is understood or an error; what
// is understood is what encoding/json reads too, and survives being written.
// The seeds stand in testdata/fuzz.
func FuzzDecodeZone(f *testing.F) {
	f.Add([]byte(zoneOK))
	f.Add([]byte(tooMany))
	f.Add([]byte(htmlPage))
	f.Fuzz(func(t *testing.T, body []byte) {
		c := newTestClient(t, nil)
		_ = c.addressed(refusal(body), request{}, 500).Error()
		var s zone.Snapshot
		err := parseAnswer(body, func(o object) (err error) {
			s, err = decodeZone(o)
			return err
		})
		if err != nil {
			if text := c.addressed(err, request{}, 200).Error(); len([]rune(text)) > 1000 || strings.ContainsAny(text, "\n\r\x1b") || !utf8.ValidString(text) {
				t.Errorf("error: %q", text)
			}
			return
		}
		if s.Domain == "" || s.TTL < 0 {
			t.Errorf("got %+v", s)
		}
		written, err := c.encodeZone("write", s)
		if err != nil {
			t.Fatal(err)
		}
		var back struct {
			NSType, Records string
			TTL             int
		}
		if err := json.Unmarshal(written, &back); err != nil || back.Records != s.Text || back.TTL != s.TTL {
			t.Errorf("read %+v, wrote %s, %v", s, written, err)
		}
	})
}
