package zonesync

import (
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// TestWhatAReadShows has a row for everything that the history knows. Writes and
// reads are of the texts a, b and c; times are in milliseconds.
func TestWhatAReadShows(t *testing.T) {
	t.Parallel()
	at := func(ms int) time.Time { return begin().Add(time.Duration(ms) * time.Millisecond) }
	wrote := func(h *history, ms int, text string, o coordination.Outcome) {
		h.sent(digest(text))
		h.answered(at(ms), o)
	}
	tests := []struct {
		name  string
		known func(h *history)
		asked int
		text  string
		want  Showing
	}{
		{"nothing is known, so it is the truth", func(*history) {}, 0, "a", Stranger},
		{"what was believed is shown again", func(h *history) { h.believed(at(0), "a") }, 1, "a", Current},
		{"another text so soon may be the one from before", func(h *history) { h.believed(at(0), "a") }, 1399, "b", MaybeOld},
		{"another text later was written since", func(h *history) { h.believed(at(0), "a") }, 1400, "b", Stranger},

		{"a write is shown", func(h *history) { wrote(h, 0, "b", coordination.Stored) }, 0, "b", Current},
		{"a write is not shown yet", func(h *history) { wrote(h, 0, "b", coordination.Stored) }, 1399, "a", MaybeOld},
		{"a write is not shown any more", func(h *history) { wrote(h, 0, "b", coordination.Stored) }, 1400, "a", Stranger},
		{"a write back to an older text is shown, or that text, and both are the same", func(h *history) {
			h.believed(at(0), "a")
			wrote(h, 100, "b", coordination.Stored)
			wrote(h, 200, "a", coordination.Stored)
		}, 200, "a", Current},

		{"a refused write is no version", func(h *history) {
			wrote(h, 0, "b", coordination.Stored)
			wrote(h, 5000, "a", coordination.Refused)
		}, 5000, "b", Current},
		{"an old text that was to be written and was refused is old", func(h *history) {
			wrote(h, 0, "b", coordination.Stored)
			wrote(h, 100, "a", coordination.Refused)
		}, 200, "a", MaybeOld},

		{"a lost write is shown", func(h *history) {
			h.believed(at(-5000), "a")
			wrote(h, 0, "b", coordination.Unknown)
		}, 0, "b", Current},
		{"a lost write back to a text of a moment ago proves nothing", func(h *history) {
			h.believed(at(-5000), "a")
			wrote(h, 0, "b", coordination.Stored)
			wrote(h, 500, "a", coordination.Unknown)
		}, 1399, "a", Ambiguous},
		{"and does once the older text can't be shown any more", func(h *history) {
			h.believed(at(-5000), "a")
			wrote(h, 0, "b", coordination.Stored)
			wrote(h, 500, "a", coordination.Unknown)
		}, 1400, "a", Current},
		{"a lost write right after the first read may be any older text", func(h *history) {
			h.believed(at(0), "a")
			wrote(h, 500, "b", coordination.Unknown)
		}, 600, "b", Ambiguous},
		{"a lost write is not shown and may be stored later", func(h *history) {
			h.believed(at(-5000), "a")
			wrote(h, 0, "b", coordination.Unknown)
		}, 3399, "a", MaybeOld},
		{"a lost write is not shown and never will be", func(h *history) {
			h.believed(at(-5000), "a")
			wrote(h, 0, "b", coordination.Unknown)
		}, 3400, "a", Stranger},
		{"a lost write counts from when it was shown, not from its error", func(h *history) {
			h.believed(at(-5000), "a")
			wrote(h, 0, "b", coordination.Unknown)
			h.believed(at(3000), "b")
		}, 4399, "a", MaybeOld},

		{"another process has written, and it is shown", func(h *history) {
			h.believed(at(-5000), "a")
			h.follow(coordination.Note{Digest: "b", At: at(0)}, at(100))
		}, 100, "b", Current},
		{"another process has written, and it is not shown yet", func(h *history) {
			h.believed(at(-5000), "a")
			h.follow(coordination.Note{Digest: "b", At: at(0)}, at(100))
		}, 1399, "a", MaybeOld},
		{"others have written the text again that this process knows", func(h *history) {
			h.believed(at(-5000), "a")
			h.follow(coordination.Note{Digest: "a", At: at(0)}, at(100))
		}, 1399, "b", MaybeOld},
		{"another process has written by a clock that is ahead", func(h *history) {
			h.follow(coordination.Note{Digest: "b", At: at(1_000_000)}, at(0))
		}, 1400, "c", Stranger},
		{"another process is writing", func(h *history) {
			h.follow(coordination.Note{Digest: "a", At: at(-5000), Writing: at(0)}, at(1000))
		}, 4399, "a", MaybeOld},
		{"another process has died long after its write began", func(h *history) {
			h.follow(coordination.Note{Writing: at(0)}, at(60_000))
		}, 63_399, "a", MaybeOld},
		{"another process has died, and nothing can be stored any more", func(h *history) {
			h.follow(coordination.Note{Writing: at(0)}, at(1000))
		}, 4400, "a", Stranger},
		{"another process has died a day ago", func(h *history) {
			h.follow(coordination.Note{Digest: "a", Writing: at(-86_400_000)}, at(0))
		}, 0, "a", Current},

		{"the registrar may have changed what was written last", func(h *history) {
			wrote(h, -5000, "a", coordination.Stored)
			h.follow(coordination.Note{Digest: "a", At: at(-5000), Touched: at(0)}, at(100))
		}, 1399, "a", MaybeOld},
		{"the registrar has changed nothing", func(h *history) {
			wrote(h, -5000, "a", coordination.Stored)
			h.follow(coordination.Note{Digest: "a", At: at(-5000), Touched: at(0)}, at(100))
		}, 1400, "a", Current},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			h := newHistory(1400*time.Millisecond, 2*time.Second)
			test.known(&h)
			if got := h.saw(at(test.asked), digest(test.text)); got != test.want {
				t.Errorf("%d, want %d", got, test.want)
			}
		})
	}
}
