package provider

import (
	"context"
	"log/slog"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// newLogger returns a logger that hands records to Terraform's log. The
// context of each call says which log that is.
func newLogger() *slog.Logger { return slog.New(bridge{}) }

// bridge is a slog.Handler on tflog.
type bridge struct{ attrs []slog.Attr }

// Enabled leaves the choice of levels to Terraform.
func (b bridge) Enabled(context.Context, slog.Level) bool { return true }

// Handle hands one record on.
func (b bridge) Handle(ctx context.Context, r slog.Record) error {
	fields := make(map[string]any, r.NumAttrs()+len(b.attrs))
	for _, a := range b.attrs {
		fields[a.Key] = a.Value.Resolve().Any()
	}
	r.Attrs(func(a slog.Attr) bool {
		fields[a.Key] = a.Value.Resolve().Any()
		return true
	})
	switch {
	case r.Level >= slog.LevelError:
		tflog.Error(ctx, r.Message, fields)
	case r.Level >= slog.LevelWarn:
		tflog.Warn(ctx, r.Message, fields)
	case r.Level >= slog.LevelInfo:
		tflog.Info(ctx, r.Message, fields)
	case r.Level >= slog.LevelDebug:
		tflog.Debug(ctx, r.Message, fields)
	default:
		tflog.Trace(ctx, r.Message, fields)
	}
	return nil
}

// WithAttrs returns a handler that adds the attributes to each record.
func (b bridge) WithAttrs(attrs []slog.Attr) slog.Handler {
	return bridge{attrs: append(b.attrs[:len(b.attrs):len(b.attrs)], attrs...)}
}

// WithGroup is not used here; names stay flat.
func (b bridge) WithGroup(string) slog.Handler { return b }
