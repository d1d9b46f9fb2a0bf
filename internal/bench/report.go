package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// report prints the tables and the goals.
func report(ctx context.Context, w io.Writer, r *results, s settings) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", machine(ctx, s.cli))
	if rows := seriesRows(r); len(rows) > 0 {
		b.WriteString(table([]string{"records", "latency", "with", "command", "time", "to no-op", "requests", "peak memory", "CPU", "CPU with the CLI"}, rows) + "\n")
	}
	if rows := limitRows(r); len(rows) > 0 {
		b.WriteString(table([]string{"records", "with", "-parallelism", "time", "requests", "refused", "waits", "waited"}, rows) + "\n")
	}
	if rows := codeRows(r); len(rows) > 0 {
		b.WriteString(table([]string{"10,000 lines", "time", "memory", "allocations"}, rows) + "\n")
	}
	if !s.markdown {
		goalLines(&b, r)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func goalLines(b *strings.Builder, r *results) {
	var missing []string
	for _, g := range goals() {
		if figure, ok := g.figure(r); ok {
			fmt.Fprintln(b, g.text(figure))
		} else {
			missing = append(missing, g.name)
		}
	}
	if len(missing) > 0 {
		fmt.Fprintf(b, "not measured: %s\n", strings.Join(missing, ", "))
	}
}

// seriesRows are the rows of the first table: each size, and in it each command.
func seriesRows(r *results) [][]string {
	var subjects []subject
	for _, one := range r.samples {
		again := one.Subject.Doubling && one.Subject.Lines == doublingWhole // The series shows that size.
		if s := one.Subject; s.PerMinute == 0 && !again && !slices.Contains(subjects, s) {
			subjects = append(subjects, s)
		}
	}
	slices.SortFunc(subjects, compareSubjects)
	var rows [][]string
	for _, s := range subjects {
		for _, phase := range phaseNames() {
			runs := r.of(s, phase)
			if len(runs) == 0 {
				continue
			}
			middle := medianSample(runs, wall)
			ratio := ""
			if v, ok := r.ratio(s, s.floor(), phase, wall); ok && s.By != byNoop {
				ratio = strconv.FormatFloat(v, 'f', 2, 64)
			}
			rows = append(rows, []string{
				strconv.Itoa(s.Lines), latencyText(s.Latency), withText(s), phaseText(phase),
				fmt.Sprintf("%.2f s", middleOf(runs, wall)), ratio, walksText(middle.Walks),
				fmt.Sprintf("%.0f MB", middleOf(runs, peak)), fmt.Sprintf("%.2f s", middleOf(runs, cpu)), fmt.Sprintf("%.2f s", middleOf(runs, allCPU)),
			})
		}
	}
	return rows
}

func compareSubjects(a, b subject) int {
	order := []string{byNoop, byRecords, byZone}
	return slices.Compare(
		[]int{a.Lines, int(a.Latency), slices.Index(order, a.By), a.Parallelism, a.PerMinute},
		[]int{b.Lines, int(b.Latency), slices.Index(order, b.By), b.Parallelism, b.PerMinute})
}

func middleOf(runs []sample, value func(sample) float64) float64 {
	return value(medianSample(runs, value))
}

// limitRows are the rows of the second table.
func limitRows(r *results) [][]string {
	var rows [][]string
	for _, s := range limitSubjects() {
		runs := r.of(s, phaseApply)
		if len(runs) == 0 {
			continue
		}
		one := medianSample(runs, wall)
		rows = append(rows, []string{
			strconv.Itoa(s.Lines), resourceText(s.By), strconv.Itoa(s.width()), fmt.Sprintf("%.1f s", one.Wall.Seconds()), walksText(one.Walks),
			strconv.Itoa(one.Limit.Refused), strconv.Itoa(one.Limit.Waits), fmt.Sprintf("%.0f s", one.Limit.Waited.Seconds()),
		})
	}
	return rows
}

func codeRows(r *results) [][]string {
	var rows [][]string
	for _, c := range codeBenchmarks() {
		for _, one := range slices.Backward(r.codes) {
			if one.Name == c.name {
				rows = append(rows, []string{
					c.step, fmt.Sprintf("%.1f ms", one.Took.Seconds()*1000),
					fmt.Sprintf("%.1f MB", float64(one.Bytes)/(1<<20)), strconv.FormatInt(one.Allocs, 10),
				})
				break
			}
		}
	}
	return rows
}

// table writes Markdown, in columns that also read well as plain text.
func table(head []string, rows [][]string) string {
	widths := make([]int, len(head))
	for _, row := range append([][]string{head}, rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], len(cell))
		}
	}
	var b strings.Builder
	line := func(cells []string) {
		for i, cell := range cells {
			fmt.Fprintf(&b, "| %-*s ", widths[i], cell)
		}
		b.WriteString("|\n")
	}
	line(head)
	rule := make([]string, len(head))
	for i, width := range widths {
		rule[i] = strings.Repeat("-", width)
	}
	line(rule)
	for _, row := range rows {
		line(row)
	}
	return b.String()
}

// walksText writes requests by kind, walk after walk: "1 GET, then 11 GET 10 PUT".
func walksText(walks []walk) string {
	var all []string
	for _, w := range walks {
		var kinds []string
		if w.Gets > 0 {
			kinds = append(kinds, fmt.Sprintf("%d GET", w.Gets))
		}
		if w.Puts > 0 {
			kinds = append(kinds, fmt.Sprintf("%d PUT", w.Puts))
		}
		all = append(all, strings.Join(kinds, " "))
	}
	if len(all) == 0 {
		return "0"
	}
	return strings.Join(all, ", ")
}

func latencyText(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) + "ms" }

func withText(s subject) string {
	text := resourceText(s.By)
	if s.Parallelism > 0 {
		text += fmt.Sprintf(", -parallelism=%d", s.Parallelism)
	}
	return text
}

func resourceText(by string) string {
	switch by {
	case byRecords:
		return "a_record"
	case byZone:
		return "zone"
	default:
		return by
	}
}

func phaseText(phase string) string {
	switch phase {
	case phaseApply:
		return "first apply"
	case phasePlan:
		return "plan, no change"
	case phaseChange:
		return "apply of a tenth"
	default:
		return phase
	}
}
