package simulator_test

import (
	"net/http"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func TestTheStoreKeepsWhatTheOptionsSay(t *testing.T) {
	t.Parallel()
	const before = "a @ 192.0.2.1"
	tests := []struct {
		name    string
		keeping simulator.Keeping
		written string
		status  int
		held    string
	}{
		{"without an option a text is kept byte for byte", simulator.Keeping{}, "# web\r\n\nb\nb\na\n\n", 200, "# web\r\n\nb\nb\na\n\n"},
		{"comments and lines of white space go", simulator.Keeping{DropComments: true}, "# web\nb\n\n \t\r\n\t# more\na # no comment\n; no comment", 200, "b\na # no comment\n; no comment"},
		{"a last newline stays", simulator.Keeping{DropComments: true}, "b\n# web\n", 200, "b\n"},
		{"of comments alone nothing is left", simulator.Keeping{DropComments: true}, "# web\n\n", 200, ""},
		{"lines are sorted, comments with them", simulator.Keeping{Reorder: true}, "b\n# web\na\nb\n", 200, "# web\na\nb\nb\n"},
		{"comments go and lines are sorted", simulator.Keeping{DropComments: true, Reorder: true}, "b\n# web\n\na", 200, "a\nb"},
		{"a line that is there twice is refused", simulator.Keeping{RefuseDuplicates: true}, "b\na\nb", 400, before},
		{"white space around a line makes no difference", simulator.Keeping{RefuseDuplicates: true}, "b\r\nb", 400, before},
		{"a comment may be there twice", simulator.Keeping{RefuseDuplicates: true}, "# web\n\na\n# web\n\nb", 200, "# web\n\na\n# web\n\nb"},
		{"another spelling is another line", simulator.Keeping{RefuseDuplicates: true}, "a  b\na b\nA b", 200, "a  b\na b\nA b"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, c := newServer(t, simulator.Options{Keeping: test.keeping})
			set(t, s, before)
			status, answer := c.send(http.MethodPut, "/domains/"+domain+"/dns", putBody(test.written))
			if status != test.status || held(t, s) != test.held {
				t.Errorf("status %d, held %q; want %d, %q\n%s", status, held(t, s), test.status, test.held, answer)
			}
			if status != http.StatusOK {
				return
			}
			if results, _ := object(t, answer)["results"].(map[string]any); results["records"] != test.held || c.records() != test.held {
				t.Errorf("answered %q, then read %q; want %q", results["records"], c.records(), test.held)
			}
		})
	}
}

func TestOnlyAWrittenTextIsChanged(t *testing.T) {
	t.Parallel()
	s, c := newServer(t, simulator.Options{Keeping: simulator.Keeping{DropComments: true, Reorder: true, RefuseDuplicates: true}})
	const text = "b\n# web\n\nb\na"
	set(t, s, text)
	if got := c.records(); got != text {
		t.Errorf("read %q, want %q", got, text)
	}
}
