package provider

import "sync"

// forwardClaims say which resource of this run has which forwarded address:
// two of one address would undo each other's work, and one that is renamed
// hands its address over.
type forwardClaims struct {
	mu      sync.Mutex
	holders map[string]forwardHolder
	leaving map[string]bool // The addresses that a resource gives up.
}

// forwardHolder is the resource that wants an address.
type forwardHolder struct {
	token string
	fresh bool // It has not had the address before.
}

func newForwardClaims() *forwardClaims {
	return &forwardClaims{holders: map[string]forwardHolder{}, leaving: map[string]bool{}}
}

// claim enters a resource for an address. It reports false where another one
// has it, unless both have had it all along: what is kept must stay silent, or
// a destroy, which plans everything as kept first, would be refused.
func (c *forwardClaims) claim(address string, h forwardHolder) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	holder, held := c.holders[address]
	if held && holder.token != h.token {
		return !holder.fresh && !h.fresh
	}
	c.holders[address] = h
	return true
}

// leave notes that a resource gives an address up, and reports whether another
// one is known to want it.
func (c *forwardClaims) leave(address string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.leaving[address] = true
	return c.holders[address].fresh
}

// isLeaving tells whether a resource gives the address up.
func (c *forwardClaims) isLeaving(address string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.leaving[address]
}

// noteKey is the key of an address among the notes for the apply. No line has
// a key with a line break.
func noteKey(address string) string { return "forward\n" + address }
