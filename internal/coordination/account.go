package coordination

import "time"

// Account is what all clients of one token have to know of each other's requests.
type Account struct {
	// Started are the moments at which requests started.
	Started []time.Time `json:"started,omitempty"`
	// Held are the requests that were granted and have not started.
	Held []Hold `json:"held,omitempty"`
	// Queue has the place of each client that waits: that of the first
	// one of its own line.
	Queue []Ticket `json:"queue,omitempty"`
}

// Hold is a number of requests that may start at any moment.
type Hold struct {
	// ID is unique over all clients.
	ID string `json:"id"`
	// Requests is how many there are, 1 at least.
	Requests int `json:"requests"`
	// Until is from when on they may start no more, and count no more.
	Until time.Time `json:"until"`
}

// Ticket is a place in the queue of all clients.
type Ticket struct {
	// Client is the random name of the client that waits.
	Client string `json:"client"`
	// Requests is how many it wants at once.
	Requests int `json:"requests"`
	// Urgent ones go first, then those that have waited longest since Since.
	Urgent bool      `json:"urgent,omitempty"`
	Since  time.Time `json:"since"`
	// Until is when the place is lost, unless it is renewed.
	Until time.Time `json:"until"`
}
