package message

import (
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
)

// ExistingLine is a line that is in the zone already, and the import ID of its record.
type ExistingLine struct{ Line, ID string }

// ExistTogether rejects lines of several resources that are in the zone already, in
// one list. Vanished is as in [Exists].
func ExistTogether(lines []ExistingLine, vanished bool) Message {
	return afterRefresh(vanished, Message{
		Summary: say("Records already exist in the zone", "複数のレコードがすでにゾーンにあります"),
		Detail: say(
			"To import them unchanged, add such a block for each (with your resource's address and the ID from the list) and run plan again:\n\n%[2]s\n\n"+
				"For many records, this function writes all the blocks (guide Importing):\n\n  provider::valuedomain::import_blocks(data.valuedomain_zone.NAME.text, %[3]q)\n\n"+
				"No resource of this configuration manages these lines of the zone:\n\n%[1]s\n\n"+
				"This is about the resources with these lines, not the one that Terraform names here.",
			"変更せずに Terraform の管理対象にするには、1つずつ次のようなブロックを追加し（リソースのアドレスと、下の一覧のIDを書く）、もう一度 plan を実行してください。\n\n%[2]s\n\n"+
				"レコードが多い場合は、次の関数ですべてのブロックを書き出せます（ガイド「インポート」）。\n\n  provider::valuedomain::import_blocks(data.valuedomain_zone.NAME.text, %[3]q)\n\n"+
				"ゾーンにある次の行を、この設定のどのリソースも管理していません。\n\n%[1]s\n\n"+
				"これは、Terraform がここに表示しているリソースではなく、これらの行のリソースについてのメッセージです。",
			existingList(lines), blockFromList(), domainOf(lines[0].ID)),
	})
}

// WrittenTogether says that lines of several resources are there which other resources
// of this directory have written. Vanished is as in [Exists].
func WrittenTogether(lines []ExistingLine, vanished bool) Message {
	return afterRefresh(vanished, Message{
		Summary: say("Records already exist in the zone", "複数のレコードがすでにゾーンにあります"),
		Detail: say(
			"If a run was killed before it kept its state, and no state has the resources of these lines, import them with such a block for each (with your resource's address and the ID from the list):\n\n%[2]s\n\n"+
				"If you renamed the resources, or moved them to another provider block, do not import: the lines would be deleted together with the old resources. Add such a block for each instead:\n\n  moved {\n    from = TYPE.OLD\n    to   = TYPE.NAME\n  }\n\n"+
				"Other resources of this directory have written these lines:\n\n%[1]s\n\n"+
				"This is about the resources with these lines, not the one that Terraform names here.",
			"実行が強制終了されて、これらの行のリソースがどの state にもない場合は、1つずつ次のようなブロックでインポートしてください（リソースのアドレスと、下の一覧のIDを書く）。\n\n%[2]s\n\n"+
				"リソースの名前や provider ブロックを変えただけの場合は、インポートすると、元のリソースの削除と一緒に行が消えてしまいます。代わりに、1つずつ次のようなブロックを追加してください。\n\n  moved {\n    from = TYPE.OLD\n    to   = TYPE.NAME\n  }\n\n"+
				"次の行は、このディレクトリの別のリソースが書き込んだものです。\n\n%[1]s\n\n"+
				"これは、Terraform がここに表示しているリソースではなく、これらの行のリソースについてのメッセージです。",
			existingList(lines), blockFromList()),
	})
}

// blockFromList imports a record of a list.
func blockFromList() string {
	return "  import {\n    to = TYPE.NAME # count, for_each: NAME[0], NAME[\"key\"]\n    id = \"ID\"\n  }"
}

// existingList has each line above its ID.
func existingList(lines []ExistingLine) string {
	var b strings.Builder
	for i, l := range lines {
		if i == linesShown {
			fmt.Fprintf(&b, "\n  … (%d)", len(lines)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %s\n    id = %s", l.Line, importgen.Quote(l.ID))
	}
	return strings.TrimPrefix(b.String(), "\n")
}

// domainOf returns the domain with which an import ID begins.
func domainOf(id string) string {
	domain, _, _ := strings.Cut(id, "/")
	return domain
}
