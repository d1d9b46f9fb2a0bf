package session

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// PrivateToken is the key of the claim's token in a resource's private data.
const PrivateToken = "claim"

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
	token = rand.Text()
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
