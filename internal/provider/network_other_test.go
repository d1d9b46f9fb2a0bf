//go:build unix && !linux

package provider_test

import (
	"errors"
	"testing"
)

// network is a network namespace, which Linux has alone.
type network struct{}

func newNetwork(*testing.T, ...string) (*network, error) {
	return nil, errors.New("only Linux has network namespaces")
}

func (*network) do(work func() error) error { return work() }
