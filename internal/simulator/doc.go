// Package simulator is the registrar's API as far as this project knows it:
// domains, the zone text of a domain (/domains/{domain}/dns and
// /freedns/{domain}) and mail forwarding, each with and without the prefix /v1.
// It serves tests, the provider's simulator_file setting and the command vdsim.
// It uses the standard library only and shares no code with the packages it
// tests, so that a mistake of theirs cannot hide behind the same mistake here.
//
// # What it keeps to
//
// The shapes are the recorded ones: ttl is a JSON string in an answer to GET
// and a number in an answer to PUT, every answer has request_id and request,
// and errors have code and message. A zone's records are stored byte for byte
// and never checked, unless Options.Keeping says otherwise. A ttl under 120 is stored as 3600. Each token has a fixed
// window of 60 seconds over all endpoints; beyond it every request gets 429
// until the window ends. Windows are counted within one Server, not across
// processes. User agents that start with "python" get 403 and an HTML page.
//
// The endpoint of mail forwarding is this project's assumption. The first
// forward of a domain adds the line "mxe mail 209.19.56.20 10" where the zone
// has no mx or mxe line. Removing the last forward removes the line that
// was added so, and no other; both together leave the text as it was, byte for
// byte. Storing a longer list again is not a first forward and adds nothing.
//
// # State
//
// State lives in memory, or in a JSON file that several processes may use at
// once. The file is read for each request and replaced atomically under a lock
// (the file next to it that ends in .lock, which stays). A file that cannot be
// understood is an error and is never overwritten. All methods of Server may be
// called from several goroutines. Nothing is flushed to the disk: a killed
// process loses nothing that was answered, a power cut may.
//
// # Faults
//
// A Fault changes the answers to the requests it matches, see there.
//
// # Journal
//
// Every request leaves an Entry, without tokens and without header values other
// than the user agent. Journal and GET /_journal give the entries of this
// Server.
package simulator
