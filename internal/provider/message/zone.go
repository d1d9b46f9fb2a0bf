package message

import (
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
)

// ManagedZone refuses a record of a zone that another resource manages as a
// whole.
func ManagedZone(line string) Message {
	return Message{
		Summary: say("The zone is managed twice", "ゾーンが二重に管理されています"),
		Detail: say("This configuration manages the zone as a whole (%[2]s), and one of its lines by a record resource:\n\n  %[1]s\n\n"+
			"Each would undo the other's work. Write the line into the `content` of %[2]s and let the record resource go, or manage all lines by record resources. "+
			"A block like this lets a resource go without touching the zone:\n\n%[3]s",
			"この設定では、ゾーン全体（%[2]s）と、その中の次の行（レコードのリソース）の両方を管理しています。\n\n  %[1]s\n\n"+
				"互いの変更を打ち消し合うため、%[2]s の `content` にこの行を書いてレコードのリソースを外すか、すべての行をレコードのリソースで管理してください。"+
				"次のようなブロックを書くと、ゾーンを変えずにリソースを外せます。\n\n%[3]s",
			line, ZoneType, removedBlock("TYPE")),
	}
}

// ReleasedZone refuses a record of a zone whose whole is destroyed.
func ReleasedZone(line string) Message {
	return Message{
		Summary: say("The zone would be deleted under a record", "レコードを残したままゾーンが削除されます"),
		Detail: say("This plan destroys the %[2]s of the zone, which takes all its lines away, and a record resource manages one of them:\n\n  %[1]s\n\n"+
			"To pass from the one to the other without touching the zone, let %[2]s go by a block like this:\n\n%[3]s",
			"このplanは、ゾーン全体を管理する %[2]s を破棄してその行をすべて削除しますが、次の行はレコードのリソースが管理しています。\n\n  %[1]s\n\n"+
				"ゾーンを変えずに移行するには、次のようなブロックで %[2]s を外してください。\n\n%[3]s",
			line, ZoneType, removedBlock(ZoneType)),
	}
}

// LineTwice warns of a line that two resources of the state hold.
func LineTwice(line, resourceType string) Message {
	return Message{
		Summary: say("Two resources manage one record", "1つのレコードを2つのリソースが管理しています"),
		Detail: say("Another resource of this configuration manages this line too:\n\n  %[1]s\n\n"+
			"A change of the one would be undone by the other. Keep one, and let the other go by a block like this, which leaves the zone as it is:\n\n%[2]s",
			"この設定の別のリソースも、次の行を管理しています。\n\n  %[1]s\n\n"+
				"一方での変更をもう一方が元に戻してしまいます。片方だけを残し、もう片方は次のようなブロックで外してください。ゾーンは変わりません。\n\n%[2]s",
			line, removedBlock(resourceType)),
	}
}

// LineLeaves refuses to keep a line that another resource's removal
// removes.
func LineLeaves(line, resourceType string) Message {
	return Message{
		Summary: say("The record would be deleted under a resource", "リソースを残したままレコードが削除されます"),
		Detail: say("This plan destroys another resource that manages this line too, which takes the line away:\n\n  %[1]s\n\n"+
			"Let that resource go by a block like this, which leaves the zone as it is; where it was only renamed, a `moved` block says so:\n\n%[2]s",
			"このplanで破棄される別のリソースも次の行を管理しているため、この行はゾーンから削除されます。\n\n  %[1]s\n\n"+
				"そのリソースは次のようなブロックで外してください。ゾーンは変わりません。名前を変えただけであれば `moved` ブロックを書いてください。\n\n%[2]s",
			line, removedBlock(resourceType)),
	}
}

// removedBlock is ready to paste but for the resource's name.
func removedBlock(resourceType string) string {
	return "  removed {\n    from = " + resourceType + ".NAME\n    lifecycle {\n      destroy = false\n    }\n  }"
}

// SecondZone refuses a second resource for a whole zone.
func SecondZone(domain string) Message {
	return Message{
		Summary: say("The zone is managed twice", "ゾーンが二重に管理されています"),
		Detail: say("Two %[2]s resources of this plan are about the zone of %[1]s, and what one writes the other deletes. Keep one of them. "+
			"Where a resource was only renamed, say so by a `moved` block, so that it is not destroyed under its old name.",
			"このplanには %[1]s のゾーンの %[2]s が2つあり、一方が書いたものをもう一方が消してしまいます。どちらか1つにしてください。"+
				"リソースの名前を変えただけであれば `moved` ブロックを書いてください。古い名前のリソースが破棄されなくなります。",
			domain, ZoneType),
	}
}

// TTLRangeText says which TTLs there are.
func TTLRangeText() rules.Text {
	return say("The TTL must be a whole number from 1 to 2147483647, in seconds.", "TTLは1から2147483647までの整数（秒）で指定してください。")
}

// TTLRange refuses a TTL.
func TTLRange(value string) Message {
	m := Message{Summary: say("This is no TTL", "TTLとして使えない値です"), Detail: TTLRangeText()}
	m.Detail.EN += fmt.Sprintf(" Here it is %s. Write `ttl = 3600`, for instance; the shortest that the API keeps is 120.", value)
	m.Detail.JA += fmt.Sprintf("指定された値は %s です。`ttl = 3600` のように書いてください。APIに保存できる最小の値は120です。", value)
	return m
}

// ShortTTL warns of a ttl that the API does not keep any more.
func ShortTTL(domain string, seconds int) Message {
	return Message{
		Summary: say("The zone's TTL becomes 120 seconds", "ゾーンのTTLが120秒になります"),
		Detail: say("Choose the TTL yourself, if you want another one:\n\n  resource \"valuedomain_zone_settings\" \"NAME\" {\n    domain = %[1]q\n    ttl    = 3600\n  }\n\n"+
			"The zone has a TTL of %[2]d seconds, and today the API keeps nothing under %[3]d. Every change of the zone has to send a TTL, so this one sends %[3]d, the nearest.",
			"ほかの値にする場合は、次のように指定してください。\n\n  resource \"valuedomain_zone_settings\" \"NAME\" {\n    domain = %[1]q\n    ttl    = 3600\n  }\n\n"+
				"このゾーンのTTLは %[2]d 秒ですが、現在のAPIは %[3]d 秒未満の値を保存しません。ゾーンの変更には必ずTTLを送る必要があるため、最も近い %[3]d 秒を送ります。",
			domain, seconds, valuedomain.MinTTL),
	}
}

// SettingTwice refuses two values for what a zone has one of.
func SettingTwice(domain, attribute, value, other string) Message {
	return Message{
		Summary: say("A setting of the zone is given twice", "ゾーンの設定値が二重に指定されています"),
		Detail: say("One resource of this configuration sets the `%[2]s` of %[1]s to %[3]s, another one to %[4]s. A zone has just one, so they would change it "+
			"back and forth with every apply. Leave `%[2]s` out of all but one of the valuedomain_zone and valuedomain_zone_settings resources of the zone.",
			"%[1]s の `%[2]s` が、あるリソースでは %[3]s、別のリソースでは %[4]s と指定されています。ゾーンに1つしかない値なので、applyのたびに変わってしまいます。"+
				"このゾーンの valuedomain_zone と valuedomain_zone_settings のうち、1つだけで `%[2]s` を指定してください。",
			domain, attribute, value, other),
	}
}

// linesShown bounds how many lines a message lists.
const linesShown = 50

func listed(lines []string) string {
	if len(lines) > linesShown {
		lines = append(lines[:linesShown:linesShown], "…")
	}
	return strings.Join(lines, "\n  ")
}

// Unmanaged refuses to delete lines that Terraform does not manage.
func Unmanaged(domain string, lines []string) Message {
	return Message{
		Summary: say("Lines would be deleted that Terraform does not manage", "Terraform が管理していない行が削除されます"),
		Detail: say("The zone of %[1]s holds %[2]d lines that are neither in `content` nor written by this resource:\n\n  %[3]s\n\n"+
			"Add those that are to stay to `content`. To delete the others, set `allow_delete_unmanaged = true`. "+
			"`terraform destroy` plans the text first too: `terraform destroy -refresh=false` removes what this resource has written, and leaves them.",
			"%[1]s のゾーンに、`content` になく、このリソースが書いたものでもない行が %[2]d 行あります。\n\n  %[3]s\n\n"+
				"残す行は `content` に追加してください。それ以外を削除してよければ `allow_delete_unmanaged = true` を指定します。"+
				"`terraform destroy` も先に plan を行うため同じエラーになります。`terraform destroy -refresh=false` なら、このリソースが書いた行だけを削除し、これらの行は残します。",
			domain, len(lines), listed(lines)),
	}
}

// LargeDelete refuses to delete so many of the lines of a zone.
func LargeDelete(domain string, lines []string, of int) Message {
	return Message{
		Summary: say("More than a third of the zone would be deleted", "ゾーンの3分の1を超える行が削除されます"),
		Detail: say("%[2]d of the %[3]d lines of %[1]s would go:\n\n  %[4]s\n\nIf that is what you mean, set `allow_large_delete = true`.",
			"%[1]s の %[3]d 行のうち %[2]d 行が削除されます。\n\n  %[4]s\n\n意図したとおりであれば `allow_large_delete = true` を指定してください。",
			domain, len(lines), of, listed(lines)),
	}
}

// Deletes warns of lines that go.
func Deletes(domain string, lines []string) Message {
	return Message{
		Summary: say("Lines of the zone are deleted", "ゾーンから行が削除されます"),
		Detail: say("These lines of %[1]s go with this change:\n\n  %[2]s", "この変更で、%[1]s の次の行が削除されます。\n\n  %[2]s",
			domain, listed(lines)),
	}
}
