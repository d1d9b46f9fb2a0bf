// Package pgserver starts a PostgreSQL server for tests: the one of
// /usr/lib/postgresql, or of the PATH. It runs in a directory of its own, and as
// another user if this one is root.
package pgserver
