package rules

import (
	"slices"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/mailauth"
)

// checkTags makes the check of a rule about texts of one kind: whether the parser
// rejects them. The suggestion is the corrected text, or a choice of several, if the
// mistake leaves no doubt.
func checkTags[T any](kind textKind, parse func(string) (T, error)) func(Case) []Finding {
	return func(c Case) []Finding {
		text, ok := c.mailText(kind)
		if !ok {
			return nil
		}
		_, err := parse(text)
		e, wrong := asTagError(err)
		if !wrong {
			return nil
		}
		message, suggestion := TagText(err)
		return []Finding{offer(c, c.finding("value", message, suggestion), correctedTags(text, e), parse)}
	}
}

// longText is how long a text may be to be shown as a whole: keys are longer.
const longText = 200

// offer makes corrected texts the suggestion of a finding: one, or a choice. Those that
// the parser rejects do not count. Without one the finding keeps its own.
func offer[T any](c Case, f Finding, texts []string, parse func(string) (T, error)) Finding {
	texts = slices.DeleteFunc(texts, func(t string) bool {
		_, err := parse(t)
		return err != nil || len(t) > longText
	})
	switch len(texts) {
	case 0:
		return f
	case 1:
		f.Suggestion = c.writeText(texts[0])
		return f.with(c.spfLine(texts[0]))
	}
	lines := make([]string, len(texts))
	for i, t := range texts {
		lines[i] = assignment("value", t)
	}
	f.Suggestion = textf("Write one of these:%[1]s", "次のいずれかを書いてください。%[1]s", ownLines(lines...))
	return f
}

// tagList are the parts of a text between its semicolons.
type tagList []string

func tagsOf(text string) tagList {
	parts := strings.Split(strings.TrimSuffix(strings.TrimSpace(text), ";"), ";")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func (l tagList) String() string { return strings.Join(l, "; ") }

// places returns the indexes of the parts with a name.
func (l tagList) places(name string) (all []int) {
	for i, part := range l {
		if n, _, ok := strings.Cut(part, "="); ok && strings.EqualFold(strings.TrimSpace(n), name) {
			all = append(all, i)
		}
	}
	return all
}

// set returns the list with a tag of that value: instead of the first one of its name,
// or behind the version.
func (l tagList) set(name, value string) tagList {
	all := slices.Clone(l)
	if at := l.places(name); len(at) > 0 {
		all[at[0]] = name + "=" + value
		return all
	}
	return slices.Insert(all, min(1, len(all)), name+"="+value)
}

// begin returns the list with the version at its beginning. A space behind the version
// instead of a semicolon begins a part.
func (l tagList) begin(version string) tagList {
	all := slices.Clone(l)
	if at := l.places("v"); len(at) > 0 {
		_, value, _ := strings.Cut(all[at[0]], "=")
		all = slices.Delete(all, at[0], at[0]+1)
		if _, rest, ok := strings.Cut(strings.TrimSpace(value), " "); ok {
			all = slices.Insert(all, 0, strings.TrimSpace(rest))
		}
	}
	return slices.Insert(all, 0, "v="+version)
}

// correctedTags returns texts without the mistake, as far as it shows what was meant.
// They may have others.
func correctedTags(text string, e *mailauth.TagError) (all []string) {
	l := tagsOf(text)
	switch e.Problem {
	case mailauth.ProblemNoTag:
		if e.Value == "" {
			all = append(all, slices.DeleteFunc(l, func(part string) bool { return part == "" }).String())
		}
	case mailauth.ProblemTwice:
		for _, i := range slices.Backward(l.places(e.Tag)) {
			all = append(all, slices.Delete(slices.Clone(l), i, i+1).String())
		}
	case mailauth.ProblemSpace:
		all = append(all, l.set(e.Tag, e.Value).String())
	case mailauth.ProblemMissing, mailauth.ProblemPlace, mailauth.ProblemValue:
		for _, want := range e.Want {
			if e.Tag == "v" {
				all = append(all, l.begin(want).String())
				continue
			}
			all = append(all, l.set(e.Tag, want).String())
		}
		if e.Tag == "pct" {
			all = append(all, l.set(e.Tag, strings.Trim(e.Value, "% ")).String())
		}
	case mailauth.ProblemScheme:
		_, value, _ := strings.Cut(l[l.places(e.Tag)[0]], "=")
		uris := strings.Split(value, ",")
		for i, uri := range uris {
			if uris[i] = strings.TrimSpace(uri); strings.Contains(uri, "@") && !strings.Contains(uri, ":") {
				uris[i] = "mailto:" + uris[i]
			}
		}
		all = append(all, l.set(e.Tag, strings.Join(uris, ",")).String())
	case mailauth.ProblemSize:
		all = append(all, strings.Replace(text, e.Value, "", 1))
	default:
	}
	return slices.Compact(all)
}
