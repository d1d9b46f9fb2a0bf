package provider

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
)

// reportWhole refuses a record beside a resource that manages its whole zone.
func (s *session) reportWhole(diags *diag.Diagnostics, v planledger.Verdict, line string) {
	if v.Whole {
		wholeMessage(line).addTo(diags, s.language, "")
	}
}

func wholeMessage(line string) message {
	return message{
		Summary: say("The zone is managed twice", "ゾーンが二重に管理されています"),
		Detail: say("This configuration manages the zone as a whole (%[2]s), and one of its lines by a record resource:\n\n  %[1]s\n\n"+
			"Each would undo the other's work. Write the line into the `content` of %[2]s and drop the record resource, or manage all lines by record resources. "+
			"To let a resource go without touching the zone, use a `removed` block with `destroy = false`.",
			"この設定では、ゾーン全体（%[2]s）と、その中の次の行（レコードのリソース）の両方を管理しています。\n\n  %[1]s\n\n"+
				"互いの変更を打ち消し合うため、%[2]s の `content` にこの行を書いてレコードのリソースを外すか、すべての行をレコードのリソースで管理してください。"+
				"ゾーンを変えずにリソースを外すには、`removed` ブロックに `destroy = false` を指定します。",
			line, zoneType),
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

func unmanagedMessage(domain string, lines []string) message {
	return message{
		Summary: say("Lines would be deleted that Terraform does not manage", "Terraform が管理していない行が削除されます"),
		Detail: say("The zone of %[1]s holds %[2]d lines that are neither in `content` nor in the state:\n\n  %[3]s\n\n"+
			"Add those that are to stay to `content`. To delete the others, set `allow_delete_unmanaged = true`.",
			"%[1]s のゾーンに、`content` にも state にもない行が %[2]d 行あります。\n\n  %[3]s\n\n"+
				"残す行は `content` に追加してください。それ以外を削除してよければ `allow_delete_unmanaged = true` を指定します。",
			domain, len(lines), listed(lines)),
	}
}

func largeDeleteMessage(domain string, e *largeDeleteError) message {
	return message{
		Summary: say("More than a third of the zone would be deleted", "ゾーンの3分の1を超える行が削除されます"),
		Detail: say("%[2]d of the %[3]d lines of %[1]s would go:\n\n  %[4]s\n\nIf that is what you mean, set `allow_large_delete = true`.",
			"%[1]s の %[3]d 行のうち %[2]d 行が削除されます。\n\n  %[4]s\n\n意図したとおりであれば `allow_large_delete = true` を指定してください。",
			domain, len(e.Lines), e.Of, listed(e.Lines)),
	}
}

func deletesMessage(domain string, lines []string) message {
	return message{
		Summary: say("Lines of the zone are deleted", "ゾーンから行が削除されます"),
		Detail: say("These lines of %[1]s go with this change:\n\n  %[2]s", "この変更で、%[1]s の次の行が削除されます。\n\n  %[2]s",
			domain, listed(lines)),
	}
}
