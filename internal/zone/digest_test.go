package zone

import "testing"

func TestADigestIsTheSameInEveryVersion(t *testing.T) { // Records of earlier versions have them.
	t.Parallel()
	s := Snapshot{Domain: "example.com", TTL: 3600, NSType: "valuedomain1", Text: "a @ 192.0.2.1\nA @ 192.0.2.1\n# none\ntxt @ \"v=spf1 ~all\"\nsshfp @ 1\n"}
	if got := s.Digest(Parse(s.Text)); got != "586f32ef34a189c131222e17d790639e" {
		t.Error(got)
	}
}
