// Package robustness runs whole Terraform walks against the real provider
// server and the simulated API, in one process and in virtual time. Everything
// that happens is chosen from a seed, so that a run replays, and what
// happened is compared with a few laws. README.md lists them.
//
// The model of Terraform follows what was measured of it: a new provider for
// each walk, creates and updates planned again in the apply, removals applied
// only, any order, and as many operations at once as -parallelism says.
package robustness
