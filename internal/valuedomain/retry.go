package valuedomain

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"
)

// maxAttempts bounds how often one request is sent because of faults. Refusals
// for too many requests do not count: pauseBudget bounds those.
const maxAttempts = 5

// backoffJitter is the largest part that is added to a wait.
const backoffJitter = 0.25

// backoff returns the wait after the n-th attempt, the first being 1.
func backoff(n int) time.Duration {
	steps := [...]time.Duration{500 * time.Millisecond, time.Second, 3 * time.Second, 8 * time.Second}
	return steps[min(n, len(steps))-1]
}

// verdict says what becomes of a request after an attempt. The table in the
// package comment is its rule.
type verdict int

const (
	final  verdict = iota // It worked, or will never.
	again                 // The same may work a moment later.
	paused                // The API takes nothing now.
)

// effort is what one request has cost so far.
type effort struct {
	attempts int           // Sent, but for those refused with 429.
	paused   time.Duration // Waited after refusals.
	worked   time.Duration // Spent in attempts, and in waits between them.
}

// timeout returns how long the next attempt may take.
func (e effort) timeout(r request) time.Duration {
	if r.method != http.MethodGet {
		return writeTimeout
	}
	return min(readTimeout, readBudget-e.worked)
}

// do sends a request until the policy says that it is over, and gives the
// answer to decode.
func (c *Client) do(ctx context.Context, r request, decode func(object) error) error {
	var spent effort
	for retrying := false; ; retrying = true {
		if err := c.admit(ctx, r, retrying); err != nil {
			return err
		}
		sent := c.now()
		a, err := c.send(ctx, r, spent.timeout(r))
		took := c.now().Sub(sent)
		spent.worked += took
		c.log.DebugContext(ctx, "API request", "operation", r.operation, "method", r.method, "path", r.path,
			"status", a.status, "bytes", len(a.body), "took", took, failure(err))
		next, fault := c.judge(ctx, r, a, err, decode)
		if a.status != 0 && next != paused {
			c.gate.passed(sent)
		}
		if next == final {
			return fault
		}
		if next == paused {
			err = c.pause(ctx, r, &spent, sent, a.retryAfter, fault)
		} else {
			err = c.retry(ctx, r, &spent, fault)
		}
		if err != nil {
			return err
		}
	}
}

// retry waits before the next attempt after a fault. It returns an error if
// there is to be none.
func (c *Client) retry(ctx context.Context, r request, spent *effort, fault error) error {
	if r.method != http.MethodGet {
		return &NotWrittenError{fault}
	}
	spent.attempts++
	wait := backoff(spent.attempts)
	wait += time.Duration(float64(wait) * backoffJitter * c.jitter())
	spent.worked += wait
	switch {
	case spent.attempts == maxAttempts:
		return fmt.Errorf("%w (tried %d times)", fault, maxAttempts)
	case spent.worked >= readBudget:
		return fmt.Errorf("%w (tried %d times in %s)", fault, spent.attempts, (spent.worked - wait).Round(time.Second))
	}
	c.log.InfoContext(ctx, "waiting before the API is asked again", "wait", wait, "operation", r.operation, "attempt", spent.attempts+1, "reason", fault.Error())
	if err := c.sleep(ctx, wait); err != nil {
		return &TransportError{r.operation, r.method, r.path, fmt.Errorf("%w, while waiting after: %w", err, fault)}
	}
	return nil
}

// pause closes the gate for all requests. It returns an error if this one is a
// write, or has waited long enough; the next attempt waits at the gate.
func (c *Client) pause(ctx context.Context, r request, spent *effort, sent time.Time, header string, refusal error) error {
	hint := retryAfter(header, c.now())
	if hint > pauseBudget { // Not for the others to wait for either.
		return fmt.Errorf("%w (to be tried again in %s)", refusal, hint)
	}
	wait, first := c.gate.close(sent, hint, c.jitter())
	if spent.paused+wait > pauseBudget || spent.worked >= readBudget {
		return fmt.Errorf("%w (waited %s)", refusal, spent.paused.Round(time.Second))
	}
	spent.paused += wait
	if first { // The others need not say it again.
		c.log.InfoContext(ctx, "too many requests: all requests wait", "wait", wait, "operation", r.operation)
	}
	if r.method != http.MethodGet {
		return &NotWrittenError{refusal}
	}
	return nil
}

// failure is the log attribute of an attempt without an answer.
func failure(err error) slog.Attr {
	if err == nil {
		return slog.Attr{}
	}
	return slog.String("error", err.Error())
}

// admit returns when the request may start: no pause delays it, and the rate
// limit has counted it. After a refusal of the token none may.
func (c *Client) admit(ctx context.Context, r request, retrying bool) error {
	if err := c.tokenRefused(r); err != nil {
		return err
	}
	err := c.limit.start(ctx, retrying, r.method != http.MethodGet)
	if err != nil {
		err = &TransportError{r.operation, r.method, r.path, err}
	}
	if errors.Is(err, errOld) {
		err = &NotWrittenError{err}
	}
	if err != nil {
		return err
	}
	return c.tokenRefused(r) // Perhaps while this one waited.
}

// tokenRefused returns an error if the API has refused the token.
func (c *Client) tokenRefused(r request) error {
	if refused := c.gate.token.Load(); refused != nil {
		return &TokenRefusedError{r.operation, refused}
	}
	return nil
}

// judge turns what came back from one attempt into an error and a verdict.
func (c *Client) judge(ctx context.Context, r request, a answer, failed error, decode func(object) error) (verdict, error) {
	refused := a.status != 0 && (a.status < 200 || a.status > 299)
	if failed != nil && !refused { // Of a refusal the status is enough.
		return c.judgeFailure(ctx, r, failed)
	}
	if refused {
		return c.judgeRefusal(r, a)
	}
	err := c.addressed(c.understand(a, decode), r, a.status)
	if err == nil {
		return final, nil
	}
	if r.method != http.MethodGet {
		return final, r.unknown(err)
	}
	var unclear *AnswerError
	if errors.As(err, &unclear) && unclear.garbled {
		return again, err
	}
	return final, err
}

func (c *Client) understand(a answer, decode func(object) error) error {
	if len(a.body) > maxBody {
		return &AnswerError{Problem: fmt.Sprintf("it is longer than %d bytes", maxBody)}
	}
	return parseAnswer(a.body, decode)
}

func (c *Client) judgeFailure(ctx context.Context, r request, failed error) (verdict, error) {
	err := &TransportError{r.operation, r.method, r.path, failed}
	switch {
	case notSent(failed) && (ctx.Err() != nil || distrusted(failed)):
		return final, err
	case notSent(failed):
		return again, err
	case r.method != http.MethodGet:
		return final, r.unknown(failed)
	case ctx.Err() != nil:
		return final, err
	}
	return again, err
}

func (c *Client) judgeRefusal(r request, a answer) (verdict, error) {
	refused := refusal(a.body)
	if a.status < 400 {
		refused.Message = redirectText(a.location)
	}
	err := c.addressed(refused, r, a.status)
	if a.status == http.StatusUnauthorized {
		c.gate.token.CompareAndSwap(nil, refused)
	}
	read := r.method == http.MethodGet
	switch {
	case a.status == http.StatusTooManyRequests:
		return paused, err
	case a.status >= 500 && read:
		return again, err
	case read:
		return final, err
	case a.status >= 500, a.status < 400, a.status == http.StatusRequestTimeout:
		return final, r.unknown(err)
	}
	return final, err
}

// redirectText says where a redirect leads, without what may be a secret.
func redirectText(location string) string {
	if location == "" {
		return "the answer is a redirect, and redirects are not followed"
	}
	return "the answer is a redirect to " + redactURL(location) + ", and redirects are not followed"
}

// unknown wraps what came back of a write that may have been made.
func (r request) unknown(err error) error {
	return &UnknownOutcomeError{r.operation, r.method, r.path, err}
}
