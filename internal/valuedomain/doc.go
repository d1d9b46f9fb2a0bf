// Package valuedomain is the HTTP client of the Value-Domain API.
//
// The contract:
//
//   - Concurrency: a Client may be used by many goroutines. All its requests
//     share one rate limit and one pause after a refusal for too many requests.
//   - Rate limit: no 61 seconds see more starts of requests than the limit, over
//     all clients that share a coordination.Budget.
//     Whoever waits is served in the order of arrival; work that has begun goes
//     first. Reserve gets the requests of one piece of work together, so that it
//     does not wait between its read and its write for more than half a second,
//     not even for a pause that another request was told. A process that is
//     killed delays the others by 30 seconds at most.
//   - Writes: a PUT is sent once. Its text or list is based on a read, which is
//     old after a wait: if nothing was written and the same may work a moment
//     later, the error is a NotWrittenError, and the caller reads again. If it
//     is not known whether it was written, the error is an UnknownOutcomeError,
//     and the caller has to read before it goes on.
//   - Reads: an answer that can't be understood is an error. A zone without
//     text is one only if the API says so in as many words.
//   - Time: a write takes a minute at most, a read with all its attempts too.
//     Waits for the rate limit and after a 429 come on top.
//   - Secrets: the token is in the request header and nowhere else: not in
//     an error, a log line, a URL or a printed Client or Config. Redirects are
//     not followed.
//   - Context: every call ends with its context, waits included, and the error
//     has the context's cause.
//
// What is sent again, and what is not:
//
//	what came back                     GET               PUT
//	429                                after a pause     not written
//	no connection (dial, DNS, proxy)   up to 5 times     not written
//	certificate refused                error             error
//	connection cut, timeout            up to 5 times     unknown outcome
//	5xx                                up to 5 times     unknown outcome
//	2xx, body cut, HTML or no JSON     up to 5 times     unknown outcome
//	2xx, JSON of another shape         error             unknown outcome
//	3xx, 408                           error             unknown outcome
//	other 4xx                          error             error
//
// A 429 is given before the API does anything, so nothing was written. A 4xx
// says the same again however often it is asked. A 408 and a redirect come from
// a machine in front of the API, which may have passed the request on.
//
// What surprised us: http.Transport repeats a GET automatically when a reused
// connection dies, but never a PUT that was written. A single rate.Limiter with a
// burst of N lets nearly 2N requests pass in a minute, so each start is noted.
package valuedomain
