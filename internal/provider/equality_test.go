package provider_test

import (
	"os"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func mx(name, body string) string {
	return "resource \"valuedomain_mx_record\" \"" + name + "\" {\n domain = \"hogehoge.com\"\n" + body + "\n}\n"
}

func TestTheSameInAnotherSpellingIsNoChange(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\na mail 219.163.200.71", simulator.Options{})
	c := newCLI(t, w)
	c.write(`dns_service = "general"`, mx("m", "target = \"mail\""))
	c.apply()
	state, err := os.ReadFile(c.dir + "/terraform.tfstate")
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{"MAIL", "mail.hogehoge.com.", "Mail.HogeHoge.Com."} {
		for _, domain := range []string{"hogehoge.com", "HOGEHOGE.com", "hogehoge.com."} {
			c.write(`dns_service = "general"`, strings.Replace(mx("m", "host = \"hogehoge.com.\"\ntarget = \""+target+"\""), "\"hogehoge.com\"", "\""+domain+"\"", 1))
			c.mustBeClean()
		}
	}
	c.apply()
	after, err := os.ReadFile(c.dir + "/terraform.tfstate")
	if err != nil || !strings.Contains(string(after), `"target": "mail"`) {
		t.Errorf("the state lost what the user wrote (%v):\n%s\nbefore:\n%s", err, after, state)
	}
}

func TestAnInternationalNameIsTheSameAsItsPunycode(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\na xn--wgv71a 192.0.2.9", simulator.Options{})
	c := newCLI(t, w)
	block := func(host string) string {
		return "resource \"valuedomain_a_record\" \"r\" {\n domain = \"hogehoge.com\"\n host = \"" + host + "\"\n address = \"192.0.2.9\"\n}\n"
	}
	c.write("", "import {\n  to = valuedomain_a_record.r\n  id = \"hogehoge.com/日本/192.0.2.9\"\n}\n"+block("日本"))
	w.ResetJournal()
	c.apply()
	for _, e := range w.Journal() {
		if e.Method == "PUT" {
			t.Errorf("importing wrote: %+v", e)
		}
	}
	c.mustBeClean()
	c.write(``, block("xn--wgv71a"))
	c.mustBeClean()
}

func TestOnSimpleDNSAnMXIsWrittenWithoutItsHost(t *testing.T) {
	t.Parallel()
	for service, line := range map[string]string{"simple": "mx s1.xrea.com. 10", "general": "mx @ s1.xrea.com. 10"} {
		w := newWorld(t, webZone, simulator.Options{})
		c := newCLI(t, w)
		c.write("dns_service = \""+service+"\"", mx("m", "target = \"s1.xrea.com.\""))
		c.apply()
		if w.text(t) != webZone+"\n"+line {
			t.Errorf("%s: zone:\n%s", service, w.text(t))
		}
		c.mustBeClean()
		// The service is now told by the zone's own lines.
		c.write("", mx("m", "target = \"s1.xrea.com.\"")+mx("n", "target = \"mail.gaibu-server.com.\"\npriority = 20"))
		c.apply()
		if want := strings.Replace(strings.Replace(line, "s1.xrea.com.", "mail.gaibu-server.com.", 1), "10", "20", 1); !strings.HasSuffix(w.text(t), want) {
			t.Errorf("%s: zone:\n%s\nlacks %s", service, w.text(t), want)
		}
	}
}

func TestADNSServiceThatNothingTellsIsSimple(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write("", mx("m", "target = \"s1.xrea.com.\""))
	c.apply()
	w.expectLines(t, webZone, "mx s1.xrea.com. 10")
	c.mustBeClean()
}

func TestTheImportBlockOfTheErrorWorksAsPasted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\nmx @ s1.xrea.com. 10", simulator.Options{})
	c := newCLI(t, w)
	body := mx("m", "target = \"s1.xrea.com.\"")
	c.write("", body)
	o := c.plan()
	if o.code != 1 || o.summaries() != "error: Record already exists in the zone" {
		t.Fatal(o.out)
	}
	_, block, found := strings.Cut(o.details(), "  import {")
	block, _, closed := strings.Cut(block, "  }")
	if !found || !closed {
		t.Fatalf("no import block:\n%s", o.details())
	}
	c.write("", body+"import {"+strings.Replace(block, "NAME", "m", 1)+"}\n")
	w.ResetJournal()
	c.apply()
	for _, e := range w.Journal() {
		if e.Method == "PUT" {
			t.Errorf("importing wrote: %+v", e)
		}
	}
	c.mustBeClean()
}

func TestImportIDs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\nmx @ s1.xrea.com. 10\nmx @ s1.xrea.com. 20\nmxe mail 192.0.2.1 10", simulator.Options{})
	c := newCLI(t, w)
	c.write("rule_severity = { duplicate-record = \"off\" }", mx("m", "target = \"s1.xrea.com.\""))
	for id, want := range map[string][]string{
		"nonsense":                     {"Invalid import ID", "domain/host/target[/priority]", "hogehoge.com/@/mx1.example.net./10"},
		"hogehoge.com/@":               {"Invalid import ID"},
		"hogehoge.com/@/s1.xrea.com.":  {"several records", "hogehoge.com/@/s1.xrea.com./10", "hogehoge.com/@/s1.xrea.com./20"},
		"hogehoge.com/@/s9.xrea.com.":  {"The record is not in the zone", "hogehoge.com/@/s1.xrea.com./10"},
		"hogehoge.com/web/s1.xrea.com": {"The record is not in the zone"},
	} {
		o := c.run("import", "-no-color", "-input=false", "valuedomain_mx_record.m", id)
		for _, part := range want {
			if o.code == 0 || !strings.Contains(o.out, part) {
				t.Errorf("%s: %q is missing:\n%s", id, part, o.out)
			}
		}
	}
	if o := c.run("import", "-input=false", "valuedomain_mx_record.m", "HogeHoge.com/@/S1.xrea.com./10"); o.code != 0 {
		t.Error(o.out)
	}
	c.mustBeClean()
}

func TestARecordChangedInTheControlPanelIsChangedBackInPlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(`dns_service = "general"`, oneRecord+"\n"+mx("m", "target = \"mail\""))
	c.apply()
	good := w.text(t)
	if _, err := w.Edit(testDomain, func(text string) string {
		return strings.NewReplacer("a mail 219.163.200.70", "a mail 192.0.2.77", "mx @ mail 10", "mx @ mail 50").Replace(text)
	}); err != nil {
		t.Fatal(err)
	}
	o := c.apply()
	if !strings.Contains(o.out, "0 added, 2 changed, 0 destroyed") || w.text(t) != good {
		t.Errorf("zone:\n%s\n%s", w.text(t), o.out)
	}
	c.mustBeClean()
}

func TestAnotherDomainMakesANewRecord(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	if err := w.SetZone("second.jp", simulator.Zone{DomainID: 2, NSType: "valuedomain1", TTL: 3600, Records: "a @ 192.0.2.1"}); err != nil {
		t.Fatal(err)
	}
	c := newCLI(t, w)
	c.write("", oneRecord)
	c.apply()
	c.write("", strings.Replace(oneRecord, "hogehoge.com", "second.jp", 1))
	o := c.apply()
	second, _ := w.Zone("second.jp")
	if !strings.Contains(o.out, "1 added, 0 changed, 1 destroyed") || w.text(t) != webZone || second.Records != "a @ 192.0.2.1\n"+oneLine {
		t.Errorf("first:\n%s\nsecond:\n%s\n%s", w.text(t), second.Records, o.out)
	}
}

func TestMessagesAreJapaneseWhereTheLocaleIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\n"+oneLine, simulator.Options{})
	c := newCLI(t, w)
	c.env = append(c.env, "VALUEDOMAIN_LANGUAGE=", "LC_ALL=", "LC_MESSAGES=", "LANG=ja_JP.UTF-8")
	c.write("", oneRecord)
	if o := c.plan(); o.summaries() != "error: 同じレコードがすでにゾーンにあります" {
		t.Errorf("%s", o.out)
	}
	c.write(`language = "en"`, oneRecord)
	if o := c.plan(); o.summaries() != "error: Record already exists in the zone" {
		t.Errorf("%s", o.out)
	}
}

// A name in Japanese is written as the DNS has it, and stays in the state as it was typed.
func TestAnInternationalNameIsWrittenAsPunycode(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	body := record("a", "one", "host = \"ブログ\"\naddress = \"192.0.2.1\"") + record("a", "two", "host = \"ﾃｽﾄ\"\naddress = \"192.0.2.2\"") +
		record("cname", "three", "host = \"www2\"\ntarget = \"日本語.jp.\"") +
		"resource \"valuedomain_records\" \"set\" {\n domain = \"hogehoge.com\"\n records = [{ type = \"a\", host = \"日本\", address = \"192.0.2.3\" }, { line = \"a 東京 192.0.2.4\" }]\n}\n"
	c.write(general, body)
	c.apply()
	w.expectLines(t, webZone, "a xn--qckyd1c 192.0.2.1", "a xn--zckzah 192.0.2.2", "cname www2 xn--wgv71a119e.jp.", "a xn--wgv71a 192.0.2.3", "a xn--1lqs71d 192.0.2.4")
	c.mustBeClean()
	if shown := c.run("show", "-json"); !strings.Contains(shown.out, `"host":"ブログ"`) {
		t.Error("the state lost what the user wrote")
	}
	c.destroy()
	w.expectLines(t, webZone)
}

// Lines that were typed in Japanese in the control panel are imported as they are.
func TestALineWithAnInternationalNameIsImportedWithoutAWrite(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\na ブログ 192.0.2.1\na 東京 192.0.2.4", simulator.Options{})
	c := newCLI(t, w)
	c.write(general, record("a", "one", "host = \"ブログ\"\naddress = \"192.0.2.1\"")+
		"resource \"valuedomain_records\" \"set\" {\n domain = \"hogehoge.com\"\n records = [{ line = \"a 東京 192.0.2.4\" }]\n}\n"+
		"import {\n to = valuedomain_a_record.one\n id = \"hogehoge.com/ブログ/192.0.2.1\"\n}\nimport {\n to = valuedomain_records.set\n id = \"hogehoge.com|a/東京\"\n}\n")
	c.apply()
	c.mustBeClean()
	w.expectNoWrite(t)
}
