package message

import (
	"fmt"
	"strings"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/importgen"
)

// ExistingLine is a line that is in the zone already, and the resource type and the
// import ID of its record.
type ExistingLine struct{ Line, Type, ID string }

// ExistTogether rejects lines of several resources that are in the zone already, in
// one list. Vanished is as in [Exists].
func ExistTogether(lines []ExistingLine, vanished bool) Message {
	return afterRefresh(vanished, Message{
		Summary: say("Records already exist in the zone", "複数のレコードがすでにゾーンにあります"),
		Detail: say(
			"To import them unchanged, add a block like this one of the first line for each (with your resource's name, and the type and the ID from the list) and run plan again:\n\n%[2]s\n%[3]s"+
				"No resource of this configuration manages these lines of the zone:\n\n%[1]s\n\n"+
				"This is about the resources with these lines, not the one that Terraform names here.",
			"変更せずに Terraform の管理対象にするには、1行につき1つ、次のようなブロックを追加し（`NAME` は実際のリソース名に変更。種類とIDは下の一覧のものを書く）、もう一度 plan を実行してください。次は最初の行のブロックです。\n\n%[2]s\n%[4]s"+
				"ゾーンにある次の行を、この設定のどのリソースも管理していません。\n\n%[1]s\n\n"+
				"これは、Terraform がここに表示しているリソースではなく、これらの行のリソースについてのメッセージです。",
			existingList(lines), importBlock(lines[0].Type, lines[0].ID), allBlocks(lines[0].ID), allBlocksJA(lines[0].ID)),
	})
}

// WrittenTogether says that lines of several resources are there which Terraform has
// written from this directory. Vanished is as in [Exists].
func WrittenTogether(lines []ExistingLine, vanished bool) Message {
	return afterRefresh(vanished, Message{
		Summary: say("Records already exist in the zone", "複数のレコードがすでにゾーンにあります"),
		Detail: say(
			"If the state was lost, or a run was killed before it kept its state, and no state has the resources of these lines, import them: add a block like this one of the first line for each (with your resource's name, and the type and the ID from the list). The lines stay.\n\n%[2]s\n%[3]s"+
				"If you renamed the resources, or moved them to another provider block, do not import: the lines would be deleted together with the old resources. Add such a block for each instead:\n\n  moved {\n    from = %[5]s.OLD\n    to   = %[5]s.NAME\n  }\n\n"+
				"Terraform has written these lines from this directory before:\n\n%[1]s\n\n"+
				"This is about the resources with these lines, not the one that Terraform names here.",
			"state を失ったり実行が強制終了されたりして、これらの行のリソースがどの state にもない場合は、1行につき1つ、次のようなブロックでインポートしてください（`NAME` は実際のリソース名に変更。種類とIDは下の一覧のものを書く）。行は消えません。次は最初の行のブロックです。\n\n%[2]s\n%[4]s"+
				"リソースの名前や provider ブロックを変えただけの場合は、インポートすると、元のリソースの削除と一緒に行が消えてしまいます。代わりに、1つずつ次のようなブロックを追加してください。\n\n  moved {\n    from = %[5]s.OLD\n    to   = %[5]s.NAME\n  }\n\n"+
				"次の行は、以前このディレクトリの Terraform が書き込んだものです。\n\n%[1]s\n\n"+
				"これは、Terraform がここに表示しているリソースではなく、これらの行のリソースについてのメッセージです。",
			existingList(lines), importBlock(lines[0].Type, lines[0].ID), allBlocks(lines[0].ID), allBlocksJA(lines[0].ID), lines[0].Type),
	})
}

// allBlocks names the function that imports all records of the domain of an ID.
func allBlocks(id string) string {
	return fmt.Sprintf("For many records, this function writes all the blocks (guide Importing):\n\n  provider::valuedomain::import_blocks(data.valuedomain_zone.NAME.text, %q)\n\n", domainOf(id))
}

// allBlocksJA is allBlocks in Japanese.
func allBlocksJA(id string) string {
	return fmt.Sprintf("レコードが多い場合は、次の関数ですべてのブロックを書き出せます（ガイド「インポート」）。\n\n  provider::valuedomain::import_blocks(data.valuedomain_zone.NAME.text, %q)\n\n", domainOf(id))
}

// existingList has each line and its resource type above its ID.
func existingList(lines []ExistingLine) string {
	var b strings.Builder
	for i, l := range lines {
		if i == linesShown {
			fmt.Fprintf(&b, "\n  … (%d)", len(lines)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %s  (%s)\n    id = %s", l.Line, l.Type, importgen.Quote(l.ID))
	}
	return strings.TrimPrefix(b.String(), "\n")
}

// domainOf returns the domain with which an import ID begins.
func domainOf(id string) string {
	domain, _, _ := strings.Cut(id, "/")
	return domain
}
