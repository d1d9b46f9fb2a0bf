// Command rulesguide prints the guide to the mail rules: rulesguide en|ja.
package main

import (
	"fmt"
	"os"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

func main() {
	if len(os.Args) != 2 || os.Args[1] != string(rules.English) && os.Args[1] != string(rules.Japanese) {
		fmt.Fprintln(os.Stderr, "usage: rulesguide en|ja")
		os.Exit(2)
	}
	fmt.Print(rules.Page(rules.Language(os.Args[1])))
}
