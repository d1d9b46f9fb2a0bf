package rules

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

func TestReportsElsewhereNeedConsent(t *testing.T) {
	t.Parallel()
	texts := func(_ context.Context, name string) ([]string, error) {
		switch name {
		case "hogehoge.com._report._dmarc.gaibu-server.com":
			return []string{"other", "v=DMARC1"}, nil
		case "web.hogehoge.com._report._dmarc.gaibu-server.com", "hogehoge.com._report._dmarc.fugafuga.com":
			return nil, nil
		case "hogehoge.com._report._dmarc.text.example":
			return []string{"v=spf1 -all"}, nil
		}
		return nil, errors.New("no answer")
	}
	p := defaults(t)
	off, err := NewPolicy(map[string]string{"dmarc-report-elsewhere": "off"})
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		line string
		want int
	}{
		"with consent":                    {"txt _dmarc v=DMARC1; p=none; rua=mailto:a@gaibu-server.com", 0},
		"without consent":                 {"txt _dmarc v=DMARC1; p=none; rua=mailto:a@fugafuga.com!10m", 1},
		"twice the same domain":           {"txt _dmarc v=DMARC1; p=none; rua=mailto:a@FUGAFUGA.com; ruf=mailto:b@fugafuga.com", 1},
		"another text":                    {"txt _dmarc v=DMARC1; p=none; ruf=mailto:a@text.example", 1},
		"consent for another domain":      {"txt _dmarc.web v=DMARC1; p=none; rua=mailto:a@gaibu-server.com", 1},
		"the own domain":                  {"txt _dmarc v=DMARC1; p=none; rua=mailto:a@hogehoge.com,mailto:a@mail.hogehoge.com", 0},
		"the own domain, for a subdomain": {"txt _dmarc.web v=DMARC1; p=none; rua=mailto:a@hogehoge.com", 0},
		"no answer":                       {"txt _dmarc v=DMARC1; p=none; rua=mailto:a@silent.example", 0},
		"no reports":                      {"txt _dmarc v=DMARC1; p=none", 0},
		"a text that can't be read":       {"txt _dmarc p=none; rua=mailto:a@fugafuga.com", 0},
		"a text that is not known yet":    {"txt _dmarc ?", 0},
		"a text that is no DMARC text":    {"txt @ v=DMARC1; p=none; rua=mailto:a@fugafuga.com", 0},
		"an alias":                        {"cname _dmarc fugafuga.com.", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := Case{Subject: planned(test.line), Origin: zone.NewOrigin(exampleDomain)}
			var want []string
			for range test.want {
				want = append(want, "at value "+test.line)
			}
			found := p.Network(t.Context(), c, Resolver{Texts: texts})
			if got := written(found, nil); !slices.Equal(got, want) {
				t.Errorf("found %q, want %q", got, want)
			}
			for _, f := range found {
				checkText(t, "message", f.Message)
				checkText(t, "suggestion", f.Suggestion)
				if f.Rule != "dmarc-report-elsewhere" || f.Severity != Warning {
					t.Errorf("found %s %s", f.Rule, f.Severity)
				}
			}
			if got := off.Network(t.Context(), c, Resolver{Texts: texts}); got != nil {
				t.Errorf("found %q though the rule is off", written(got, nil))
			}
		})
	}
}
