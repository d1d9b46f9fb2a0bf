package provider_test

import (
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// formsOf are the forms in which a secret may be found.
func formsOf(secret string) []string {
	return []string{
		secret, url.QueryEscape(secret), url.PathEscape(secret),
		base64.StdEncoding.EncodeToString([]byte(secret)), base64.StdEncoding.EncodeToString([]byte("user:" + secret)),
	}
}

func mustNotHold(t *testing.T, where, text, secret string) {
	t.Helper()
	for _, form := range formsOf(secret) {
		if i := strings.Index(text, form); i >= 0 {
			t.Errorf("%s holds the secret: …%s…", where, text[max(0, i-100):min(len(text), i+100)])
			return
		}
	}
}

// mustNotHoldBelow looks into every file of a folder but those of the given
// names.
func mustNotHoldBelow(t *testing.T, dir, secret string, but ...string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		for _, name := range but {
			if d.Name() == name {
				return nil
			}
		}
		text, err := os.ReadFile(path)
		mustNotHold(t, path, path+string(text), secret)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Error(err)
	}
}

// TestATokenInTheConfigurationStandsNowhereElse runs through plans, applies and
// errors at the most talkative level with a token that was written into the
// configuration, and one that came by a variable. A saved plan holds the
// configuration and the variables, which is Terraform's own affair.
func TestATokenInTheConfigurationStandsNowhereElse(t *testing.T) {
	t.Parallel()
	for name, setting := range map[string]string{
		"written there": `api_token = "TOKEN"`, "by a variable": `api_token = var.token`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{Token: "vd/test+token=" + strings.Repeat("z", 20)})
			c := newCLI(t, w)
			backups, logs := filepath.Join(c.dir, "backups"), filepath.Join(c.dir, "trace.log")
			c.env = append(c.env, "VALUEDOMAIN_API_TOKEN=", "TF_VAR_token="+w.token, "TF_LOG=TRACE", "TF_LOG_PATH="+logs, "VALUEDOMAIN_BACKUP_DIR="+backups)
			settings := strings.ReplaceAll(setting, "TOKEN", w.token) + "\ndns_service = \"general\""
			body := "variable \"token\" {\n sensitive = true\n}\n" + oneRecord
			c.write(settings, body)
			// What a gateway might say.
			w.Inject(simulator.Fault{Method: http.MethodPut, Status: 503, AfterEffect: true, Times: 1, Body: "<title>no " + w.token + "</title>"})
			said := c.apply().out
			c.write(settings, strings.Replace(body, "219.163.200.70", "219.163.200.71", 1))
			w.Inject(simulator.Fault{Status: 400, Body: `{"errors":{"code":400,"message":"Bearer ` + w.token + `"},"request_id":"` + w.token + `"}`})
			o := c.plan()
			if o.code != 1 {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
			mustNotHold(t, "what was said", said+o.out, w.token)
			journal, err := json.Marshal(w.Journal())
			if err != nil {
				t.Fatal(err)
			}
			mustNotHold(t, "the journal", string(journal), w.token)
			mustNotHoldBelow(t, c.dir, w.token, "main.tf")
			cache, err := os.UserCacheDir()
			if err != nil {
				t.Fatal(err)
			}
			mustNotHoldBelow(t, filepath.Join(cache, "terraform-provider-valuedomain"), w.token)
			if entries, err := os.ReadDir(filepath.Join(backups, testDomain)); err != nil || len(entries) == 0 {
				t.Errorf("%d backups, %v", len(entries), err)
			}
		})
	}
}

// TestASecretInAWrongPlaceIsRefusedAndNotRepeated makes sure of the source line
// too, which Terraform prints for an error at an attribute.
func TestASecretInAWrongPlaceIsRefusedAndNotRepeated(t *testing.T) {
	t.Parallel()
	const secret = "hidden-0123456789"
	for name, test := range map[string]struct{ settings, environment, setting string }{
		"a token with a line break":     {`api_token = "` + secret + `\n"`, "", "api_token"},
		"a token with a header":         {`api_token = "` + secret + `\r\nX-Other: y"`, "", "api_token"},
		"a token with a letter":         {`api_token = "` + secret + `あ"`, "", "api_token"},
		"a blank in the environment's":  {"", "VALUEDOMAIN_API_TOKEN=" + secret + " ", "api_token"},
		"a line end in the environment": {"", "VALUEDOMAIN_API_TOKEN=" + secret + "\n", "api_token"},
		"a password in the endpoint":    {`endpoint = "https://user:` + secret + `@api.example.com/v1"`, "", "endpoint"},
		"a token in the endpoint":       {`endpoint = "https://api.example.com/v1?token=` + secret + `"`, "", "endpoint"},
		"the token as the endpoint":     {`endpoint = "` + secret + `"`, "", "endpoint"},
		"a password in the environment": {"", "VALUEDOMAIN_ENDPOINT=http://user:" + secret + "@127.0.0.1/", "endpoint"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCLI(t, nil)
			log := filepath.Join(c.dir, "trace.log")
			c.env = append(c.env, "VALUEDOMAIN_API_TOKEN=some-other-token", "TF_LOG=TRACE", "TF_LOG_PATH="+log)
			if test.environment != "" {
				c.env = append(c.env, test.environment)
			}
			c.write(test.settings, oneRecord)
			for _, args := range [][]string{{"plan", "-input=false", "-no-color"}, {"plan", "-input=false", "-json"}} {
				o := c.run(args...)
				if o.code != 1 || !strings.Contains(o.out, "Invalid value for "+test.setting) {
					t.Errorf("code %d:\n%s", o.code, o.out)
				}
				mustNotHold(t, "the error", o.out, secret)
			}
			mustNotHoldBelow(t, c.dir, secret, "main.tf")
		})
	}
}

// TestAProxysPasswordStandsNowhere points the provider at proxies that it cannot
// use, and sees what they get to hear.
func TestAProxysPasswordStandsNowhere(t *testing.T) {
	t.Parallel()
	const secret = "hidden-0123456789"
	var mu sync.Mutex
	var heard []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		heard = append(heard, r.Method+" "+r.Host+" "+strings.Join(r.Header["Authorization"], " "))
		mu.Unlock()
		http.Error(w, "no "+r.Header.Get("Proxy-Authorization"), http.StatusProxyAuthRequired)
	}))
	defer s.Close()
	for name, proxy := range map[string]string{
		"that refuses":     strings.Replace(s.URL, "://", "://user:"+secret+"@", 1),
		"that is no URL":   "http://user:" + secret + "%zz@127.0.0.1:3128",
		"that nobody runs": "http://user:" + secret + "@127.0.0.1:1",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCLI(t, nil)
			const token = "vd-test-token-0123456789"
			c.env = append(c.env, "VALUEDOMAIN_API_TOKEN="+token, "VALUEDOMAIN_ENDPOINT=https://api.example.invalid/v1",
				"HTTPS_PROXY="+proxy, "TF_LOG_PROVIDER=TRACE", "TF_LOG_PATH="+filepath.Join(c.dir, "trace.log"))
			c.write("", oneRecord)
			o := c.plan()
			if o.code != 1 || !strings.Contains(o.out, "The zone could not be read or written") {
				t.Errorf("code %d:\n%s", o.code, o.out)
			}
			mustNotHold(t, "the error", o.out, secret)
			mustNotHoldBelow(t, c.dir, secret)
			mustNotHoldBelow(t, c.dir, token)
		})
	}
	t.Cleanup(func() {
		for _, line := range heard {
			if line != "CONNECT api.example.invalid:443 " {
				t.Errorf("the proxy heard %q", line)
			}
		}
	})
}

// TestForeignLinesReachNoTerminalRaw puts escape sequences into a zone and sees
// that errors show them as text.
func TestForeignLinesReachNoTerminalRaw(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := planned(t, w, "", oneRecord)
	w.Inject(simulator.Fault{Method: http.MethodPut, Wrong: simulator.Wrong{Text: webZone + "\n" + oneLine + "\ntxt x \x1b]0;owned\x07\u009b31m\u202e"}, Times: 1})
	o := c.run("apply", "-no-color", "-input=false", "p")
	if o.code != 1 || !strings.Contains(o.out, `txt x \x1b]0;owned\a`) {
		t.Errorf("code %d:\n%s", o.code, o.out)
	}
	if strings.ContainsAny(o.out, "\x1b\x07\u009b\u202e") {
		t.Errorf("raw: %q", o.out)
	}
}
