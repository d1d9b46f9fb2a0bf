package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// demo is one showing.
type demo struct {
	terraform terraform
	example   string
	out       io.Writer
	words     words
}

// words are what the demo says itself, in one language.
type words struct {
	start, mistake, plan, apply, zones, before, after, again, done, goOn, remove string
}

// wordsIn returns the words in the language of the provider's messages.
func wordsIn(language string) words {
	if language != "ja" {
		return words{
			start:   "A simulated zone, changed by the real terraform. No account is used.\nconfiguration: %s\nterraform:     %s\ndirectory:     %s\n",
			mistake: "1. A mistake, found before anything is written",
			plan:    "2. The plan",
			apply:   "3. The apply",
			zones:   "4. The zone, before and after",
			before:  "%s before",
			after:   "%s after",
			again:   "5. A second plan, which has nothing to do",
			done:    "Done",
			goOn:    "Every line that was there is still there. To go on by hand in the directory that stays:",
			remove:  "To remove the directory afterwards:",
		}
	}
	return words{
		start:   "シミュレーターのゾーンを、実際の Terraform で変更します。アカウントは使いません。\n設定:         %s\nterraform:    %s\nディレクトリ: %s\n",
		mistake: "1. 書き込む前に見つかる間違い",
		plan:    "2. plan",
		apply:   "3. apply",
		zones:   "4. 変更前と変更後のゾーン",
		before:  "%s（変更前）",
		after:   "%s（変更後）",
		again:   "5. もう一度 plan（変更なし）",
		done:    "完了",
		goOn:    "元からあった行は、すべて残っています。ディレクトリは残してあるので、続けて操作できます。",
		remove:  "不要になったら、ディレクトリを削除してください。",
	}
}

func (d demo) run(ctx context.Context) error {
	w := d.terraform.workspace
	d.say(d.words.start, d.example, d.terraform.binary, w.folder)

	d.heading(d.words.mistake)
	if err := d.showMistake(ctx); err != nil {
		return err
	}

	d.heading(d.words.plan)
	if err := d.show(ctx, "plan", "-out=demo.tfplan"); err != nil {
		return err
	}
	// The state file appears with the first call, so this is the zone that nobody has touched.
	before, err := readZones(w.zones)
	if err != nil {
		return err
	}

	d.heading(d.words.apply)
	if err := d.show(ctx, "apply", "demo.tfplan"); err != nil {
		return err
	}
	after, err := readZones(w.zones)
	if err != nil {
		return err
	}

	d.heading(d.words.zones)
	if err := d.compare(before, after); err != nil {
		return err
	}

	d.heading(d.words.again)
	if err := d.show(ctx, "plan", "-detailed-exitcode"); err != nil {
		return err
	}

	d.heading(d.words.done)
	d.say("%s\n\n  cd %s\n", d.words.goOn, shellQuote(w.folder))
	for _, variable := range w.variables() {
		name, value, _ := strings.Cut(variable, "=")
		d.say("  export %s=%s\n", name, shellQuote(value))
	}
	d.say("  %s destroy\n", shellQuote(d.terraform.binary))
	d.say("\n%s\n\n  rm -r %s\n", d.words.remove, shellQuote(filepath.Dir(w.folder)))
	return nil
}

// mistake is a record that people get wrong: the target lacks its trailing dot.
const mistake = `resource "valuedomain_mx_record" "mistake" {
  domain = "hogehoge.com"
  target = "mail.gaibu-server.com"
}
`

// showMistake plans with the mistake added, and wants the plan to refuse it.
func (d demo) showMistake(ctx context.Context) error {
	file := filepath.Join(d.terraform.workspace.folder, "mistake.tf")
	if err := os.WriteFile(file, []byte(mistake), 0o600); err != nil {
		return fmt.Errorf("add the mistake: %w", err)
	}
	d.say("%s\n$ terraform plan\n\n", mistake)
	output, exitCode, err := d.terraform.command(ctx, "plan")
	d.say("%s\n", strings.Trim(output, "\n"))
	switch {
	case err != nil:
		return err
	case exitCode != 1 || !strings.Contains(output, "mail.gaibu-server.com.hogehoge.com."):
		return fmt.Errorf("plan with the mistake: exit code %d, and the name that it means is not shown; the directory is %s", exitCode, d.terraform.workspace.folder)
	}
	if err := os.Remove(file); err != nil {
		return fmt.Errorf("remove the mistake: %w", err)
	}
	return nil
}

// show runs a command, prints what it says, and takes any exit code but 0 for a
// deviation.
func (d demo) show(ctx context.Context, subcommand string, args ...string) error {
	d.say("$ terraform %s\n\n", strings.Join(append([]string{subcommand}, args...), " "))
	output, exitCode, err := d.terraform.command(ctx, subcommand, args...)
	d.say("%s\n", strings.Trim(output, "\n"))
	switch {
	case err != nil:
		return err
	case exitCode == planHasChanges:
		return fmt.Errorf("run %s: the plan is not empty; the directory is %s", subcommand, d.terraform.workspace.folder)
	case exitCode != 0:
		return fmt.Errorf("run %s: exit code %d; the directory is %s", subcommand, exitCode, d.terraform.workspace.folder)
	}
	return nil
}

// compare prints the differences, and wants some, with no line lost.
func (d demo) compare(before, after zones) error {
	changed := false
	for _, domain := range before.domains(after) {
		text, err := diff(fmt.Sprintf(d.words.before, domain), fmt.Sprintf(d.words.after, domain), before[domain], after[domain])
		if err != nil {
			return err
		}
		d.say("%s", text)
		changed = changed || text != ""
		if lost := lostLines(before[domain], after[domain]); len(lost) > 0 {
			return fmt.Errorf("compare the zones of %s: %d lines are gone: %q", domain, len(lost), lost)
		}
	}
	if !changed {
		return fmt.Errorf("compare the zones: the apply changed nothing")
	}
	return nil
}

func (d demo) heading(title string) {
	d.say("\n=== %s\n\n", title)
}

// say prints for the person who watches; a screen that is gone stops nothing.
func (d demo) say(format string, args ...any) {
	_, _ = fmt.Fprintf(d.out, format, args...)
}

// shellQuote makes s one word of a POSIX shell, whatever it contains.
func shellQuote(s string) string {
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
