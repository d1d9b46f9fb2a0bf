package main

import (
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// choices are made by one round from its own source of chance.
type choices struct{ *rand.Rand }

func newChoices(seed uint64, round int) choices {
	return choices{rand.New(rand.NewPCG(seed, uint64(round)))} //nolint:gosec // Repeatable chance is the purpose.
}

// often is true once in so many times.
func (c choices) often(n int) bool { return c.IntN(n) == 0 }

func (c choices) upTo(d time.Duration) time.Duration { return time.Duration(c.Int64N(int64(d) + 1)) }

// startText chooses a zone: a small one of a web server, or one in which
// everything stands that a text box lets people write.
func (c choices) startText() string {
	web := "a @ 203.0.113.10\na www 203.0.113.10\na * 203.0.113.10\ntxt @ google-site-verification=example\nurl blog https://hogehoge.example/blog"
	odd := strings.Join([]string{
		"; kept by hand since 2009", "", "a   @\t203.0.113.10", "A WWW 203.0.113.10", "  a  shop   203.0.113.11  ",
		"mx @ mail 10", "mx @ mail.gaibu-server.com. 20", "a mail 203.0.113.12", "txt @ \"v=spf1 mx -all\"",
		"txt _dmarc v=DMARC1; p=none", "srv _sip._tcp 10 5 5060 sip.example.net.", "caa @ 0 issue \"letsencrypt.org\"",
		"ns sub ns1.example.net.", "aaaa @ 2001:db8::1", "cname docs docs.example.net.", "url blog https://hogehoge.example/blog",
		"txt long " + strings.Repeat("x", 300), "", "日本語 の 行",
	}, "\n")
	text := []string{web, odd, strings.ReplaceAll(odd, "\n", "\r\n")}[c.IntN(3)]
	if c.often(2) {
		text += "\n"
	}
	return text
}

const maintenance = "<html><head><title>Maintenance</title></head><body>Back soon.</body></html>"

// The faults that lie about a zone's lines.
const (
	faultEmpty = "empty read"
	faultHalf  = "half a zone"
)

// staleFor is how long a read may be an old one.
const staleFor = time.Second

// trouble chooses the faults of a round. Times are those of a real run; unit
// shortens them all. One fault more is sure to be among them: an old read or,
// with damage, a read that lies about the zone, which only a zone without
// foreign writers may have, since they would believe it.
func (c choices) trouble(unit float64, damage bool) []simulator.Fault {
	short := func(d time.Duration) time.Duration { return time.Duration(float64(d) * unit) }
	all := []simulator.Fault{
		{Name: "latency", Latency: short(50 * time.Millisecond), Probability: 0.5},
		{Name: "slow answer", AnswerLatency: short(300 * time.Millisecond), Probability: 0.1},
		{Name: "429 storm", TooManyRequests: true, For: short(5 * time.Second), Skip: c.IntN(6)},
		{Name: "html 503", Status: http.StatusServiceUnavailable, Body: maintenance, Probability: 0.15},
		{Name: "500 for a write", Method: http.MethodPut, Status: http.StatusInternalServerError, Probability: 0.3},
		{Name: "504 after a write", Method: http.MethodPut, Status: http.StatusGatewayTimeout, AfterEffect: true, Probability: 0.3},
		{Name: "truncated", TruncateBody: true, Probability: 0.15},
		{Name: "cut before", CutBefore: true, Probability: 0.15},
		{Name: "cut after a write", Method: http.MethodPut, CutAfter: true, Probability: 0.3},
		{Name: "cut in the answer", CutInAnswer: true, Probability: 0.15},
	}
	stale := simulator.Fault{Name: "stale read", StaleReads: true, StaleFor: short(staleFor), Probability: 0.5}
	sure := []simulator.Fault{stale}
	if damage {
		sure = []simulator.Fault{
			{Name: faultEmpty, EmptyZone: true, Skip: c.IntN(5), Times: 1 + c.IntN(2)},
			{Name: faultHalf, Method: http.MethodGet, AnswerDifferentText: "a @ 203.0.113.10", Skip: c.IntN(4), Times: 1},
			{Name: "another domain", Method: http.MethodGet, WrongDomain: "example.org", Skip: c.IntN(5), Times: 1},
		}
	}
	c.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	all = append(all[:c.IntN(4)], sure[c.IntN(len(sure))])
	for i := range all {
		all[i].Seed = c.Uint64()
	}
	return all
}
