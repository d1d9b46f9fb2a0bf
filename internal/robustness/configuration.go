package robustness

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// begin gives a workspace its first configuration.
func (w *world) begin(s *workspace) {
	for i := range 5 + w.chance.of("size", s.name).IntN(11) {
		addr := fmt.Sprintf("r%02d", i)
		if w.chance.has("%s of %s", addr, s.name) {
			s.config[addr] = w.block(s, w.chance.of("block", s.name, addr), i)
		}
	}
	if s.name == "s0" && w.chance.of("settings").IntN(4) == 0 && w.chance.has("settings") {
		s.config["settings"] = resource{"zone_settings", map[string]string{"ttl": "600"}}
	}
	w.logWanted(s)
}

func (w *world) logWanted(s *workspace) {
	lines := []string{}
	for _, addr := range slices.Sorted(maps.Keys(s.config)) {
		lines = append(lines, addr+": "+line(s.config[addr]))
	}
	w.log("%s wants:\n%s", s.name, strings.Join(lines, "\n"))
}

// block makes a new resource block, whose line no other resource wants.
func (w *world) block(s *workspace, r *rand.Rand, i int) resource {
	for {
		host := fmt.Sprintf("%sh%d", s.name, r.IntN(8))
		n := r.IntN(200)
		var b resource
		switch r.IntN(9) {
		case 8:
			b = resource{"records", map[string]string{}}
			for j := range 2 + r.IntN(5) {
				b.attrs[fmt.Sprint(j)] = fmt.Sprintf("txt %sg%d set %d-%d", s.name, r.IntN(4), n, j)
			}
		case 0:
			b = resource{"aaaa_record", map[string]string{"host": host, "address": fmt.Sprintf("2001:db8::%x", n+1)}}
		case 1, 2:
			b = resource{"txt_record", map[string]string{"host": host, "value": fmt.Sprintf("text %d", n)}}
		case 3:
			b = resource{"cname_record", map[string]string{"host": fmt.Sprintf("%sc%d", s.name, i), "target": fmt.Sprintf("t%d.example.net.", n)}}
		case 6:
			if b = w.server(host, n); w.mail {
				b = resource{"mail_forwarding", map[string]string{"local_part": fmt.Sprintf("%su%d", s.name, n%20), "destination": fmt.Sprintf("d%d@example.net", n)}}
			}
		default:
			b = resource{"a_record", map[string]string{"host": host, "address": fmt.Sprintf("192.0.2.%d", n+10)}}
		}
		wanted := w.wanted()
		taken := slices.ContainsFunc(keys(line(b)), func(key string) bool { return wanted[key] > 0 })
		if !taken && w.free(b) {
			return b
		}
	}
}

// server is a mail server. Of equal names only one priority exists.
func (w *world) server(host string, n int) resource {
	return resource{"mx_record", map[string]string{"host": host, "target": fmt.Sprintf("m%d.example.net.", n), "priority": fmt.Sprint(10 + n%3*10)}}
}

// free reports whether the block meets no CNAME, and no forward of its address.
func (w *world) free(r resource) bool {
	for _, s := range w.spaces {
		for _, other := range s.config {
			if a := r.attrs["local_part"]; a != "" && a == other.attrs["local_part"] {
				return false
			}
			if other.attrs["host"] == r.attrs["host"] && (other.kind == "cname_record" || r.kind == "cname_record") {
				return false
			}
		}
	}
	return true
}

// mutate changes a configuration as people do.
func (w *world) mutate(s *workspace) {
	for i := range 1 + w.chance.of("changes", w.steps, s.name).IntN(3) {
		if len(s.config) > 0 && w.chance.has("change %d in step %d of %s", i, w.steps, s.name) {
			w.change(s, w.chance.of("change", i, w.steps, s.name), i)
		}
	}
	if b, ok := s.config["settings"]; ok && w.chance.of("ttl", w.steps).IntN(2) == 0 && w.chance.has("ttl in step %d", w.steps) {
		s.config["settings"] = resource{b.kind, map[string]string{"ttl": fmt.Sprint(600 + w.steps)}}
	}
	w.logWanted(s)
}

// change makes one change.
func (w *world) change(s *workspace, r *rand.Rand, i int) {
	addrs := slices.DeleteFunc(slices.Sorted(maps.Keys(s.config)), func(addr string) bool { return addr == "settings" })
	if len(addrs) == 0 {
		return
	}
	some := w.chance.order(addrs, "some", w.steps, s.name, i)
	a, b := some[0], some[len(some)-1]
	fresh := s.near(a, fmt.Sprintf("n%d%d", w.steps, i))
	switch r.IntN(9) {
	case 0: // Swaps two of one kind.
		if s.config[a].kind == s.config[b].kind {
			s.config[a], s.config[b] = s.config[b], s.config[a]
		}
	case 1: // The first of a list goes, and the others move up.
		s.shift(addrs, s.config[a].kind)
	case 2: // A resource goes.
		delete(s.config, a)
	case 3: // A new name without a moved block.
		s.config[fresh] = s.config[a]
		delete(s.config, a)
	case 4: // One more.
		s.config[fresh] = w.block(s, r, 100+w.steps*10+i)
	case 5: // A CNAME instead of all that a host has.
		host := s.config[a].attrs["host"]
		if host == "" || !s.together(host) {
			return
		}
		maps.DeleteFunc(s.config, func(_ string, other resource) bool { return other.attrs["host"] == host })
		s.config[fresh] = resource{"cname_record", map[string]string{"host": host, "target": fmt.Sprintf("u%d.example.net.", r.IntN(200))}}
	default: // Another value.
		if s.config[a].kind == "records" {
			s.config[a] = vary(s.config[a], r)
			return
		}
		for range 100 {
			if other := w.block(s, r, 50+r.IntN(20)); other.kind == s.config[a].kind {
				s.config[a] = other
				return
			}
		}
	}
}

// near makes an address that the same provider block serves. The plan of a block
// does not know what another one removes.
func (s *workspace) near(addr, fresh string) string {
	for i := 0; ; i++ {
		if name := fmt.Sprint(fresh, "v", i); s.alias(name) == s.alias(addr) {
			return name
		}
	}
}

// together reports whether one provider block serves all that a host has.
func (s *workspace) together(host string) bool {
	all := map[int]bool{}
	for addr, r := range s.config {
		if r.attrs["host"] == host {
			all[s.alias(addr)] = true
		}
	}
	return len(all) == 1
}

// shift moves the blocks of one kind up by one, so that the last address goes.
func (s *workspace) shift(addrs []string, kind string) {
	list := slices.DeleteFunc(addrs, func(addr string) bool { return s.config[addr].kind != kind })
	for i := range len(list) - 1 {
		s.config[list[i]] = s.config[list[i+1]]
	}
	delete(s.config, list[len(list)-1])
}

// vary changes some records of a set: one goes, one comes, others are changed.
func vary(b resource, r *rand.Rand) resource {
	lines := map[string]string{}
	for i, name := range slices.Sorted(maps.Keys(b.attrs)) {
		switch text := b.attrs[name]; {
		case r.IntN(4) == 0 && i > 0:
		case r.IntN(3) == 0:
			lines[name] = text + fmt.Sprint(r.IntN(10))
		default:
			lines[name] = text
		}
	}
	if r.IntN(2) == 0 {
		lines["x"] = b.attrs["0"] + "x"
	}
	return resource{b.kind, lines}
}
