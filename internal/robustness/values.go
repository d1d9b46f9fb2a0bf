package robustness

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// fill returns an object with nulls for all that is not given.
func fill(t tftypes.Type, given map[string]tftypes.Value) tftypes.Value {
	all := map[string]tftypes.Value{}
	for name, of := range t.(tftypes.Object).AttributeTypes { //nolint:forcetypeassert // A schema is an object.
		all[name] = tftypes.NewValue(of, nil)
		if v, ok := given[name]; ok {
			all[name] = v
		}
	}
	return tftypes.NewValue(t, all)
}

func dynamic(t tftypes.Type, v tftypes.Value) *tfprotov6.DynamicValue {
	d, err := tfprotov6.NewDynamicValue(t, v)
	if err != nil {
		panic(err) // The model's own mistake.
	}
	return &d
}

func attributes(v tftypes.Value) map[string]tftypes.Value {
	all := map[string]tftypes.Value{}
	if !v.IsNull() {
		_ = v.As(&all)
	}
	return all
}

// configured returns the resource block as a value.
func (p *process) configured(r resource) tftypes.Value {
	t := p.typeOf(r.kind)
	given := map[string]tftypes.Value{"domain": tftypes.NewValue(tftypes.String, cmp.Or(r.attrs["domain"], domain))}
	if r.kind == "records" {
		given["records"] = elements(r)
		return fill(t, given)
	}
	for name, text := range r.attrs {
		if t.AttributeTypes[name].Is(tftypes.Number) {
			var n int64
			_, _ = fmt.Sscan(text, &n)
			given[name] = tftypes.NewValue(tftypes.Number, n)
		} else {
			given[name] = tftypes.NewValue(tftypes.String, text)
		}
	}
	return fill(t, given)
}

// elements are the records of a set, each as its line.
func elements(r resource) tftypes.Value {
	object := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"line": tftypes.String}}
	var values []tftypes.Value
	var types []tftypes.Type
	for text := range strings.SplitSeq(line(r), "\n") {
		values = append(values, tftypes.NewValue(object, map[string]tftypes.Value{"line": tftypes.NewValue(tftypes.String, text)}))
		types = append(types, object)
	}
	return tftypes.NewValue(tftypes.Tuple{ElementTypes: types}, values)
}

// proposed merges the configuration with the state, as Terraform does.
func (p *process) proposed(r resource, prior tftypes.Value) tftypes.Value {
	all, before := attributes(p.configured(r)), attributes(prior)
	for _, a := range p.schema.ResourceSchemas["valuedomain_"+r.kind].Block.Attributes {
		if !a.Computed || !all[a.Name].IsNull() {
			continue
		}
		if prior.IsNull() {
			all[a.Name] = tftypes.NewValue(a.Type, tftypes.UnknownValue)
		} else {
			all[a.Name] = before[a.Name]
		}
	}
	return tftypes.NewValue(p.typeOf(r.kind), all)
}
