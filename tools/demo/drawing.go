package main

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"
)

// color is the color class of a line in a recording.
type color string

const (
	plain  color = "p"
	prompt color = "c"
	wrong  color = "w"
	right  color = "r"
)

// shown is a line of a terminal.
type shown struct {
	color color
	text  string
}

// The terminal's size: its columns, and pixels.
const (
	columns  = 84
	lineSize = 19
	margin   = 16
	screen   = 706 // The columns of a font of 14 pixels.
)

const style = `text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK JP","Hiragino Sans","Yu Gothic",monospace;fill:#e6edf3;white-space:pre;animation:show 1ms both}
.c{fill:#79c0ff;font-weight:bold}.w{fill:#ff7b72;font-weight:bold}.r{fill:#7ee787}
@keyframes show{from{opacity:0}}
@media (prefers-reduced-motion:reduce){text{animation:none}}`

// drawing returns an SVG in which the lines appear one after the other. A viewer
// without animations shows all of them.
func drawing(title string, lines []shown) string {
	lines = wrapped(lines)
	var b strings.Builder
	width, height := screen+2*margin, len(lines)*lineSize+2*margin
	fmt.Fprintf(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n<title>%s</title>\n<style>%s</style>\n", width, height, html.EscapeString(title), style)
	fmt.Fprintf(&b, "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#0d1117\"/>\n", width, height)
	seconds := 0.0
	for i, line := range lines {
		text := line.text
		if line.color == prompt {
			seconds += 1.2
			text = "$ " + text
		}
		if text == "" {
			continue
		}
		fmt.Fprintf(&b, "<text class=\"%s\" x=\"%d\" y=\"%d\" xml:space=\"preserve\" style=\"animation-delay:%.1fs\">%s</text>\n",
			line.color, margin, margin+(i+1)*lineSize-5, seconds, html.EscapeString(text))
		if line.color == prompt {
			seconds += 0.8
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// wrapped breaks lines that are wider than the terminal, as a terminal does. Empty
// lines that follow each other become one.
func wrapped(lines []shown) []shown {
	var all []shown
	for _, line := range lines {
		if line.text == "" && len(all) > 0 && all[len(all)-1].text == "" {
			continue
		}
		for text := line.text; ; {
			first := fitting(text)
			all = append(all, shown{line.color, first})
			if text = text[len(first):]; text == "" {
				break
			}
		}
	}
	return all
}

// fitting returns as much of a text as one line of the terminal has room for. It
// ends at a space or at a wide character, which takes two columns, if there is one.
func fitting(text string) string {
	used, end := 0, 0
	for i, c := range text {
		wide := c >= 0x2e80
		used++
		if wide {
			used++
		}
		if used > columns {
			if end == 0 {
				end = i
			}
			return text[:end]
		}
		if wide || c == ' ' && strings.TrimSpace(text[:i]) != "" {
			end = i + utf8.RuneLen(c)
		}
	}
	return text
}
