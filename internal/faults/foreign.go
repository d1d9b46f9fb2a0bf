package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"time"
)

// foreigner is somebody else's tool on the same zone. It reads, changes, and
// writes the whole text, as every client must.
type foreigner struct {
	party *party
	rng   *rand.Rand
	// destroys makes it the other kind: what has not exactly three fields it
	// does not understand, and drops.
	destroys bool
	pause    time.Duration
	lag      time.Duration   // How long a read may be an old one.
	hosts    int             // How many it changes; 0: the usual.
	wants    map[string]bool // Its lines, and whether each is to stand.
}

const foreignToken = "somebody-elses-token"

// zoneJSON is a zone as the API shows and takes it.
type zoneJSON struct {
	NSType  string          `json:"ns_type"`
	Records string          `json:"records"`
	TTL     json.RawMessage `json:"ttl"`
}

func (f *foreigner) request(ctx context.Context, method string, body any) (zoneJSON, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return zoneJSON{}, err
	}
	r, err := http.NewRequestWithContext(ctx, method, f.party.url+"/domains/"+domain+"/dns", bytes.NewReader(text))
	if err != nil {
		return zoneJSON{}, err
	}
	r.Header.Set("Authorization", "Bearer "+foreignToken)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return zoneJSON{}, err
	}
	data, err := io.ReadAll(response.Body)
	if closing := response.Body.Close(); err == nil {
		err = closing
	}
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d", response.StatusCode)
	}
	var answer struct {
		Results zoneJSON `json:"results"`
	}
	if err == nil {
		err = json.Unmarshal(data, &answer)
	}
	return answer.Results, err
}

// turn reads and, where the zone is not as it wants it, writes once. It tells
// whether everything was right.
func (f *foreigner) turn(ctx context.Context) bool {
	z, err := f.request(ctx, http.MethodGet, nil)
	if err != nil {
		return false
	}
	text := z.Records
	if f.destroys {
		text = threeFields(text)
	}
	for line, stands := range f.wants {
		if has(text, line) != stands {
			text = toggled(text, line, stands)
		}
	}
	if text == z.Records {
		return true
	}
	_, _ = f.request(ctx, http.MethodPut, map[string]any{"ns_type": z.NSType, "records": text, "ttl": z.TTL})
	return false
}

// run changes its mind until the context ends, and then, if it is of the good
// kind, stays until its last wish stands.
func (f *foreigner) run(ctx context.Context) {
	f.wants = map[string]bool{}
	for i := 0; ; i++ {
		select {
		case <-ctx.Done():
			if !f.destroys {
				f.settle(context.WithoutCancel(ctx))
			}
			return
		case <-time.After(time.Duration(f.rng.Int64N(int64(f.pause)))):
		}
		line := fmt.Sprintf("a %s-%d 192.0.2.7", f.party.name, f.rng.IntN(cmp.Or(f.hosts, 6)))
		f.wants[line] = !f.wants[line]
		f.turn(context.WithoutCancel(ctx))
	}
}

func (f *foreigner) settle(ctx context.Context) {
	for range 200 {
		time.Sleep(f.lag) // An old read would say that all is well.
		if f.turn(ctx) {
			return
		}
	}
}

// threeFields is what a tool leaves that knows "type host value" alone.
func threeFields(text string) string {
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return len(strings.Fields(l)) != 3 })
	return strings.Join(lines, "\n")
}

// toggled adds a line at the end, or takes it away, and leaves all other bytes.
func toggled(text, line string, stands bool) string {
	if stands {
		if text == "" || strings.HasSuffix(text, "\n") {
			return text + line + "\n"
		}
		return text + "\n" + line
	}
	lines := strings.Split(text, "\n")
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return strings.TrimRight(l, "\r") == line }), "\n")
}
