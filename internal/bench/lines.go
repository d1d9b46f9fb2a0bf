package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// readLines reads a file with one JSON value a line; a missing file holds none.
func readLines[T any](path string) ([]T, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []T
	for line := range bytes.Lines(text) {
		var one T
		if err := json.Unmarshal(line, &one); err != nil {
			return nil, fmt.Errorf("read %s, line %d: %w", path, len(all)+1, err)
		}
		all = append(all, one)
	}
	return all, nil
}
