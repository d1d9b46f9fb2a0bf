// Command troubleshooting prints the guide that has a heading for the title of each
// message of the provider: troubleshooting en|ja, from the directory tools. It reads the
// words from the source of package message.
package main

import (
	"errors"
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "troubleshooting:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 || args[0] != english && args[0] != japanese {
		return errors.New("usage: troubleshooting en|ja")
	}
	messages, err := read("../internal/provider/message")
	if err != nil {
		return err
	}
	if files := ungrouped(messages); len(files) > 0 {
		return fmt.Errorf("no group of the guide has the messages of %q", files)
	}
	problems, err := readProblems("../internal/provider/message")
	if err != nil {
		return err
	}
	_, err = fmt.Print(page(messages, problems, args[0]))
	return err
}
