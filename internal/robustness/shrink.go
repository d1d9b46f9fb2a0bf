package robustness

import "slices"

// shrink looks for a run that fails with fewer parts: it omits ever smaller
// groups of them. fails plays a run without the parts that are named, and
// returns the parts that it had if it failed.
func shrink(parts []string, fails func(without []string) (parts []string, failed bool)) (without []string) {
	for size := max(len(parts)/2, 1); ; size = max(size/2, 1) {
		before := len(without)
		for at := 0; at < len(parts); {
			end := min(at+size, len(parts))
			tried := slices.Concat(without, parts[at:end])
			left, failed := fails(tried)
			if !failed {
				at = end
				continue
			}
			without = tried
			parts = slices.DeleteFunc(left, func(name string) bool { return slices.Index(parts, name) < 0 })
		}
		if size == 1 && len(without) == before {
			slices.Sort(without)
			return without
		}
	}
}
