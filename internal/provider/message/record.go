package message

import (
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
)

// Exists rejects a line that is in the zone already, and says how to import it. With
// vanished the state has resources that are gone: it may be from before the run that
// wrote this line.
func Exists(resourceType, id, line string, vanished bool) Message {
	return afterRefresh(vanished, Message{
		Summary: say("Record already exists in the zone", "同じレコードがすでにゾーンにあります"),
		Detail: say(
			"To import it unchanged, add this block (replace NAME with your resource's name) and run plan again:\n\n%[2]s\n%[3]s"+
				"No resource of this configuration manages this line of the zone:\n\n  %[1]s\n\n"+
				"If you move it here from another resource in the same apply, do not import it: apply again, without -parallelism=1.",
			"変更せずに Terraform の管理対象にするには、次のブロックを追加し（`NAME` は実際のリソース名に変更）、もう一度 plan を実行してください。\n\n%[2]s\n%[4]s"+
				"ゾーンにある次の行を、この設定のどのリソースも管理していません。\n\n  %[1]s\n\n"+
				"別のリソースから同じ apply で引き継ぐ場合は、インポートせずに、もう一度 apply してください（`-parallelism=1` を付けているときは外してください）。",
			line, importBlock(resourceType, id), allBlocks(id), allBlocksJA(id)),
	})
}

// Written says that a line is there which Terraform has written from this directory.
// Vanished is as in Exists.
func Written(resourceType, id, line string, vanished bool) Message {
	return afterRefresh(vanished, Message{
		Summary: say("Record already exists in the zone", "同じレコードがすでにゾーンにあります"),
		Detail: say(
			"If the state was lost, or a run was killed before it kept its state, and no state has the resource of this line, import it (replace NAME with your resource's name). The line stays.\n\n%[2]s\n"+
				"If you renamed that resource, or moved it to another provider block, do not import: the line would be deleted together with the old resource. Add this block instead:\n\n  moved {\n    from = %[3]s.OLD\n    to   = %[3]s.NAME\n  }\n\n"+
				"If the old resource is to be deleted, apply without the new one first. If it gives up the line in the same apply, apply again, without -parallelism=1.\n\n"+
				"Terraform has written this line from this directory before:\n\n  %[1]s",
			"state を失ったり実行が強制終了されたりして、この行のリソースがどの state にもない場合は、次のブロックでインポートしてください（`NAME` は実際のリソース名に変更）。行は消えません。\n\n%[2]s\n"+
				"リソースの名前や provider ブロックを変えただけの場合は、インポートすると、元のリソースの削除と一緒に行が消えてしまいます。代わりに次のブロックを追加してください。\n\n  moved {\n    from = %[3]s.OLD\n    to   = %[3]s.NAME\n  }\n\n"+
				"元のリソースを削除する場合は、先に新しいリソースなしで apply してください。元のリソースが同じ apply でこの行を手放す場合は、もう一度 apply してください（`-parallelism=1` を付けているときは外してください）。\n\n"+
				"次の行は、以前このディレクトリの Terraform が書き込んだものです。\n\n  %[1]s",
			line, importBlock(resourceType, id), resourceType),
	})
}

// ExistsToo is for the lines after the one with the words of [Exists].
func ExistsToo(id, line string) Message {
	return Message{
		Summary: say("Record already exists in the zone", "同じレコードがすでにゾーンにあります"),
		Detail: say("Another error with this title says how to import. For this line, which no resource of this configuration manages:\n\n  %[1]s\n  id = %[2]s",
			"インポートの方法は、同じ見出しの別のエラーをご覧ください。この設定のどのリソースも管理していない次の行についても同様です。\n\n  %[1]s\n  id = %[2]s",
			line, importgen.Quote(id)),
	}
}

// WrittenToo is for the lines after the one with the words of [Written].
func WrittenToo(id, line string) Message {
	return Message{
		Summary: say("Record already exists in the zone", "同じレコードがすでにゾーンにあります"),
		Detail: say("Another error with this title says what to do. Terraform has written this line too from this directory before:\n\n  %[1]s\n  id = %[2]s",
			"対処は、同じ見出しの別のエラーをご覧ください。次の行も、以前このディレクトリの Terraform が書き込んだものです。\n\n  %[1]s\n  id = %[2]s",
			line, importgen.Quote(id)),
	}
}

// afterRefresh says first that Terraform imports nothing that its state has, where that
// may be so.
func afterRefresh(vanished bool, m Message) Message {
	if vanished {
		first := say("If the state has the resource already, Terraform ignores the import block. Bring the state up to date first:\n\n  terraform apply -refresh-only\n\n",
			"リソースがすでに state にある場合、Terraform は import ブロックを無視します。先に state を最新にしてください。\n\n  terraform apply -refresh-only\n\n")
		m.Detail.EN, m.Detail.JA = first.EN+m.Detail.EN, first.JA+m.Detail.JA
	}
	return m
}

// Believed warns of a line that another resource is expected to remove.
func Believed(resourceType, id, line string) Message {
	return Message{
		Summary: say("Record exists in the zone, and is expected to be removed", "同じレコードがゾーンにあり、この apply で削除される見込みです"),
		Detail: say(
			"If this line is to be managed as it is, add this block (replace NAME with your resource's name) and run plan again:\n\n%[2]s\n"+
				"A resource of this directory has written this line:\n\n  %[1]s\n\n"+
				"The plan has not reached that resource yet, and expects that it removes the line. If no resource does, the line exists twice after the apply.",
			"今ある行をそのまま管理する場合は、次のブロックを追加し（`NAME` は実際のリソース名に変更）、もう一度 plan を実行してください。\n\n%[2]s\n"+
				"次の行は、このディレクトリのリソースが書き込んだものです。\n\n  %[1]s\n\n"+
				"そのリソースの plan はまだ行われていないため、この行は削除されるものとして進めます。どのリソースも削除しなければ、apply の後で同じ行が2つになります。",
			line, importBlock(resourceType, id)),
	}
}

// SecondLine warns that a changed record will be in the zone twice.
func SecondLine(line string) Message {
	return Message{
		Summary: say("The zone will contain this record twice", "同じレコードがゾーンに2つできます"),
		Detail: say(
			"Remove the existing line in the control panel, before or after the apply:\n\n  %[1]s\n\n"+
				"No known resource of this configuration manages it, and the change adds an equal one. That does no harm.",
			"apply の前か後に、すでにある次の行をコントロールパネルで削除してください。\n\n  %[1]s\n\n"+
				"この設定のリソースでこの行を管理しているものは見つからず、変更すると同じ行がもう1つ追加されます。動作に影響はありません。",
			line),
	}
}

// SharedLine rejects a change of a line that another resource has too.
func SharedLine(line string) Message {
	return Message{
		Summary: say("Two resources manage one record", "1つのレコードを2つのリソースが管理しています"),
		Detail: say(
			"Remove the resource that is to change from the state, and run plan again:\n\n  terraform state rm ADDRESS\n\n"+
				"The zone contains this line once, and two resources have it in the state:\n\n  %[1]s\n\n"+
				"A change of one would delete the line of the other. This happens if a run was killed after it had written a change.",
			"変更するリソースを state から外し（`ADDRESS` はそのアドレスに変更）、もう一度 plan を実行してください。\n\n  terraform state rm ADDRESS\n\n"+
				"次の行はゾーンに1つしかありませんが、state では2つのリソースがこの行を持っています。\n\n  %[1]s\n\n"+
				"一方を変更すると、もう一方の行がなくなります。変更を書き込んだ直後に実行が強制終了された場合などに起こります。",
			line),
	}
}

// CreatedTwice rejects a line that this process has written for another resource.
func CreatedTwice(line string) Message {
	return Message{
		Summary: say("Duplicate record", "同じレコードが重複しています"),
		Detail: say("Declare the record once. Another resource of this run has written this line already:\n\n  %[1]s",
			"レコードは1つだけ書いてください。この実行の別のリソースが、すでに次の行を書き込んでいます。\n\n  %[1]s", line),
	}
}

// Surplus warns of a line that is there more often than it is managed.
func Surplus(line string) Message {
	return Message{
		Summary: say("The zone contains this record more than once", "同じレコードがゾーンに複数あります"),
		Detail: say(
			"Remove the extra line in the control panel, or import it with a resource of its own:\n\n  %[1]s\n\n"+
				"The zone contains it more often than resources of this configuration manage it. A destroy removes one line for each resource, and the others stay.",
			"余分な行をコントロールパネルで削除するか、別のリソースとしてインポートしてください。\n\n  %[1]s\n\n"+
				"この行は、この設定のリソースが管理している数より多くゾーンにあります。destroy で削除されるのは1つのリソースにつき1行で、ほかの行は残ります。",
			line),
	}
}

// importBlock is ready to paste but for the resource's own name and its index, which the
// provider does not know.
func importBlock(resourceType, id string) string {
	return fmt.Sprintf("  import {\n    to = %s.NAME # count, for_each: NAME[0], NAME[\"key\"]\n    id = %s\n  }\n", resourceType, importgen.Quote(id))
}

// ServiceUnknown asks for the DNS service, on which the line depends.
func ServiceUnknown(domain string) Message {
	return Message{
		Summary: say("Can't detect the DNS service: set dns_service", "DNSサービス（汎用DNS／簡易DNS）を判定できません"),
		Detail: say(
			"Set it in the provider block:\n\n  dns_service = \"general\"   # 汎用DNS: mx @ s1.example.jp. 10\n  dns_service = \"simple\"    # 簡易DNS: mx s1.example.jp. 10\n\n"+
				"Look at an MX line of any of your domains in the control panel (DNS設定): with a host before the target it is general DNS, without one simple DNS. "+
				"The zone of %[1]s has no MX or MXE line to detect it from.",
			"provider ブロックで指定してください。\n\n  dns_service = \"general\"   # 汎用DNS: mx @ s1.example.jp. 10\n  dns_service = \"simple\"    # 簡易DNS: mx s1.example.jp. 10\n\n"+
				"ドメイン名そのもの（`@`）のMXレコードは、汎用DNSではホスト付き、簡易DNSではホストなしで書きます。コントロールパネルの「DNS設定」で、mxの行のターゲットの前にホストがあれば汎用DNSです。"+
				"%[1]s のゾーンにはまだMXやMXEの行がないため、判定できません。",
			domain),
	}
}

// Vanished says what lines that are gone together have in common.
func Vanished(domain string, lines []string) Message {
	return Message{
		Summary: say("Another tool may have deleted these lines", "別のツールがこれらの行を削除した可能性があります"),
		Detail: say(
			"Before the next apply, find and stop what else writes to this zone, such as a client for certificates or dynamic addresses. Applying this plan re-creates these lines of %[1]s, but they may be deleted again:\n\n  %[2]s\n\n"+
				"Some tools for this API know only lines of the form `type host value`, and drop all others whenever they write the zone. None of these lines has exactly three fields.",
			"次の apply の前に、証明書の取得やダイナミックDNSのツールなど、このゾーンに書き込んでいるものを探して止めてください。apply すると %[1]s の次の行は再作成されますが、止めないかぎり、また消えるおそれがあります。\n\n  %[2]s\n\n"+
				"このAPIを使うツールの中には「種類 ホスト 値」の形の行しか扱えず、ゾーンを書き込むたびにそれ以外の行を消してしまうものがあります。これらの行は、いずれも項目の数が3つではありません。",
			domain, strings.Join(lines, "\n  ")),
	}
}
