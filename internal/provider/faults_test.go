package provider_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

const oneRecord = `resource "valuedomain_a_record" "mail" {
  domain  = "hogehoge.com"
  host    = "mail"
  address = "219.163.200.70"
}`

const oneLine = "a mail 219.163.200.70"

// expectRefusal wants exactly one error, of that summary, whose detail holds
// the parts, and the zone as it was.
func (w *world) expectRefusal(t *testing.T, o outcome, summary string, parts ...string) {
	t.Helper()
	if o.code != 1 || o.summaries() != "error: "+summary {
		t.Fatalf("code %d, wanted %q:\n%s", o.code, summary, o.out)
	}
	for _, part := range parts {
		if !strings.Contains(o.details(), part) {
			t.Errorf("the detail lacks %q:\n%s", part, o.details())
		}
	}
	if w.text(t) != webZone {
		t.Errorf("the zone has changed:\n%s", w.text(t))
	}
	if strings.Contains(o.out, w.token) {
		t.Error("the token stands in the output")
	}
}

func TestPassingTroubleIsOvercome(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]simulator.Fault{
		"an HTML 503 for two reads":                {Method: http.MethodGet, Status: 503, Body: "<html><title>Maintenance</title></html>", Times: 2},
		"an HTML 503 for the write":                {Method: http.MethodPut, Status: 503, Body: "<html><title>Maintenance</title></html>", Times: 1},
		"a 504 after the write":                    {Method: http.MethodPut, Status: 504, AfterEffect: true, Times: 1},
		"a connection cut before the write":        {Method: http.MethodPut, Cut: simulator.CutBefore, Times: 1},
		"a connection cut after the write":         {Method: http.MethodPut, Cut: simulator.CutAfter, Times: 1},
		"a connection cut in the write's answer":   {Method: http.MethodPut, Cut: simulator.CutInAnswer, Times: 1},
		"a connection cut in the answer to a read": {Method: http.MethodGet, Cut: simulator.CutInAnswer, Times: 2},
		"too many requests for a moment":           {Status: 429, Times: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write("", oneRecord)
			w.Inject(fault)
			c.apply()
			if want := webZone + "\n" + oneLine; w.text(t) != want {
				t.Errorf("zone:\n%s\nwant:\n%s", w.text(t), want)
			}
			c.mustBeClean()
		})
	}
}

func TestTwentySecondsOfTooManyRequestsAreWaitedFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.env = append(c.env, "TF_LOG=INFO")
	c.write("", oneRecord)
	w.Inject(simulator.Fault{Status: 429, For: 20 * time.Second})
	began := time.Now()
	o := c.apply()
	if took := time.Since(began); took < 20*time.Second {
		t.Errorf("it took %v", took)
	}
	if want := webZone + "\n" + oneLine; w.text(t) != want {
		t.Errorf("zone:\n%s\nwant:\n%s", w.text(t), want)
	}
	if !strings.Contains(o.out, "wait") {
		t.Error("the log does not explain the waiting")
	}
}

func TestTroubleThatStaysIsAClearError(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		fault             simulator.Fault
		language, summary string
		parts             []string
	}{
		"maintenance": {
			simulator.Fault{Status: 503, Body: "<html><title>Maintenance</title></html>"},
			"en", "The zone does not have the change",
			[]string{"\n\nMissing:\n\n  " + oneLine + "\n\n", "503", "Maintenance"},
		},
		"a redirect": {simulator.Fault{Status: 302}, "en", "The zone does not have the change", []string{oneLine, "the answer is a redirect"}},
		"a redirect, in Japanese": {
			simulator.Fault{Status: 302}, "ja", "ゾーンに変更が反映されていません", []string{"足りない行:\n\n  " + oneLine + "\n\n", "the answer is a redirect"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.env = append(c.env, "VALUEDOMAIN_LANGUAGE="+tc.language)
			c.write("", oneRecord)
			if o := c.run("plan", "-input=false", "-out=p"); o.code != 0 {
				t.Fatal(o.out)
			}
			tc.fault.Method = http.MethodPut
			remove := w.Inject(tc.fault)
			o := c.run("apply", "-json", "-input=false", "p")
			remove()
			w.expectRefusal(t, o, tc.summary, tc.parts...)
		})
	}
}

func TestTheTokenStandsNowhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	log := filepath.Join(c.dir, "trace.log")
	c.env = append(c.env, "TF_LOG=TRACE", "TF_LOG_PATH="+log)
	c.write("", oneRecord)
	w.Inject(simulator.Fault{Method: http.MethodPut, Status: 503, Times: 1})
	if o := c.run("plan", "-input=false", "-out=p"); o.code != 0 {
		t.Fatal(o.out)
	}
	if o := c.run("apply", "-input=false", "p"); o.code != 0 {
		t.Fatal(o.out)
	}
	shown := c.run("show", "-json", "p")
	if strings.Contains(shown.out, w.token) {
		t.Error("the token stands in the plan")
	}
	for _, name := range []string{log, filepath.Join(c.dir, "terraform.tfstate"), filepath.Join(c.dir, "p")} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(text) == 0 || strings.Contains(string(text), w.token) {
			t.Errorf("the token stands in %s, or nothing does", filepath.Base(name))
		}
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.Walk(cache, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.Contains(path+string(text), w.token) {
			t.Errorf("the token stands in %s", path)
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Log(err) // Another test's file went away meanwhile.
	}
}
