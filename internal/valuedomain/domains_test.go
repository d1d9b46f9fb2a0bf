package valuedomain

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
)

// domainList serves n domains, at most perPage of them at once.
func domainList(n, perPage int) func(int, *http.Request) (result, error) {
	return func(_ int, r *http.Request) (result, error) {
		page, err := strconv.Atoi(r.URL.Query().Get("page"))
		if err != nil {
			return result{}, err
		}
		var items []string
		for i := (page - 1) * perPage; i < min(page*perPage, n); i++ {
			items = append(items, fmt.Sprintf(`{"domainid":%d,"domainname":"d%d.example","registrar":"GMO","expirationdate":"2027-10-13","autorenew":%d}`, i, i, i%2))
		}
		return answerOf(200, fmt.Sprintf(`{"paging":{"max":%d,"limit":%d,"page":%d},"results":[%s]}`, n, perPage, page, strings.Join(items, ","))), nil
	}
}

func TestDomainsAreReadToTheEnd(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, n, perPage, requests string }{
		{"none", "0", "100", "1"},
		{"one page", "3", "100", "1"},
		{"one full page", "100", "100", "1"},
		{"three pages", "201", "100", "3"},
		{"an API that gives fewer than asked for", "25", "10", "3"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			n, _ := strconv.Atoi(test.n)
			perPage, _ := strconv.Atoi(test.perPage)
			s := newServer(domainList(n, perPage))
			got, err := newTestClient(t, s).Domains(t.Context())
			if err != nil || len(got) != n || strconv.Itoa(len(s.exchanges())) != test.requests {
				t.Fatalf("%d domains in %d requests, %v", len(got), len(s.exchanges()), err)
			}
			for i, d := range got {
				want := Domain{ID: int64(i), Name: fmt.Sprintf("d%d.example", i), Registrar: "GMO", ExpirationDate: "2027-10-13", AutoRenew: i%2 == 1}
				if d != want {
					t.Fatalf("got %+v, want %+v", d, want)
				}
			}
			if e := s.exchanges()[0]; e.path != "/v1/domains" || e.query != "limit=100&page=1" {
				t.Errorf("asked %s?%s", e.path, e.query)
			}
		})
	}
}

func TestDomainsOfTheRecordedAnswer(t *testing.T) {
	t.Parallel()
	s := always(200, `{"paging":{"max":1,"limit":10,"page":1},"results":[{"domainid":1,"domainname":"example.com","registrar":"GMO","expirationdate":"2027-10-13","autorenew":0,"autorenew_all":0,"autorenew_domain":0}],"request_id":"x","request":{}}`)
	got, err := newTestClient(t, s).Domains(t.Context())
	if want := []Domain{{ID: 1, Name: "example.com", Registrar: "GMO", ExpirationDate: "2027-10-13"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestAPageThatMovedDoesNotRepeatADomain(t *testing.T) {
	t.Parallel()
	s := inOrder(
		give(200, `{"paging":{"max":3},"results":[{"domainname":"a.example"},{"domainname":"b.example"}]}`),
		give(200, `{"paging":{"max":3},"results":[{"domainname":"b.example"},{"domainname":"c.example"}]}`),
	)
	got, err := newTestClient(t, s).Domains(t.Context())
	if want := []Domain{{Name: "a.example"}, {Name: "b.example"}, {Name: "c.example"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestDomainsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, body, problem string }{
		{"a page that repeats", `{"paging":{"max":9},"results":[{"domainname":"a.example"}]}`, "page 2 repeats earlier ones, and only 1 of 9 domains came"},
		{"no paging", `{"results":[]}`, `"paging" with "max" is missing`},
		{"no end", `{"paging":{},"results":[]}`, `"paging" with "max" is missing`},
		{"no results", `{"paging":{"max":0}}`, `"results" is missing`},
		{"results of another kind", `{"paging":{"max":0},"results":{}}`, `"results" is not a list of objects`},
		{"a domain without a name", `{"paging":{"max":1},"results":[{"domainid":1}]}`, `"domainname" is missing`},
		{"an id that is a word", `{"paging":{"max":1},"results":[{"domainname":"a.example","domainid":"x"}]}`, `"domainid" is not a whole number`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := newTestClient(t, always(200, test.body)).Domains(t.Context())
			if kind(err) != "answer" || !strings.Contains(err.Error(), test.problem) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestTheNumberOfPagesIsBounded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newServer(func(n int, _ *http.Request) (result, error) {
			return answerOf(200, fmt.Sprintf(`{"paging":{"max":999999999},"results":[{"domainname":"d%d.example"}]}`, n)), nil
		})
		_, err := newTestClient(t, s).Domains(t.Context())
		if kind(err) != "answer" || len(s.exchanges()) != maxPages {
			t.Errorf("%d requests, %v", len(s.exchanges()), err)
		}
	})
}
