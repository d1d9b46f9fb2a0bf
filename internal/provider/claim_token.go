package provider

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// privateToken is the key of the claim's token in a resource's private data.
const privateToken = "claim"

// privateShared marks a removal whose line stays for other resources.
const privateShared = "shared"

// privateData is what the framework's private state can do here.
type privateData interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// token returns what names this resource in the run: what it has been named before,
// else something new. Where one process serves all walks of a run, a new resource
// that is planned again comes without a name: it gets one by what it is.
func (s *session) token(ctx context.Context, prior, planned privateData, diags *diag.Diagnostics, what ...string) string {
	text, d := prior.GetKey(ctx, privateToken)
	diags.Append(d...)
	var token string
	if json.Unmarshal(text, &token) == nil && token != "" {
		return token
	}
	token = rand.Text()
	if s.oneProcess && len(what) > 0 {
		token = strings.Join(what, "\n")
	}
	if text, err := json.Marshal(token); err == nil {
		diags.Append(planned.SetKey(ctx, privateToken, text)...)
	}
	return token
}

// claimToken returns the token that a resource was planned with, "" for none.
func claimToken(ctx context.Context, private privateData) string {
	return privateText(ctx, private, privateToken)
}

// privateText returns a text from a resource's private data, "" for none.
func privateText(ctx context.Context, private privateData, key string) (text string) {
	data, _ := private.GetKey(ctx, key)
	_ = json.Unmarshal(data, &text)
	return text
}

// setPrivate notes a text in a resource's private data.
func setPrivate(ctx context.Context, private privateData, key, text string) diag.Diagnostics {
	data, err := json.Marshal(text)
	if err != nil {
		return nil
	}
	return private.SetKey(ctx, key, data)
}
