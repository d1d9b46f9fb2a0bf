package message

import (
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
)

// ManagedZone rejects a record of a zone that another resource manages as a
// whole.
func ManagedZone(line string) Message {
	return Message{
		Summary: say("The zone is managed twice", "ゾーンが二重に管理されています"),
		Detail: say("Either add the line to `content` of %[2]s and stop managing the record resource, or manage all lines with record resources. "+
			"To stop managing a resource without changing the zone:\n\n%[3]s\n\n"+
			"This configuration manages the whole zone with %[2]s, and this line also with a record resource. They would overwrite each other:\n\n  %[1]s",
			"%[2]s の `content` にこの行を書いてレコードのリソースを管理対象から外すか、すべての行をレコードのリソースで管理してください。"+
				"次のブロックを書くと、ゾーンを変えずにリソースを管理対象から外せます。\n\n%[3]s\n\n"+
				"この設定では、%[2]s でゾーン全体を管理し、次の行はレコードのリソースでも管理しているため、互いに上書きしてしまいます。\n\n  %[1]s",
			line, ZoneType, removedBlock("TYPE")),
	}
}

// ReleasedZone rejects a record of a zone whose whole is destroyed.
func ReleasedZone(line string) Message {
	return Message{
		Summary: say("Destroying the zone would delete a managed record", "ゾーンを破棄すると、管理中のレコードも削除されます"),
		Detail: say("To stop managing the zone with %[2]s without changing it, add this block:\n\n%[3]s\n\n"+
			"This plan destroys %[2]s, which deletes all its lines. A record resource manages this one:\n\n  %[1]s",
			"ゾーンを変えずに %[2]s を管理対象から外すには、次のブロックを追加してください。\n\n%[3]s\n\n"+
				"この plan は %[2]s を破棄してその行をすべて削除しますが、次の行はレコードのリソースが管理しています。\n\n  %[1]s",
			line, ZoneType, removedBlock(ZoneType)),
	}
}

// LineTwice warns of a line that two resources of the state have.
func LineTwice(line, resourceType string) Message {
	return Message{
		Summary: say("Two resources manage one record", "1つのレコードを2つのリソースが管理しています"),
		Detail: say("Keep one of the two resources. To stop managing the other without changing the zone, add this block:\n\n%[2]s\n\n"+
			"Another resource of this configuration manages this line too, and each would undo the changes of the other:\n\n  %[1]s",
			"片方のリソースだけを残してください。ゾーンを変えずにもう片方を管理対象から外すには、次のブロックを追加します。\n\n%[2]s\n\n"+
				"この設定の別のリソースも次の行を管理しているため、一方での変更をもう一方が元に戻してしまいます。\n\n  %[1]s",
			line, removedBlock(resourceType)),
	}
}

// LineLeaves rejects keeping a line that is removed together with another resource.
func LineLeaves(line, resourceType string) Message {
	return Message{
		Summary: say("Destroying another resource would delete this record", "別のリソースを破棄すると、このレコードも削除されます"),
		Detail: say("To stop managing the other resource without changing the zone, add this block. If it was only renamed, add a `moved` block instead.\n\n%[2]s\n\n"+
			"This plan destroys another resource that manages this line too, which deletes the line:\n\n  %[1]s",
			"ゾーンを変えずにそのリソースを管理対象から外すには、次のブロックを追加してください。名前を変えただけであれば、代わりに `moved` ブロックを書いてください。\n\n%[2]s\n\n"+
				"この plan で破棄される別のリソースも次の行を管理しているため、この行はゾーンから削除されます。\n\n  %[1]s",
			line, removedBlock(resourceType)),
	}
}

// LineLeavesSet rejects keeping a line that a set of records gives up, with a change or
// with its end.
func LineLeavesSet(line string) Message {
	return Message{
		Summary: say("A set of records would delete this record", "レコードのセットの変更で、このレコードも削除されます"),
		Detail: say("Remove this resource (not the set) from the state, and run plan again. The same apply then hands the line over:\n\n  terraform state rm ADDRESS\n\n"+
			"A %[2]s resource manages this line too. The plan removes it from that set, which deletes the line:\n\n  %[1]s",
			"セットではなく、このリソースのほうを state から外し（`ADDRESS` はそのアドレスに変更）、もう一度 plan を実行してください。次の apply で、行がセットからこのリソースに引き継がれます。\n\n  terraform state rm ADDRESS\n\n"+
				"%[2]s のリソースも次の行を管理しています。この plan でセットからなくなるため、この行はゾーンから削除されます。\n\n  %[1]s",
			line, RecordsType),
	}
}

// removedBlock is ready to paste but for the resource's name.
func removedBlock(resourceType string) string {
	return "  removed {\n    from = " + resourceType + ".NAME\n    lifecycle {\n      destroy = false\n    }\n  }"
}

// SecondZone rejects a second resource for a whole zone.
func SecondZone(domain string) Message {
	return Message{
		Summary: say("The zone is managed twice", "ゾーンが二重に管理されています"),
		Detail: say("Keep one of the two %[2]s resources for %[1]s. If one was only renamed, add a `moved` block, so that it is not destroyed under its old name:\n\n"+
			"  moved {\n    from = %[2]s.OLD\n    to   = %[2]s.NAME\n  }\n\nWhat one of them writes, the other deletes.",
			"%[1]s の %[2]s が2つあります。どちらか1つにしてください。リソースの名前を変えただけであれば `moved` ブロックを追加してください。古い名前のリソースが破棄されなくなります。\n\n"+
				"  moved {\n    from = %[2]s.OLD\n    to   = %[2]s.NAME\n  }\n\n一方が書いたものをもう一方が消してしまいます。",
			domain, ZoneType),
	}
}

// TTLRangeText says which TTLs there are.
func TTLRangeText() rules.Text {
	return say("The TTL must be a whole number from 1 to 2147483647, in seconds.", "TTLは1から2147483647までの整数（秒）で指定してください。")
}

// TTLRange rejects a TTL.
func TTLRange(value string) Message {
	return Message{
		Summary: say("Invalid TTL", "TTLとして使えない値です"),
		Detail: say("Write a whole number of seconds:\n\n  ttl = 3600\n\nHere it is %[1]s. The shortest that the API keeps is %[2]d, the longest is 2147483647.",
			"秒数を整数で書いてください。\n\n  ttl = 3600\n\n指定された値は %[1]s です。APIに保存できるのは%[2]dから2147483647までです。",
			value, valuedomain.MinTTL),
	}
}

// ShortTTL warns of a ttl that the API does not keep any more.
func ShortTTL(domain string, seconds int) Message {
	return Message{
		Summary: say("The zone's TTL becomes 120 seconds", "ゾーンのTTLが120秒になります"),
		Detail: say("To choose another TTL, write:\n\n  resource \"valuedomain_zone_settings\" \"NAME\" {\n    domain = %[1]q\n    ttl    = 3600\n  }\n\n"+
			"The zone has a TTL of %[2]d seconds, and the API does not keep a TTL under %[3]d any more. Every change of the zone has to send a TTL, so this one sends %[3]d, the nearest.",
			"ほかの値にする場合は、次のように指定してください。\n\n  resource \"valuedomain_zone_settings\" \"NAME\" {\n    domain = %[1]q\n    ttl    = 3600\n  }\n\n"+
				"このゾーンのTTLは %[2]d 秒ですが、現在のAPIは %[3]d 秒未満の値を保存しません。ゾーンの変更には必ずTTLを送る必要があるため、最も近い %[3]d 秒を送ります。",
			domain, seconds, valuedomain.MinTTL),
	}
}

// SettingTwice rejects two values for what a zone has one of.
func SettingTwice(domain, attribute, value, other string) Message {
	return Message{
		Summary: say("Conflicting values for a zone setting", "ゾーンの設定値が二重に指定されています"),
		Detail: say("Set `%[2]s` in only one of the valuedomain_zone and valuedomain_zone_settings resources of %[1]s. "+
			"One sets it to %[3]s, another one to %[4]s. A zone has only one value, so each apply would change it back.",
			"%[1]s の valuedomain_zone と valuedomain_zone_settings のうち、1つだけで `%[2]s` を指定してください。"+
				"あるリソースでは %[3]s、別のリソースでは %[4]s と指定されています。ゾーンに1つしかない値なので、apply のたびに交互に上書きされます。",
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

// Unmanaged rejects deleting lines that Terraform does not manage.
func Unmanaged(domain string, lines []string) Message {
	return Message{
		Summary: say("Unmanaged lines would be deleted", "Terraform の管理対象でない行が削除されます"),
		Detail: say("Add the lines you want to keep to `content`. To delete the rest, set:\n\n  allow_delete_unmanaged = true\n\n"+
			"Lines of the zone of %[1]s that are not in `content` and that this resource did not create (%[2]d):\n\n  %[3]s\n\n"+
			"To destroy this resource and keep them, run:\n\n  terraform destroy -refresh=false",
			"残す行は `content` に追加してください。それ以外を削除してよければ、次のように指定します。\n\n  allow_delete_unmanaged = true\n\n"+
				"%[1]s のゾーンに、`content` に含まれず、このリソースが作成したものでもない行が %[2]d 行あります。\n\n  %[3]s\n\n"+
				"これらの行を残してこのリソースを破棄するには、次のコマンドを実行してください。\n\n  terraform destroy -refresh=false",
			domain, len(lines), listed(lines)),
	}
}

// LargeDelete rejects deleting so many of the lines of a zone.
func LargeDelete(domain string, lines []string, of int) Message {
	return Message{
		Summary: say("More than a third of the zone would be deleted", "ゾーンの3分の1を超える行が削除されます"),
		Detail: say("If this is intended, set:\n\n  allow_large_delete = true\n\n%[2]d of the %[3]d lines of %[1]s would be deleted:\n\n  %[4]s",
			"意図したとおりであれば、次のように指定してください。\n\n  allow_large_delete = true\n\n%[1]s の %[3]d 行のうち %[2]d 行が削除されます。\n\n  %[4]s",
			domain, len(lines), of, listed(lines)),
	}
}

// Deletes warns of lines that are deleted.
func Deletes(domain string, lines []string) Message {
	return Message{
		Summary: say("Lines of the zone are deleted", "ゾーンから行が削除されます"),
		Detail: say("This change deletes these lines of %[1]s:\n\n  %[2]s", "この変更で、%[1]s の次の行が削除されます。\n\n  %[2]s",
			domain, listed(lines)),
	}
}
