package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestReadZones(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file string
		want zones
		err  string
	}{
		"takes the text of each domain and passes over the rest": {
			file: `{"version":1,"domains":[{"domainname":"a.example","ttl":3600,"records":"a @ 192.0.2.1\n"},{"domainname":"b.example","records":""}]}`,
			want: zones{"a.example": "a @ 192.0.2.1\n", "b.example": ""},
		},
		"refuses a file without a domain": {file: `{"domains":[]}`, err: "no domain in it"},
		"refuses a domain without a text": {file: `{"domains":[{"domainname":"a.example"}]}`, err: `domain "a.example" has no name or no records text`},
		"refuses what is no JSON":         {file: `zones`, err: "invalid character"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "zones.json")
			if err := os.WriteFile(path, []byte(test.file), 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := readZones(path)
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Fatalf("error %v, want one with %q", err, test.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(test.want) {
				t.Fatalf("got %v, want %v", got, test.want)
			}
			for domain, text := range test.want {
				if got[domain] != text {
					t.Errorf("%s: got %q, want %q", domain, got[domain], text)
				}
			}
		})
	}
}

func TestDiff(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ before, after, want string }{
		"shows the whole zone around a new line": {
			before: "a @ 192.0.2.1\n# mail\na www 192.0.2.1\n",
			after:  "a @ 192.0.2.1\n# mail\na www 192.0.2.1\nmx @ mx1 10\n",
			want:   "--- z before\n+++ z after\n@@ -1,3 +1,4 @@\n a @ 192.0.2.1\n # mail\n a www 192.0.2.1\n+mx @ mx1 10\n",
		},
		"says nothing of equal zones": {before: "a @ 192.0.2.1", after: "a @ 192.0.2.1", want: ""},
		"shows a line after one without newline as the only change": {
			before: "a @ 192.0.2.1",
			after:  "a @ 192.0.2.1\nmx @ mx1 10",
			want:   "--- z before\n+++ z after\n@@ -1 +1,2 @@\n a @ 192.0.2.1\n+mx @ mx1 10\n",
		},
		"shows a zone that was empty": {
			before: "",
			after:  "a @ 192.0.2.1\n",
			want:   "--- z before\n+++ z after\n@@ -0,0 +1 @@\n+a @ 192.0.2.1\n",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := diff("z before", "z after", test.before, test.after)
			if err != nil {
				t.Fatal(err)
			}
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestLostLines(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		before, after string
		want          []string
	}{
		"none where lines only came":                  {"a\nb\n", "a\nnew\nb\n", nil},
		"one that is gone":                            {"a\nb\n", "a\n", []string{"b"}},
		"one of two equal lines":                      {"a\na\n", "a\n", []string{"a"}},
		"one that was rewritten":                      {"a  @ 1\n", "a @ 1\n", []string{"a  @ 1"}},
		"none where the last line got its newline":    {"a\nb", "a\nb\nc\n", nil},
		"one whose carriage return has been stripped": {"a\r\n", "a\n", []string{"a\r"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := lostLines(test.before, test.after); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
