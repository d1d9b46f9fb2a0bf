package valuedomain

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// leaks reports whether a text holds the token in any form that a server or a
// library may give it.
func leaks(text string) bool {
	for _, form := range []string{testToken, url.QueryEscape(testToken), url.PathEscape(testToken), base64.StdEncoding.EncodeToString([]byte(testToken)), "SECRET"} {
		if strings.Contains(text, form) {
			return true
		}
	}
	return false
}

func printed(value any) string {
	var b strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%t"} {
		fmt.Fprintf(&b, verb+"\n", value)
	}
	return b.String()
}

func TestPrintingShowsNoToken(t *testing.T) {
	t.Parallel()
	config := Config{Token: testToken, Endpoint: "https://example.com/v1"}
	client := newTestClient(t, always(200, zoneOK))
	for name, value := range map[string]any{
		"config": config, "pointer to a config": &config, "client": client, "client by value": *client,
		"struct with both": struct {
			Config Config
			Client *Client
		}{config, client},
		"struct that hides a client": struct{ c Client }{*client},
		"secret":                     client.token,
	} {
		var log logBuffer
		log.logger().Info("value", "value", value)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("value", "value", value)
		if text := printed(value) + log.String(); leaks(text) {
			t.Errorf("%s: %s", name, text)
		}
	}
	if text, err := json.Marshal(config); err != nil || leaks(string(text)) {
		t.Errorf("as JSON: %s, %v", text, err)
	}
	config.Endpoint = "https://user:SECRET@example.com/?key=SECRET#SECRET"
	if text := printed(config); leaks(text) {
		t.Errorf("a token in the endpoint: %s", text)
	}
}

// chain prints every error below err.
func chain(err error) string {
	var b strings.Builder
	var walk func(error)
	walk = func(err error) {
		if err == nil {
			return
		}
		b.WriteString(printed(err))
		switch e := err.(type) { //nolint:errorlint // It walks the chain itself.
		case interface{ Unwrap() error }:
			walk(e.Unwrap())
		case interface{ Unwrap() []error }:
			for _, err := range e.Unwrap() {
				walk(err)
			}
		}
	}
	walk(err)
	return b.String()
}

func TestAServerThatRepeatsTheTokenGetsItIntoNoErrorAndNoLog(t *testing.T) {
	t.Parallel()
	echo := func(r *http.Request) string {
		sent := r.Header.Get("Authorization")
		token := strings.TrimPrefix(sent, "Bearer ")
		return sent + " " + url.QueryEscape(token) + " " + url.PathEscape(token) + " " + base64.StdEncoding.EncodeToString([]byte(token))
	}
	for name, reply := range map[string]func(r *http.Request) (result, error){
		"in a message": func(r *http.Request) (result, error) {
			text, err := json.Marshal(echo(r))
			return answerOf(403, `{"errors":{"code":403,"message":`+string(text)+`},"request_id":`+string(text)+`}`), err
		},
		"in a message of another shape": func(r *http.Request) (result, error) {
			text, err := json.Marshal(echo(r))
			return answerOf(400, `{"errors":[`+string(text)+`]}`), err
		},
		"in a message as PHP writes it": func(r *http.Request) (result, error) {
			text := strings.ReplaceAll(strings.ReplaceAll(echo(r), "/", `\/`), "+", `\u002b`)
			return answerOf(400, `{"errors":{"message":["`+text+`"]}}`), nil
		},
		"at the end of what is shown": func(r *http.Request) (result, error) {
			return answerOf(400, strings.Repeat("x", maxMessage-10)+echo(r)), nil
		},
		"with characters between that are not shown": func(r *http.Request) (result, error) {
			return answerOf(400, strings.Join(strings.Split(echo(r), ""), "\x01")), nil
		},
		"in a title": func(r *http.Request) (result, error) {
			return answerOf(503, "<title>"+echo(r)+"</title>"), nil
		},
		"in a page": func(r *http.Request) (result, error) { return answerOf(200, "<p>"+echo(r)), nil },
		"in a field": func(r *http.Request) (result, error) {
			return answerOf(200, `{"results":{"domainname":"d","records":"","ttl":"`+testToken+`"}}`), nil
		},
		"in the error of a library": func(r *http.Request) (result, error) {
			return result{}, fmt.Errorf("malformed HTTP response: %w", errors.New(echo(r)))
		},
		"in a redirect": func(r *http.Request) (result, error) {
			return answerOf(302, "", "Location", "https://example.org/?"+echo(r)), nil
		},
		"while it refuses": func(r *http.Request) (result, error) { return answerOf(429, echo(r)), nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newServer(func(_ int, r *http.Request) (result, error) { return reply(r) })
				var log logBuffer
				c := newTestClient(t, s, withLog(&log))
				_, readErr := c.ReadZone(t.Context(), "example.com")
				_, writeErr := c.WriteZone(t.Context(), zone.Snapshot{Domain: "example.com", TTL: 600})
				_, listErr := c.Domains(t.Context())
				_, forwardErr := c.Forwards(t.Context(), "example.com")
				for _, err := range []error{readErr, writeErr, listErr, forwardErr} {
					if err == nil {
						t.Error("no error")
					}
					if text := chain(err); leaks(text) {
						t.Errorf("error: %s", text)
					}
				}
				if leaks(log.String()) {
					t.Errorf("log: %s", log.String())
				}
				for _, e := range s.exchanges() {
					if leaks(e.path+e.query+e.body) || e.header.Get("Authorization") != "Bearer "+testToken {
						t.Errorf("sent %+v", e)
					}
				}
			})
		})
	}
}

// A token may be a word of our own sentences, as when somebody tries things out. What
// comes from outside never shows it; our sentences stay as they are.
func TestATokenThatIsAWordSpoilsNoSentenceOfOurs(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, token, want string
		reply             func(r *http.Request) (result, error)
	}{
		{"a timeout", "time", "read zone example.com: GET /domains/example.com/dns: no answer in time: ", func(r *http.Request) (result, error) {
			<-r.Context().Done()
			return result{}, r.Context().Err()
		}},
		{"a refusal", "wrong", "read zone example.com: GET /domains/example.com/dns: status 401 Unauthorized: the token is (redacted)", func(*http.Request) (result, error) {
			return answerOf(401, `{"errors":{"message":"the token is wrong"}}`), nil
		}},
		{"a refusal of a token that is a word of ours", "status", "read zone example.com: GET /domains/example.com/dns: status 401 Unauthorized: no such (redacted)", func(*http.Request) (result, error) {
			return answerOf(401, `{"errors":{"message":"no such status"}}`), nil
		}},
		{"an answer that breaks off", "answer", "read zone example.com: GET /domains/example.com/dns: read the answer: cut, (redacted)", func(*http.Request) (result, error) {
			r := answerOf(200, "")
			r.response.Body = io.NopCloser(iotest.ErrReader(errors.New("cut, answer")))
			return r, nil
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newServer(func(_ int, r *http.Request) (result, error) { return test.reply(r) })
				c := newTestClient(t, s, func(c *Config) { c.Token = test.token })
				if _, err := c.ReadZone(t.Context(), "example.com"); err == nil || !strings.HasPrefix(err.Error(), test.want) {
					t.Errorf("got  %v\nwant %s", err, test.want)
				}
			})
		})
	}
}

func TestAShortTokenIsTakenOutAsAWordOnly(t *testing.T) {
	t.Parallel()
	if got := newSecret("t").scrub("the token t, not that: t"); got != "the token (redacted), not that: (redacted)" {
		t.Error(got)
	}
}
