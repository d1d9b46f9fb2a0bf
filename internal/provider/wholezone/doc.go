// Package wholezone has the resources of which a zone has one: valuedomain_zone, its
// whole text, and valuedomain_zone_settings, its TTL and name servers.
//
// The text replaces the zone, but deletes a line only if the resource wrote it, or
// if the user allows it: the private data have the text that is managed, since the
// state shows the zone as it is, with lines of others in it.
package wholezone
