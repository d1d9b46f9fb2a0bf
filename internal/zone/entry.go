package zone

// Entry is one record of an Index.
type Entry struct {
	Record Record
	// Line is the text of its line: as it is in the live zone, or as
	// it would be written.
	Line string
	// Key is the record's meaning, as Origin.Key gives it.
	Key string
	// Planned reports that the record is not in the live zone yet.
	Planned bool
	// Managed reports that a resource of the run has the record in its state.
	Managed bool
}
