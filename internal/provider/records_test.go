package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// set declares a set of records with these elements.
func set(name string, elements ...string) string {
	return fmt.Sprintf("resource \"valuedomain_records\" %q {\n domain = \"hogehoge.com\"\n records = [\n  %s\n ]\n}\n", name, strings.Join(elements, ",\n  "))
}

const (
	mxOld  = `{ type = "mx", host = "@", target = "s1.xrea.com.", priority = 10 }`
	spfOld = `{ type = "txt", host = "@", value = "v=spf1 a:s1.xrea.com ~all" }`
	mxNew  = `{ type = "mx", host = "@", target = "smtp.google.com.", priority = 1 }`
	spfNew = `{ type = "txt", host = "@", value = "v=spf1 include:_spf.google.com ~all" }`
	dkim   = `{ type = "txt", host = "google._domainkey", value = "v=DKIM1; k=rsa; p=` + wholeKey + `" }`
)

func TestAMailMoveIsOneWrite(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(``, set("mail", mxOld, spfOld))
	c.apply()
	w.expectLines(t, webZone, "mx s1.xrea.com. 10", "txt @ v=spf1 a:s1.xrea.com ~all")
	c.mustBeClean()
	before := w.writes()
	c.write(``, set("mail", mxNew, spfNew, dkim))
	o := c.apply()
	if w.writes() != before+1 {
		t.Errorf("%d writes:\n%s", w.writes()-before, o.out)
	}
	moved := []string{"mx smtp.google.com. 1", "txt @ v=spf1 include:_spf.google.com ~all", "txt google._domainkey v=DKIM1; k=rsa; p=" + wholeKey}
	w.expectLines(t, webZone, moved...)
	c.mustBeClean()
	c.destroy()
	w.expectLines(t, webZone)
}

func TestTheSameRecordsAsASetAndOneByOneAreTheSameZone(t *testing.T) {
	t.Parallel()
	one := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, one)
	c.write(``, set("mail", mxNew, spfNew))
	c.apply()
	other := newWorld(t, webZone, simulator.Options{})
	d := newCLI(t, other)
	d.write(``, record("mx", "m", `target = "smtp.google.com."
 priority = 1`)+record("txt", "s", `value = "v=spf1 include:_spf.google.com ~all"`))
	d.apply()
	if !slices.Equal(sortedLines(one.text(t)), sortedLines(other.text(t))) {
		t.Errorf("a set gives\n%s\nsingle resources give\n%s", one.text(t), other.text(t))
	}
}

func TestAFailingWriteLeavesTheOldSetWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(``, set("mail", mxOld, spfOld))
	c.apply()
	old := w.text(t)
	c.write(``, set("mail", mxNew, spfNew, dkim))
	remove := w.Inject(simulator.Fault{Method: "PUT", Status: 400})
	if o := c.tryApply(); o.code == 0 {
		t.Errorf("no error:\n%s", o.out)
	}
	if w.text(t) != old {
		t.Errorf("the zone is\n%s\nwant\n%s", w.text(t), old)
	}
	remove()
	c.apply()
	c.mustBeClean()
}

func TestWhatIsWrongWithAnElementIsSaidWithIt(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ element, summary, says string }{
		"a wrong address":              {`{ type = "a", host = "x", address = "192.0.2.300" }`, "Invalid value for address", "192.0.2.300"},
		"an unknown type":              {`{ type = "url", host = "x" }`, "Unknown record type", `{ line = "url …" }`},
		"no type":                      {`{ host = "x", address = "192.0.2.1" }`, "A record has no type", "the whole record as `line`"},
		"an attribute of another type": {`{ type = "a", host = "x", address = "192.0.2.1", target = "y" }`, "A record has an attribute of another type", "Remove `target`"},
		"a missing attribute":          {`{ type = "a", host = "x" }`, "A record lacks an attribute", "Add `address`"},
		"a malformed line":             {`{ line = "a x 192.0.2.300" }`, "Invalid value for line", "allow_malformed = true"},
		"a comment and a line":         {`{ line = "# web\na x 192.0.2.1" }`, "Invalid value for line", "line break"},
		"a target without its dot":     {`{ type = "mx", host = "@", target = "smtp.google.com", priority = 1 }`, "MX target is missing its trailing dot", "smtp.google.com."},
		"a number in words":            {`{ type = "mx", host = "@", target = "s1.xrea.com.", priority = "ten" }`, "Invalid value for priority", `"ten" is not a number in range`},
		"a fraction":                   {`{ type = "mx", host = "@", target = "s1.xrea.com.", priority = 1.5 }`, "Invalid value for priority", `priority = "1.5"`},
		"a truth value for a number":   {`{ type = "mx", host = "@", target = "s1.xrea.com.", priority = true }`, "Invalid value for priority", "Write one text or number for `priority`"},
		"a truth value for a text":     {`{ type = "a", host = true, address = "192.0.2.1" }`, "Invalid value for host", "Write one text or number for `host`"},
		"a list for a text":            {`{ type = ["a"], host = "x", address = "192.0.2.1" }`, "Invalid value for type", "Write one text or number for `type`"},
		"a text for a record":          {`"a x 192.0.2.1"`, "A record is not an object", `"a x 192.0.2.1"`},
		"nothing for a record":         {`null`, "A record is not an object", "null"},
		"a misspelled type":            {`{ typ = "a", host = "x", address = "192.0.2.1" }`, "A record has no type", `typ = "a"`},
		"a line and another host":      {`{ line = "a x 192.0.2.1", host = "y" }`, "The line and an attribute contradict each other", "`host` is \"y\""},
		"a line and another type":      {`{ line = "url x https://hogehoge.example/", type = "a" }`, "The line and an attribute contradict each other", "`type` is \"a\""},
		"an object with a change":      {`merge(provider::valuedomain::parse_zone("mx s1.xrea.com. 10")[0], { priority = 20 })`, "The line and an attribute contradict each other", "mx s1.xrea.com. 10"},
		"the same record twice":        {`{ type = "a", host = "x", address = "192.0.2.1" }, { line = "A x. 192.0.2.1" }, { line = "a x 192.0.2.1" }`, "Duplicate record", "a x 192.0.2.1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(``, set("s", tc.element))
			o := c.plan()
			if o.code != 1 || !strings.Contains(o.summaries(), "error: "+tc.summary) || !strings.Contains(o.details(), tc.says) {
				t.Errorf("%s\n%s", o.summaries(), o.details())
			}
			w.expectNoWrite(t)
		})
	}
}

// Of the attribute as a whole.
func TestWhatIsNoSetOfRecordsIsSaid(t *testing.T) {
	t.Parallel()
	empty := [2]string{"The set has no records", "レコードが1つもありません"}
	foreign := [2]string{"A record is not an object", "レコードがオブジェクトではありません"}
	for records, want := range map[string][2]string{
		`[]`: empty,
		`provider::valuedomain::parse_zone("# a comment\n")`: empty,
		`{ type = "a", host = "x", address = "192.0.2.1" }`:  foreign,
		`"a x 192.0.2.1"`: foreign,
		`true`:            foreign,
		`provider::valuedomain::parse_zone("a x 192.0.2.1")[0].line`: foreign,
	} {
		t.Run(records, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			for i, language := range []string{"en", "ja"} {
				c.write(`language = "`+language+`"`, "resource \"valuedomain_records\" \"s\" {\n domain = \"hogehoge.com\"\n records = "+records+"\n}\n")
				if o := c.plan(); o.code != 1 || o.summaries() != "error: "+want[i] {
					t.Errorf("%s\n%s", o.summaries(), o.details())
				}
			}
			w.expectNoWrite(t)
		})
	}
}

// An attribute that says the same as the line, however it is spelled, is fine.
func TestALineAndItsAttributesMayBeGivenTogether(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(``, set("s",
		`{ line = "mx s1.xrea.com. 10", type = "MX", host = "hogehoge.com.", target = "S1.xrea.com.", priority = "10" }`,
		`{ line = "url shop https://hogehoge.example/", type = "url", host = "@" }`,
		`merge(values(provider::valuedomain::mail_records("hogehoge.com", "general", [{ servers = ["s4.xrea.com"], for = "web" }]))[0], { line = null, priority = 50 })`))
	c.apply()
	w.expectLines(t, webZone, "mx s1.xrea.com. 10", "url shop https://hogehoge.example/", "mx s4.xrea.com. 50 web")
	c.mustBeClean()
}

func TestASetIsDriftByElement(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	config := set("mail", mxOld, spfOld, `{ line = "url shop https://hogehoge.example/" }`)
	c.write(``, config)
	c.apply()
	good := w.text(t)
	for name, edit := range map[string][]string{
		"one is gone":    {"\ntxt @ v=spf1 a:s1.xrea.com ~all", ""},
		"one is changed": {"mx s1.xrea.com. 10", "mx s9.xrea.com. 10"},
		"all are gone":   {"\nmx s1.xrea.com. 10", "", "\ntxt @ v=spf1 a:s1.xrea.com ~all", "", "\nurl shop https://hogehoge.example/", ""},
	} {
		w.edit(t, edit...)
		if o := c.plan(); o.code != 2 {
			t.Errorf("%s: code %d\n%s", name, o.code, o.out)
		}
		c.apply()
		if !slices.Equal(sortedLines(w.text(t)), sortedLines(good)) {
			t.Errorf("%s: the zone is\n%s", name, w.text(t))
		}
		c.mustBeClean()
	}
}

func TestASetIsImportedAndItsSpellingIsSilent(t *testing.T) {
	t.Parallel()
	there := webZone + "\nmx s1.xrea.com. 10\ntxt @ v=spf1 a:s1.xrea.com ~all\nurl shop https://hogehoge.example/"
	for _, id := range []string{
		"hogehoge.com|mx/@|txt @ v=spf1 a:s1.xrea.com ~all|url shop https://hogehoge.example/",
		"hogehoge.com|mx s1.xrea.com. 10|txt @ v=spf1 a:s1.xrea.com ~all|url shop https://hogehoge.example/",
	} {
		w := newWorld(t, there, simulator.Options{})
		c := newCLI(t, w)
		c.write(``, "import {\n to = valuedomain_records.mail\n id = \""+id+"\"\n}\n"+
			set("mail", `{ type = "MX", target = "S1.XREA.COM." }`, spfOld, `{ line = "url shop https://hogehoge.example/" }`))
		c.apply()
		w.expectNoWrite(t)
		c.mustBeClean()
		c.destroy()
		w.expectLines(t, webZone)
	}
	c := newCLI(t, newWorld(t, there, simulator.Options{}))
	c.write(``, "import {\n to = valuedomain_records.mail\n id = \"hogehoge.com|mx/www\"\n}\n"+set("mail", mxOld))
	if o := c.plan(); o.code != 1 || !strings.Contains(o.details(), "mx/www") || !strings.Contains(o.details(), "mx s1.xrea.com. 10") {
		t.Errorf("%s", o.out)
	}
}

func TestLinesOfASetThatAreThereAlreadyAreImportedAsTheErrorSays(t *testing.T) {
	t.Parallel()
	there := webZone + "\nmx s1.xrea.com. 10"
	w := newWorld(t, there, simulator.Options{})
	c := newCLI(t, w)
	c.write(``, set("t", mxOld, spfOld))
	o := c.plan()
	if o.summaries() != "error: Records of the set already exist in the zone" {
		t.Fatal(o.out)
	}
	_, block, _ := strings.Cut(o.details(), "\n  import {")
	block, _, _ = strings.Cut(block, "\n  }")
	c.write(``, set("t", mxOld, spfOld)+"import {"+strings.Replace(block, "NAME", "t", 1)+"\n}\n")
	c.apply()
	w.expectLines(t, there, "txt @ v=spf1 a:s1.xrea.com ~all")
	c.mustBeClean()
}

func TestSetsAndOtherResourcesOfOnePlanMeet(t *testing.T) {
	t.Parallel()
	a := `{ type = "a", host = "x", address = "192.0.2.1" }`
	for name, tc := range map[string]struct{ config, says string }{
		"two sets, one line":       {set("one", a, mxOld) + set("two", a), "Record is declared twice"},
		"a record and a set":       {set("one", a) + record("a", "x", "host = \"x\"\naddress = \"192.0.2.1\""), "Record is declared twice"},
		"a CNAME next to an A":     {set("one", a, `{ type = "cname", host = "x", target = "y.example.net." }`), "CNAME record shares its host with another record"},
		"the whole zone and a set": {zoneConfig(webZone, "") + set("one", a), "managed as a whole"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(``, tc.config)
			if o := c.plan(); o.code != 1 || !strings.Contains(o.summaries(), tc.says) && tc.says != "managed as a whole" {
				t.Errorf("%s\n%s", o.summaries(), o.details())
			}
			w.expectNoWrite(t)
		})
	}
}

func TestARecordMovesFromASetToAResourceAndBack(t *testing.T) {
	t.Parallel()
	a := `{ type = "a", host = "x", address = "192.0.2.1" }`
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	want := []string{"a x 192.0.2.1", "mx s1.xrea.com. 10"}
	for range 2 {
		c.write(``, set("one", a, mxOld))
		c.apply()
		w.expectLines(t, webZone, want...)
		c.mustBeClean()
		c.write(``, set("one", mxOld)+record("a", "x", "host = \"x\"\naddress = \"192.0.2.1\""))
		c.apply()
		w.expectLines(t, webZone, want...)
		c.mustBeClean()
	}
}

func TestAThousandRecordsAreThreeRequests(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(``, "resource \"valuedomain_records\" \"many\" {\n domain = \"hogehoge.com\"\n records = [for i in range(1000) : { type = \"txt\", host = \"t${i}\", value = \"v\" }]\n}\n")
	most := 4 // A commit is three, and one is the plan's.
	if o := c.apply(); strings.Contains(o.out, "OpenTofu") {
		most++ // It does not tell the plan in the apply from a plan: that reads again.
	}
	if n := len(w.Journal()); n > most {
		t.Errorf("%d requests", n)
	}
	c.mustBeClean()
}

// With the parallelism that Terraform has by default. The plan has read each zone
// before, and noted the DNS service, which decides how the lines are written.
func TestTheSetsOfManyZonesAreThreeRequestsAZone(t *testing.T) {
	t.Parallel()
	const zones = 30
	w := newWorld(t, webZone, simulator.Options{})
	for i := range zones {
		if err := w.SetZone(fmt.Sprintf("parked%d.example", i), simulator.Zone{DomainID: 100 + i, NSType: "valuedomain1", TTL: 3600, Records: webZone}); err != nil {
			t.Fatal(err)
		}
	}
	c := newCLI(t, w)
	c.write(`dns_service = "auto"`, fmt.Sprintf(`
resource "valuedomain_records" "parked" {
  for_each = toset([for i in range(%d) : "parked${i}.example"])
  domain   = each.value
  records  = provider::valuedomain::mail_records(each.value, "simple", [], { parked = true })
}
`, zones))
	c.plan("-out=p")
	before, most := len(w.Journal()), 3*zones
	if o := c.run("apply", "p"); strings.Contains(o.out, "OpenTofu") {
		most += zones // It does not tell the plan in the apply from a plan.
	}
	made, byZone := w.Journal()[before:], map[string]string{}
	for _, r := range made {
		byZone[r.Path] += r.Method + " "
	}
	if len(made) > most {
		t.Errorf("%d requests for %d zones: %v", len(made), zones, byZone)
	}
	c.mustBeClean()
	z, _ := w.Zone("parked7.example")
	if want := sortedLines(webZone + "\nmx . 0\ntxt @ v=spf1 -all\ntxt _dmarc v=DMARC1; p=reject"); !slices.Equal(sortedLines(z.Records), want) {
		t.Errorf("the zone is\n%s", z.Records)
	}
}

func TestASetOwnsOneOccurrenceOfALine(t *testing.T) {
	t.Parallel()
	w := newWorld(t, webZone+"\nmx s1.xrea.com. 10\nmx s1.xrea.com. 10\ntxt x a\ntxt x a", simulator.Options{})
	c := newCLI(t, w)
	c.write(``, "import {\n to = valuedomain_records.mail\n id = \"hogehoge.com|mx/@|txt/x\"\n}\n"+set("mail", mxOld, `{ type = "txt", host = "x", value = "a" }`))
	if o := c.apply(); strings.Count(o.summaries(), "warning: The zone contains this record more than once") != 2 {
		t.Errorf("%s", o.summaries())
	}
	c.write(``, set("mail", mxOld))
	c.apply()
	w.expectLines(t, webZone, "mx s1.xrea.com. 10", "mx s1.xrea.com. 10", "txt x a")
	c.destroy()
	w.expectLines(t, webZone, "mx s1.xrea.com. 10", "txt x a")
}

func TestThePlanOfASetShowsTheRecordsThatComeAndGo(t *testing.T) {
	t.Parallel()
	c := newCLI(t, newWorld(t, webZone, simulator.Options{}))
	c.write(``, set("mail", mxOld, spfOld))
	c.apply()
	c.write(``, set("mail", mxNew, spfOld, dkim))
	out := flat(c.run("plan", "-no-color").out)
	for _, want := range []string{`~ target = "s1.xrea.com." -> "smtp.google.com."`, `+ host = "google._domainkey"`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in:\n%s", want, out)
		}
	}
	for _, sign := range []string{"-", "+", "~"} {
		if strings.Contains(out, sign+` value = "v=spf1`) {
			t.Errorf("a record that stays is shown as changed:\n%s", out)
		}
	}
}

func TestTheValuesOfASetMayComeWithTheApply(t *testing.T) {
	t.Parallel()
	for name, element := range map[string]string{
		"a value": `{ type = "txt", host = "x", value = terraform_data.d.output }`,
		"a host":  `{ type = "txt", host = terraform_data.d.output, value = "x" }`,
		"a type":  `{ type = terraform_data.d.output == "x" ? "txt" : "a", host = "x", value = "x" }`,
		"a line":  `{ line = "txt x ${terraform_data.d.output}" }`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			c := newCLI(t, w)
			c.write(``, "resource \"terraform_data\" \"d\" {\n input = \"x\"\n}\n"+set("s", mxOld, element))
			c.apply()
			w.expectLines(t, webZone, "mx s1.xrea.com. 10", "txt x x")
			c.mustBeClean()
		})
	}
}

// What functions and data sources return are elements as they are.
func TestWhatFunctionsReturnIsASet(t *testing.T) {
	t.Parallel()
	text := "# mail\nmx s1.xrea.com. 10\ntxt x hello\nurl shop https://hogehoge.example/"
	for name, tc := range map[string]struct {
		records string
		want    []string
	}{
		"mail_records":    {`provider::valuedomain::mail_records("hogehoge.com", "simple", [{ servers = ["s1.xrea.com"], for = "all" }])`, []string{"mx s1.xrea.com. 10"}},
		"parse_zone":      {"provider::valuedomain::parse_zone(file(\"zone.txt\"))", []string{"mx s1.xrea.com. 10", "txt x hello", "url shop https://hogehoge.example/"}},
		"the data source": {`[for r in data.valuedomain_zone.other.records : r if r.type == "txt"]`, []string{"txt x hello"}},
		"a map":           {`{ a = { type = "txt", host = "x", value = "hello" }, b = { type = "mx", target = "s1.xrea.com." } }`, []string{"txt x hello", "mx s1.xrea.com. 10"}},
		"a set":           {`toset([{ type = "txt", host = "x", value = "hello" }])`, []string{"txt x hello"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, webZone, simulator.Options{})
			if err := w.SetZone("other.com", simulator.Zone{DomainID: 2, NSType: "valuedomain1", Records: "txt x hello"}); err != nil {
				t.Fatal(err)
			}
			c := newCLI(t, w)
			c.file("zone.txt", text)
			c.write(``, "data \"valuedomain_zone\" \"other\" {\n domain = \"other.com\"\n}\nresource \"valuedomain_records\" \"s\" {\n domain = \"hogehoge.com\"\n records = "+tc.records+"\n}\n")
			c.apply()
			w.expectLines(t, webZone, tc.want...)
			c.mustBeClean()
		})
	}
}

func TestALineThatAResourceHasTooStaysWhereASetGoes(t *testing.T) {
	t.Parallel()
	a := `{ type = "a", host = "x", address = "192.0.2.1" }`
	one := record("a", "x", "host = \"x\"\naddress = \"192.0.2.1\"")
	imported := "import {\n to = valuedomain_a_record.x\n id = \"hogehoge.com/x/192.0.2.1\"\n}\n"
	w := newWorld(t, webZone, simulator.Options{})
	c := newCLI(t, w)
	c.write(``, set("s", a, mxOld))
	c.apply()
	c.write(``, set("s", a, mxOld)+one+imported)
	c.apply() // With a warning: both have the one line.
	c.write(``, set("s", mxOld)+one)
	// Which of the two is planned first is the CLI's choice: the one that stays may
	// be planned before it is known that the line goes.
	if o := c.plan(); o.code != 1 || !strings.Contains(o.summaries(), "error: Two resources manage one record") &&
		!strings.Contains(o.summaries(), "error: A set of records would delete this record") {
		t.Errorf("%s", o.out)
	}
	c.write(``, one)
	if o := c.tryApply(); o.code != 0 {
		if !strings.Contains(o.summaries(), "error: A set of records would delete this record") {
			t.Fatalf("%s", o.out)
		}
		w.expectLines(t, webZone, "a x 192.0.2.1", "mx s1.xrea.com. 10")
		if o := c.run("state", "rm", "valuedomain_a_record.x"); o.code != 0 { // As the message says.
			t.Fatal(o.out)
		}
		c.apply()
	}
	w.expectLines(t, webZone, "a x 192.0.2.1")
	c.write(``, one)
	c.mustBeClean()
}
