package mailroute_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailroute"
)

// web is a web server that the FAQ's mail lines stand next to.
const web = "a @ 203.0.113.10\na www 203.0.113.10\n"

// shown writes a route as "10 s1.xrea.com (mx), 20 mail.example.net 192.0.2.1
// (mx)", or as its failure.
func shown(r mailroute.Route) string {
	servers := make([]string, 0, len(r.Servers))
	for _, s := range r.Servers {
		fields := append([]string{fmt.Sprint(s.Priority), s.Name}, s.Addresses...)
		servers = append(servers, strings.Join(fields, " ")+" ("+string(s.Reason)+")")
	}
	text := strings.Join(servers, ", ")
	if r.Failure != "" {
		text = strings.TrimPrefix(text+": "+string(r.Failure), ": ")
	}
	return text
}

func none(f mailroute.Failure) string { return string(f) }

func TestTheFAQsAnswersRouteAsItSays(t *testing.T) {
	t.Parallel()
	noRecord := none(mailroute.FailureNoRecord)
	const (
		s1      = "10 s1.xrea.com (mx)"
		forward = "10 mail.hogehoge.com 209.19.56.20 (forwarding)"
		mxe     = "10 mail.hogehoge.com 219.163.200.65 (mxe)"
		own     = "10 mail.hogehoge.com 219.163.200.70 (mx)"
		twice   = "10 s7.xrea.com (mx), 20 mail.gaibu-server.com (mx)"
	)
	for question, c := range map[string]struct {
		text   string
		routes map[string]string
	}{
		"Q2: without an mx the address record counts": {web, map[string]string{
			"user@hogehoge.com":       "0 hogehoge.com 203.0.113.10 (address record)",
			"user@www.hogehoge.com":   "0 www.hogehoge.com 203.0.113.10 (address record)",
			"user@other.hogehoge.com": noRecord,
		}},
		"Q6: mail forwarding": {web + "mxe mail 209.19.56.20 10", map[string]string{
			"user@hogehoge.com":     forward,
			"user@sub.hogehoge.com": forward,
			"user@example.com":      none(mailroute.FailureNotDomain),
		}},
		"Q8: mxe under any host name": {web + "mxe post 219.163.200.65 10", map[string]string{
			"user@hogehoge.com":     "10 post.hogehoge.com 219.163.200.65 (mxe)",
			"user@www.hogehoge.com": "10 post.hogehoge.com 219.163.200.65 (mxe)",
			"user@example.com":      none(mailroute.FailureNotDomain),
		}},
		"Q11, general: all mail, subdomains too": {web + "mxe mail 219.163.200.65 10\nmx own s9.xrea.com. 10", map[string]string{
			"user@hogehoge.com":      mxe,
			"user@www.hogehoge.com":  mxe, // A name with an address record too.
			"user@mail.hogehoge.com": mxe,
			"user@a.b.hogehoge.com":  mxe,
			"user@own.hogehoge.com":  "10 s9.xrea.com (mx)", // It has an MX of its own.
		}},
		"Q11, simple: all mail, subdomains too": {web + "mx   s1.xrea.com. 10", map[string]string{
			"user@hogehoge.com":     s1,
			"user@www.hogehoge.com": s1,
			"user@a.b.hogehoge.com": s1,
			"user@example.com":      none(mailroute.FailureNotDomain),
		}},
		"Q12, general: only the domain itself": {"mx @ s2.xrea.com. 10", map[string]string{
			"user@hogehoge.com":     "10 s2.xrea.com (mx)",
			"user@web.hogehoge.com": noRecord,
		}},
		"Q12, simple: by the address record": {"a @ 219.163.200.66  ", map[string]string{
			"user@hogehoge.com":     "0 hogehoge.com 219.163.200.66 (address record)",
			"user@web.hogehoge.com": noRecord,
		}},
		"Q13: the wildcard leaves out names that exist": {web + "mx * s1.xrea.com. 10", map[string]string{
			"user@sub.hogehoge.com":    "10 s1.xrea.com (wildcard mx)",
			"user@a.b.hogehoge.com":    "10 s1.xrea.com (wildcard mx)",
			"user@www.hogehoge.com":    "0 www.hogehoge.com 203.0.113.10 (address record)",
			"user@hogehoge.com":        "0 hogehoge.com 203.0.113.10 (address record)",
			"u@below.www.hogehoge.com": noRecord,
		}},
		"Q14, general: two hosts with a server each": {web + "mx @ s3.xrea.com. 10\nmx web s4.xrea.com. 10", map[string]string{
			"user@hogehoge.com":       "10 s3.xrea.com (mx)",
			"user@web.hogehoge.com":   "10 s4.xrea.com (mx)",
			"user@other.hogehoge.com": noRecord,
		}},
		"Q14, simple: two hosts with an address each": {"a @ 219.163.200.67  \na web 219.163.200.68  ", map[string]string{
			"user@hogehoge.com":       "0 hogehoge.com 219.163.200.67 (address record)",
			"user@web.hogehoge.com":   "0 web.hogehoge.com 219.163.200.68 (address record)",
			"user@other.hogehoge.com": noRecord,
		}},
		"Q15, general: a pattern": {web + "mx s* s5.xrea.com. 10", map[string]string{
			"user@s1.hogehoge.com":    "10 s5.xrea.com (wildcard mx)",
			"user@shop.hogehoge.com":  "10 s5.xrea.com (wildcard mx)",
			"user@t1.hogehoge.com":    noRecord,
			"user@a.s1.hogehoge.com":  noRecord,
			"user@www.hogehoge.com":   "0 www.hogehoge.com 203.0.113.10 (address record)",
			"user@s1.s2.hogehoge.com": noRecord,
		}},
		"Q15, simple: a pattern": {"a s* 219.163.200.69", map[string]string{
			"user@s1.hogehoge.com": "0 s1.hogehoge.com 219.163.200.69 (address record)",
			"user@t1.hogehoge.com": noRecord,
			"user@hogehoge.com":    noRecord,
		}},
		"Q16, general: an own server by its short name": {"a mail 219.163.200.70  \nmx @ mail 10", map[string]string{
			"user@hogehoge.com":      own,
			"user@mail.hogehoge.com": "0 mail.hogehoge.com 219.163.200.70 (address record)",
			"user@web.hogehoge.com":  noRecord,
		}},
		"Q16, general: an own server by its full name": {web + "a mail 219.163.200.70  \nmx @ mail.hogehoge.com. 10", map[string]string{
			"user@hogehoge.com":     own,
			"user@web.hogehoge.com": noRecord,
		}},
		"Q16, simple: an own server by its short name": {web + "a mail 219.163.200.70  \nmx   mail 10", map[string]string{
			"user@hogehoge.com":      own,
			"user@www.hogehoge.com":  own,
			"user@mail.hogehoge.com": own,
		}},
		"Q16, simple: an own server by its full name": {"a mail 219.163.200.70  \nmx   mail.hogehoge.com. 10", map[string]string{
			"user@hogehoge.com":     own,
			"user@web.hogehoge.com": own,
			"user@example.com":      none(mailroute.FailureNotDomain),
		}},
		"Q16: the trailing dot missing": {"a mail 219.163.200.70\nmx @ mail.hogehoge.com 10", map[string]string{
			"user@hogehoge.com": "10 mail.hogehoge.com.hogehoge.com (mx): " + none(mailroute.FailureNoAddress),
		}},
		"Q17: an alias as mail server": {web + "cname mail www\nmx @ mail 10", map[string]string{
			"user@hogehoge.com":      "10 www.hogehoge.com 203.0.113.10 (mx)",
			"user@mail.hogehoge.com": "0 www.hogehoge.com 203.0.113.10 (address record)",
			"user@web.hogehoge.com":  noRecord,
		}},
		"Q18: two servers of one priority come by name": {"mx @ s8.xrea.com. 10\nmx @ s7.xrea.com. 10", map[string]string{
			"user@hogehoge.com":     "10 s7.xrea.com (mx), 10 s8.xrea.com (mx)",
			"user@web.hogehoge.com": noRecord,
		}},
		"Q19, general: a second server": {web + "mx @ mail.gaibu-server.com. 20\nmx @ s7.xrea.com. 10", map[string]string{
			"user@hogehoge.com":     twice,
			"user@www.hogehoge.com": "0 www.hogehoge.com 203.0.113.10 (address record)",
			"user@web.hogehoge.com": noRecord,
		}},
		"Q19, simple: a second server takes all mail too": {web + "mx   s7.xrea.com. 10\nmx   mail.gaibu-server.com. 20", map[string]string{
			"user@hogehoge.com":     twice,
			"user@www.hogehoge.com": twice,
			"user@web.hogehoge.com": twice,
			"user@example.com":      none(mailroute.FailureNotDomain),
		}},
	} {
		t.Run(question, func(t *testing.T) {
			t.Parallel()
			for address, want := range c.routes {
				equal(t, address, shown(find(c.text, address)), want)
			}
		})
	}
}
