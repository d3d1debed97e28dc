package export

import (
	"io"

	"github.com/cayleygraph/quad"
)

// writeJSONLD writes the same quads as N-Quads do, as expanded JSON-LD: a list of
// named graphs without a context, so that nothing needs to be fetched to read it.
// Quads of one subject that follow each other share an object.
func writeJSONLD(e *export) error {
	io.WriteString(e.w, "[")
	var last quad.Quad
	open := false
	keys := map[quad.Value]bool{} // of the open object
	shut := func() {
		if open {
			io.WriteString(e.w, "}")
			if last.Label != nil {
				io.WriteString(e.w, "]}")
			}
		}
	}
	separator := "\n"
	for q, err := range e.quads() {
		if err != nil {
			return err
		}
		if !open || q.Label != last.Label || q.Subject != last.Subject {
			shut()
			io.WriteString(e.w, separator)
			separator = ",\n"
			if q.Label != nil {
				io.WriteString(e.w, `{"@id":`)
				if err := e.json(name(q.Label)); err != nil {
					return err
				}
				io.WriteString(e.w, `,"@graph":[`)
			}
			io.WriteString(e.w, `{"@id":`)
			if err := e.json(name(q.Subject)); err != nil {
				return err
			}
			open = true
			clear(keys)
		} else if keys[q.Predicate] {
			// One object may not have a key twice: the subject begins anew.
			io.WriteString(e.w, `},{"@id":`)
			if err := e.json(name(q.Subject)); err != nil {
				return err
			}
			clear(keys)
		}
		last, keys[q.Predicate] = q, true
		io.WriteString(e.w, ",")
		if err := e.json(name(q.Predicate)); err != nil {
			return err
		}
		io.WriteString(e.w, ":")
		if err := e.json(object(q.Object)); err != nil {
			return err
		}
	}
	shut()
	_, err := io.WriteString(e.w, "\n]\n")
	return err
}

// name is the full IRI of a node.
func name(v quad.Value) string {
	if iri, ok := v.(quad.IRI); ok {
		return string(iri.Full())
	}
	return quad.ToString(v)
}

// object is a value as JSON-LD has it.
func object(v quad.Value) any {
	type node struct {
		ID string `json:"@id"`
	}
	type literal struct {
		Value    string `json:"@value"`
		Type     string `json:"@type,omitempty"`
		Language string `json:"@language,omitempty"`
	}
	switch v := v.(type) {
	case quad.IRI:
		return node{name(v)}
	case quad.String:
		return literal{Value: string(v)}
	case quad.LangString:
		return literal{Value: string(v.Value), Language: v.Lang}
	case quad.TypedString:
		return literal{Value: string(v.Value), Type: name(v.Type)}
	case quad.TypedStringer:
		t := v.TypedString()
		return literal{Value: string(t.Value), Type: name(t.Type)}
	}
	return literal{Value: quad.ToString(v)}
}
