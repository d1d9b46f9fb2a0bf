package session

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
)

// PrivateToken is the key of the claim's token in a resource's private data.
const PrivateToken = "claim"

// PrivateRevision is the key of the revision of a resource's state.
const PrivateRevision = "revision"

// PrivateShared marks a removal whose line stays for other resources.
const PrivateShared = "shared"

// PrivateData is what the framework's private state can do here.
type PrivateData interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// Target is where a write leaves its result.
type Target struct {
	State    *tfsdk.State
	Private  PrivateData
	Identity *tfsdk.ResourceIdentity
	Diags    *diag.Diagnostics
}

// CreateTarget is the target of a creation.
func CreateTarget(resp *resource.CreateResponse) Target {
	return Target{&resp.State, resp.Private, resp.Identity, &resp.Diagnostics}
}

// UpdateTarget is the target of an update.
func UpdateTarget(resp *resource.UpdateResponse) Target {
	return Target{&resp.State, resp.Private, resp.Identity, &resp.Diagnostics}
}

// Token returns what names this resource in the run: what it has been named before,
// else something new. If one process serves all walks of a run, a new resource
// that is planned again comes without a name: it gets one by what it is.
func (s *Session) Token(ctx context.Context, prior, planned PrivateData, diags *diag.Diagnostics, what ...string) string {
	text, d := prior.GetKey(ctx, PrivateToken)
	diags.Append(d...)
	var token string
	if json.Unmarshal(text, &token) == nil && token != "" {
		return token
	}
	token = coordination.NewRevision(time.Now())
	if s.OneProcess && len(what) > 0 {
		token = strings.Join(what, "\n")
	}
	if text, err := json.Marshal(token); err == nil {
		diags.Append(planned.SetKey(ctx, PrivateToken, text)...)
	}
	return token
}

// ClaimToken returns the token that a resource was planned with, "" for none.
func ClaimToken(ctx context.Context, private PrivateData) string {
	return privateText(ctx, private, PrivateToken)
}

// Revision returns what names the state of a resource from one of its writes to the
// next, for what is noted of the next one.
func Revision(ctx context.Context, private PrivateData) string {
	return cmp.Or(privateText(ctx, private, PrivateRevision), ClaimToken(ctx, private))
}

// SetRevision gives the state its revision.
func SetRevision(ctx context.Context, private PrivateData, revision string) diag.Diagnostics {
	if privateText(ctx, private, PrivateRevision) == revision {
		return nil
	}
	return SetPrivate(ctx, private, PrivateRevision, revision)
}

// NewCaller returns who writes a resource that has no state yet. With an unknown
// outcome it gets one, with the revision of the caller and the lines to come.
func NewCaller(ctx context.Context, private PrivateData, diags *diag.Diagnostics, next string) coordination.Caller {
	now := time.Now()
	c := coordination.Caller{Revision: coordination.NewRevision(now), NextRevision: coordination.NewRevision(now), State: next, Next: next}
	diags.Append(SetRevision(ctx, private, c.Revision)...)
	return c
}

// CallerOf returns who writes a resource whose state has these lines.
func CallerOf(ctx context.Context, private PrivateData, state, next string) coordination.Caller {
	return coordination.Caller{Revision: Revision(ctx, private), NextRevision: coordination.NewRevision(time.Now()), State: state, Next: next}
}

// Remover returns who removes a resource whose state has these lines. Terraform plans a
// tainted resource as a new one, and hands the private data of that plan to its removal:
// it has no revision.
func (s *Session) Remover(ctx context.Context, private PrivateData, state string) coordination.Caller {
	if privateText(ctx, private, PrivateRevision) != "" {
		return CallerOf(ctx, private, state, "")
	}
	return coordination.Caller{Revision: coordination.RemovalOf(state), NextRevision: coordination.FirstRevision(s.begun), State: state}
}

// Written gives a resource the revision that follows its write.
func Written(ctx context.Context, private PrivateData, by coordination.Caller) diag.Diagnostics {
	d := ForgetPending(ctx, private)
	d.Append(SetRevision(ctx, private, by.NextRevision)...)
	return d
}

// privateText returns a text from a resource's private data, "" for none.
func privateText(ctx context.Context, private PrivateData, key string) (text string) {
	data, _ := private.GetKey(ctx, key)
	_ = json.Unmarshal(data, &text)
	return text
}

// SetPrivate notes a text in a resource's private data.
func SetPrivate(ctx context.Context, private PrivateData, key, text string) diag.Diagnostics {
	data, err := json.Marshal(text)
	if err != nil {
		return nil
	}
	return private.SetKey(ctx, key, data)
}
