package message

import (
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
)

// Exists refuses to add a line that is in the zone already, and says how to import it.
func Exists(resourceType, id, line string) Message {
	m := Message{
		Summary: say("The record is in the zone already", "同じレコードがすでにゾーンにあります"),
		Detail: say(
			"The zone holds this line, which no resource of this configuration manages:\n\n  %[1]s\n\n"+
				"To bring it under Terraform without a change, add this block (with the resource's own name) and plan again:\n\n%[2]s",
			"ゾーンに次の行があり、この設定のどのリソースも管理していません。\n\n  %[1]s\n\n"+
				"変更せずに Terraform の管理に入れるには、次のブロックを（リソース名を合わせて）追加し、もう一度 plan を実行してください。\n\n%[2]s",
			line, importBlock(resourceType, id)),
	}
	order := orderText()
	m.Detail.EN += "\n\n" + order.EN
	m.Detail.JA += "\n\n" + order.JA
	return m
}

// Held says that a line is there which a resource of this directory wrote.
func Held(resourceType, id, line string) Message {
	m := Message{
		Summary: say("The record is in the zone already", "同じレコードがすでにゾーンにあります"),
		Detail: say(
			"Another resource of this directory has written this line:\n\n  %[1]s\n\n"+
				"If that resource was renamed, or moved to another provider block, say so, so that it is not destroyed:\n\n  moved {\n    from = %[3]s.OLD\n    to   = %[3]s.NAME\n  }\n\n"+
				"If it is to go, apply without the new resource first. An import would not help: the old resource would take the line with it. Only if it is in no state any more, import the line:\n\n%[2]s",
			"次の行は、このディレクトリの別のリソースが書き込んだものです。\n\n  %[1]s\n\n"+
				"そのリソースの名前や provider ブロックを変えただけであれば、破棄されないように次のように書いてください。\n\n  moved {\n    from = %[3]s.OLD\n    to   = %[3]s.NAME\n  }\n\n"+
				"そのリソースを削除する場合は、先に新しいリソースなしで apply してください。インポートしても、元のリソースの削除と一緒に行が消えてしまいます。元のリソースがどの state にもない場合だけ、次のようにインポートしてください。\n\n%[2]s",
			line, importBlock(resourceType, id), resourceType),
	}
	order := orderText()
	m.Detail.EN += "\n\n" + order.EN
	m.Detail.JA += "\n\n" + order.JA
	return m
}

// Believed warns of a line that is taken for one which the run gives up.
func Believed(resourceType, id, line string) Message {
	return Message{
		Summary: say("The record is in the zone, and is expected to go", "同じレコードがゾーンにあり、この実行で手放される見込みです"),
		Detail: say(
			"The zone holds this line, which a resource of this directory has written:\n\n  %[1]s\n\n"+
				"The plan has not come to that resource yet, and expects that it gives the line up. If no resource does, the line is there twice after the apply. "+
				"To manage the line as it is, add this block (with the resource's own name) instead:\n\n%[2]s",
			"ゾーンに次の行があります。このディレクトリのリソースが書き込んだものです。\n\n  %[1]s\n\n"+
				"そのリソースのplanはまだ行われていないため、この実行でこの行を手放すものとして進めます。手放すリソースがなければ、applyのあとで同じ行が2つになります。"+
				"今ある行をそのまま管理する場合は、次のブロックを（リソース名を合わせて）追加してください。\n\n%[2]s",
			line, importBlock(resourceType, id)),
	}
}

// SecondLine warns that a changed record will be in the zone twice.
func SecondLine(line string) Message {
	return Message{
		Summary: say("The zone holds this record already", "同じレコードがすでにゾーンにあります"),
		Detail: say(
			"The zone holds this line already, and no resource of this configuration that is known to the plan manages it:\n\n  %[1]s\n\n"+
				"The change adds one of its own, so that the line will be there twice. That does no harm. Remove the other one in the control panel, before or after the apply.",
			"ゾーンに次の行がすでにあり、この設定のリソースでこの行を管理しているものは見つかっていません。\n\n  %[1]s\n\n"+
				"変更すると同じ行がもう1つ追加され、2つになります。動作に影響はありません。不要な行は、applyの前か後にコントロールパネルで削除してください。",
			line),
	}
}

// SharedLine refuses to change a line that another resource has too.
func SharedLine(line string) Message {
	return Message{
		Summary: say("Two resources manage one record", "1つのレコードを2つのリソースが管理しています"),
		Detail: say(
			"Let Terraform forget the resource that is to change, with its own address, and plan again:\n\n  terraform state rm ADDRESS\n\n"+
				"The zone holds this line once, and two resources have it in the state:\n\n  %[1]s\n\n"+
				"To change the one would take the line away from the other. This comes about where a run was killed after it had written a change.",
			"変更するリソースを、そのアドレスを指定して state から外し、もう一度 plan を実行してください。\n\n  terraform state rm ADDRESS\n\n"+
				"次の行はゾーンに1つしかありませんが、state では2つのリソースがこの行を持っています。\n\n  %[1]s\n\n"+
				"一方を変更すると、もう一方の行がなくなります。変更を書き込んだ直後に実行が強制終了された場合などに起こります。",
			line),
	}
}

// CreatedTwice refuses to write a line that this process has written for
// another resource.
func CreatedTwice(line string) Message {
	return Message{
		Summary: say("The same record is there twice", "同じレコードが重複しています"),
		Detail: say("Another resource of this run has written this line already:\n\n  %[1]s\n\nDeclare the record once.",
			"この実行の別のリソースが、すでに次の行を書き込んでいます。\n\n  %[1]s\n\nレコードは1つだけ書いてください。", line),
	}
}

// Surplus warns of a line that is there more often than it is managed.
func Surplus(line string) Message {
	return Message{
		Summary: say("The zone holds this record more than once", "同じレコードがゾーンに複数あります"),
		Detail: say(
			"This line is in the zone more often than resources of this configuration manage it:\n\n  %[1]s\n\n"+
				"A resource manages one of them: a destroy removes one, and the other stays. Remove the other in the control panel, or import it with a resource of its own.",
			"ゾーンにある次の行は、この設定のリソースが管理している数より多くあります。\n\n  %[1]s\n\n"+
				"1つのリソースが管理するのは1行だけです。destroyで削除されるのは1行で、もう1行は残ります。残る行はコントロールパネルで削除するか、別のリソースとしてインポートしてください。",
			line),
	}
}

// importBlock is ready to paste but for the resource's own name, which the
// provider is not told.
func importBlock(resourceType, id string) string {
	return fmt.Sprintf("  import {\n    to = %s.NAME\n    id = %s\n  }\n", resourceType, importgen.Quote(id))
}

// ServiceUnknown asks for the DNS service, on which the line depends.
func ServiceUnknown(domain string) Message {
	return Message{
		Summary: say("The DNS service is not known", "DNSサービスの種類がわかりません"),
		Detail: say(
			"An mx line of the domain itself is written with a host on the general DNS service (`mx @ s1.example.jp. 10`) and without one "+
				"on the simple DNS service (`mx s1.example.jp. 10`). The zone of %[1]s holds no mail line yet that would tell which it is. "+
				"Say so in the provider block:\n\n  dns_service = \"general\"   # 汎用DNS\n  dns_service = \"simple\"    # 簡易DNS\n\n"+
				"The control panel shows which one the domain uses.",
			"ドメイン自身の mx の行は、汎用DNSではホスト付き（`mx @ s1.example.jp. 10`）、簡易DNSではホストなし（`mx s1.example.jp. 10`）で書きます。"+
				"%[1]s のゾーンにはまだメールの行がなく、どちらか判断できません。provider ブロックで指定してください。\n\n"+
				"  dns_service = \"general\"   # 汎用DNS\n  dns_service = \"simple\"    # 簡易DNS\n\nどちらを使っているかはコントロールパネルで確認できます。",
			domain),
	}
}

// Vanished says what lines that are gone together have in common.
func Vanished(domain string, lines []string) Message {
	return Message{
		Summary: say("Another tool may have wiped these lines", "別のツールがこれらの行を消した可能性があります"),
		Detail: say(
			"These lines of %[1]s are gone from the zone, and none of them has exactly three fields:\n\n  %[2]s\n\n"+
				"Some tools for this API know lines of the form `type host value` only, and drop all others whenever they write the zone. "+
				"Records of mail are hit first: mx with a host and a priority, mxe, SPF texts. The plan sets these lines again; look for what else writes to this zone, "+
				"a client for certificates or dynamic addresses for instance, and stop it before the next apply, or they go again.",
			"%[1]s のゾーンから次の行がなくなっています。いずれもフィールドの数が3つではありません。\n\n  %[2]s\n\n"+
				"このAPIを使うツールの中には「種類 ホスト 値」の形の行しか扱えず、ゾーンを書き込むたびにそれ以外の行を消してしまうものがあります。"+
				"ホストと優先度のある mx、mxe、SPF の txt など、メールのレコードが真っ先に消えます。planはこれらの行を設定し直しますが、"+
				"証明書の取得やダイナミックDNSのツールなど、このゾーンに書き込んでいるものを探し、次のapplyの前に止めてください。止めないかぎり、また消えます。",
			domain, strings.Join(lines, "\n  ")),
	}
}
