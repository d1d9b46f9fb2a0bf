package simulator

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// state is all that the simulator has; it is the content of the state file.
type state struct {
	Version int        `json:"version"`
	Domains []*holding `json:"domains"`
}

// holding is one domain. AutoLine is what the mail forwarding added to the
// text, separator included, so that it can be removed exactly; it is empty
// where nothing was added or the line has gone since.
type holding struct {
	Name string `json:"domainname"`
	Zone
	AutoLine string `json:"automatic_line,omitempty"`
}

// stateVersion is the only layout of the state file so far.
const stateVersion = 1

// startState is the domain of the mail FAQ's examples with the zone of a small
// web server.
func startState() *state {
	return &state{Version: stateVersion, Domains: []*holding{startDomain(1, "hogehoge")}}
}

// startFile is what a new state file has: next to the domain of the FAQ that of
// the English documentation, which says example.com.
func startFile() *state {
	st := startState()
	st.Domains = append(st.Domains, startDomain(2, "example"))
	return st
}

// startDomain is a zone as people have one today: on the simple DNS service, with
// no line that only general DNS has. It has no mail server, so that each kind of
// mail can be tried. The missing newline at the end is how the registrar answers.
func startDomain(id int, name string) *holding {
	return &holding{
		Name: name + ".com",
		Zone: Zone{
			DomainID: id,
			NSType:   defaultNSType,
			TTL:      defaultTTL,
			Records: strings.Join([]string{
				"a @ 203.0.113.10",
				"a www 203.0.113.10",
				"a * 203.0.113.10",
				"cname docs " + name + ".github.io.",
				"txt @ google-site-verification=example",
			}, "\n"),
			Forwards: []Forward{},
		},
	}
}

// find gives the domain, whatever the case of its name, or a 404 failure.
func (st *state) find(domain string) (*holding, error) {
	for _, h := range st.Domains {
		if strings.EqualFold(h.Name, domain) {
			return h, nil
		}
	}
	return nil, &failure{404, fmt.Sprintf("Not Found : domain %q is not in this account.", domain)}
}

// add puts in an empty domain with the next free number.
func (st *state) add(domain string) *holding {
	h := &holding{Name: strings.ToLower(domain), Zone: Zone{DomainID: st.nextID()}}
	st.Domains = append(st.Domains, h)
	return h
}

// nextID returns the next free number of a domain.
func (st *state) nextID() int {
	next := 1
	for _, h := range st.Domains {
		next = max(next, h.DomainID+1)
	}
	return next
}

func (st *state) sorted() []*holding {
	return slices.SortedStableFunc(slices.Values(st.Domains), func(a, b *holding) int {
		return cmp.Or(cmp.Compare(a.DomainID, b.DomainID), strings.Compare(a.Name, b.Name))
	})
}

// decodeState refuses all that it would not write back: a member it does not
// know would be lost at the next write. What a file of one's own omits is that of
// a zone of today.
func decodeState(data []byte) (*state, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var st state
	if err := decoder.Decode(&st); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, errors.New("the file is empty")
		}
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more after the end of the JSON object")
	}
	if st.Version != stateVersion {
		return nil, fmt.Errorf("version is %d, not %d", st.Version, stateVersion)
	}
	seen := map[string]bool{}
	for i, h := range st.Domains {
		if h == nil || h.Name == "" {
			return nil, fmt.Errorf("domain %d has no domainname", i+1)
		}
		name := strings.ToLower(h.Name)
		if seen[name] {
			return nil, fmt.Errorf("domain %s is there twice", name)
		}
		seen[name] = true
		if h.TTL < 0 {
			return nil, fmt.Errorf("domain %s has the ttl %d, which is below 0", name, h.TTL)
		}
	}
	for _, h := range st.Domains {
		if h.Zone = h.complete(); h.DomainID == 0 {
			h.DomainID = st.nextID()
		}
	}
	return &st, nil
}

// encodeState writes for readers: indented, and without escapes for < > and &.
func encodeState(st *state) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(st); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
