package export

import (
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"strconv"

	"github.com/dateline-news/dateline/graph"
)

// attribute is one property of a node or an edge; Value is a string, bool, int or float64.
type attribute struct {
	Name  string
	Value any
}

// nodeAttributes and edgeAttributes are the same, in number, order and type,
// for every node and edge: some formats declare them once.
func nodeAttributes(c *graph.Canonical) []attribute {
	return []attribute{
		{"label", c.Name}, {"type", string(c.Type)}, {"subtype", c.Subtype}, {"generic", c.Generic},
		{"country", c.Country}, {"mentions", c.Mentions}, {"documents", c.DocumentCount},
	}
}

func edgeAttributes(n *graph.StatementNode, names map[string]string) []attribute {
	t := n.Time
	if t == nil {
		t = &graph.TimeSpan{}
	}
	quote := ""
	if len(n.Evidence) > 0 {
		quote = n.Evidence[0].Quote
	}
	return []attribute{
		{"predicate", string(n.Predicate)}, {"verb", n.Verb}, {"text", n.Text}, {"polarity", string(n.Polarity)}, {"modality", string(n.Modality)},
		{"tense", string(n.Tense)}, {"attribution", chain(n, names)}, {"attributed", attributed(n)}, {"asserted", n.Asserted()},
		{"time_from", t.From}, {"time_to", t.To}, {"confidence", n.Confidence}, {"status", string(cmp.Or(n.Status, graph.Unreviewed))},
		{"document", n.Document}, {"quote", quote}, {"claim", n.Claim},
	}
}

// edges are the statements with two ends.
func (e *export) edges() iter.Seq2[*graph.StatementNode, error] {
	return func(yield func(*graph.StatementNode, error) bool) {
		for n, err := range e.eachStatement() {
			if err != nil {
				yield(nil, err)
				return
			}
			if n.SubjectCanonical != "" && n.ObjectCanonical != "" && !yield(n, nil) {
				return
			}
		}
	}
}

// draw writes nodes, then edges. begin, middle and end stand around them;
// separator stands between two of a kind.
func (e *export) draw(begin, separator, middle, end string,
	node func(id string, a []attribute) error, edge func(id, from, to string, a []attribute) error,
) error {
	names := make(map[string]string, len(e.entities))
	io.WriteString(e.w, begin)
	between := ""
	for c, err := range e.eachEntity(false) {
		if err != nil {
			return err
		}
		names[c.ID] = c.Name
		io.WriteString(e.w, between)
		if err := node(c.ID, nodeAttributes(c)); err != nil {
			return err
		}
		between = separator
	}
	io.WriteString(e.w, middle)
	between = ""
	for n, err := range e.edges() {
		if err != nil {
			return err
		}
		io.WriteString(e.w, between)
		if err := edge(n.ID, n.SubjectCanonical, n.ObjectCanonical, edgeAttributes(n, names)); err != nil {
			return err
		}
		between = separator
	}
	_, err := io.WriteString(e.w, end)
	return err
}

// object writes attributes as members of a JSON object, after those in first.
func (e *export) object(open string, a []attribute, shut string) error {
	io.WriteString(e.w, open)
	for i, x := range a {
		if i > 0 {
			e.w.WriteByte(',')
		}
		if err := e.json(x.Name); err != nil {
			return err
		}
		e.w.WriteByte(':')
		if err := e.json(x.Value); err != nil {
			return err
		}
	}
	_, err := io.WriteString(e.w, shut)
	return err
}

func (e *export) json(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = e.w.Write(b)
	return err
}

func writeCytoscape(e *export) error {
	return e.draw("{\"elements\":{\"nodes\":[\n", ",\n", "\n],\"edges\":[\n", "\n]}}\n",
		func(id string, a []attribute) error {
			return e.object(`{"data":{`, append([]attribute{{"id", id}}, a...), "}}")
		},
		func(id, from, to string, a []attribute) error {
			return e.object(`{"data":{`, append([]attribute{{"id", id}, {"source", from}, {"target", to}}, a...), "}}")
		})
}

func writeGraphology(e *export) error {
	return e.draw("{\"attributes\":{},\"options\":{\"type\":\"directed\",\"multi\":true,\"allowSelfLoops\":true},\"nodes\":[\n", ",\n", "\n],\"edges\":[\n", "\n]}\n",
		func(id string, a []attribute) error {
			return e.object(`{"key":"`+id+`","attributes":{`, a, "}}")
		},
		func(id, from, to string, a []attribute) error {
			return e.object(`{"key":"`+id+`","source":"`+from+`","target":"`+to+`","attributes":{`, a, "}}")
		})
}

// writeNodeLink writes what networkx.node_link_graph reads.
func writeNodeLink(e *export) error {
	return e.draw("{\"directed\":true,\"multigraph\":true,\"graph\":{},\"nodes\":[\n", ",\n", "\n],\"links\":[\n", "\n]}\n",
		func(id string, a []attribute) error {
			return e.object("{", append([]attribute{{"id", id}}, a...), "}")
		},
		func(id, from, to string, a []attribute) error {
			return e.object("{", append([]attribute{{"source", from}, {"target", to}, {"key", id}}, a...), "}")
		})
}

// kindOf is the name of an attribute's type in GraphML and GEXF.
func kindOf(v any) string {
	switch v.(type) {
	case bool:
		return "boolean"
	case int:
		return "long"
	case float64:
		return "double"
	}
	return "string"
}

func textOf(v any) string {
	if f, ok := v.(float64); ok {
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	return fmt.Sprint(v)
}

func (e *export) escape(s string) error { return xml.EscapeText(e.w, []byte(s)) }

func writeGraphML(e *export) error {
	head := "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
	for _, a := range nodeAttributes(&graph.Canonical{}) {
		head += fmt.Sprintf("<key id=\"n_%s\" for=\"node\" attr.name=\"%s\" attr.type=\"%s\"/>\n", a.Name, a.Name, kindOf(a.Value))
	}
	for _, a := range edgeAttributes(&graph.StatementNode{}, nil) {
		head += fmt.Sprintf("<key id=\"e_%s\" for=\"edge\" attr.name=\"%s\" attr.type=\"%s\"/>\n", a.Name, a.Name, kindOf(a.Value))
	}
	attributes := func(prefix string, list []attribute) error {
		for _, a := range list {
			if a.Value == "" {
				continue
			}
			fmt.Fprintf(e.w, `<data key="%s%s">`, prefix, a.Name)
			if err := e.escape(textOf(a.Value)); err != nil {
				return err
			}
			io.WriteString(e.w, "</data>")
		}
		return nil
	}
	return e.draw(head+"<graph edgedefault=\"directed\">\n", "", "", "</graph>\n</graphml>\n",
		func(id string, a []attribute) error {
			fmt.Fprintf(e.w, `<node id="%s">`, id)
			if err := attributes("n_", a); err != nil {
				return err
			}
			_, err := io.WriteString(e.w, "</node>\n")
			return err
		},
		func(id, from, to string, a []attribute) error {
			fmt.Fprintf(e.w, `<edge id="%s" source="%s" target="%s">`, id, from, to)
			if err := attributes("e_", a); err != nil {
				return err
			}
			_, err := io.WriteString(e.w, "</edge>\n")
			return err
		})
}

// writeGEXF writes version 1.2, which Gephi and networkx read.
func writeGEXF(e *export) error {
	head := "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n<graph defaultedgetype=\"directed\" mode=\"static\">\n"
	declare := func(class string, list []attribute) {
		head += fmt.Sprintf("<attributes class=\"%s\" mode=\"static\">\n", class)
		for i, a := range list {
			head += fmt.Sprintf("<attribute id=\"%d\" title=\"%s\" type=\"%s\"/>\n", i, a.Name, kindOf(a.Value))
		}
		head += "</attributes>\n"
	}
	declare("node", nodeAttributes(&graph.Canonical{}))
	declare("edge", edgeAttributes(&graph.StatementNode{}, nil))
	attributes := func(list []attribute) error {
		io.WriteString(e.w, "<attvalues>")
		for i, a := range list {
			if a.Value == "" {
				continue
			}
			fmt.Fprintf(e.w, `<attvalue for="%d" value="`, i)
			if err := e.escape(textOf(a.Value)); err != nil {
				return err
			}
			io.WriteString(e.w, `"/>`)
		}
		_, err := io.WriteString(e.w, "</attvalues>")
		return err
	}
	return e.draw(head+"<nodes>\n", "", "</nodes>\n<edges>\n", "</edges>\n</graph>\n</gexf>\n",
		func(id string, a []attribute) error {
			fmt.Fprintf(e.w, `<node id="%s" label="`, id)
			if err := e.escape(a[0].Value.(string)); err != nil {
				return err
			}
			io.WriteString(e.w, `">`)
			if err := attributes(a); err != nil {
				return err
			}
			_, err := io.WriteString(e.w, "</node>\n")
			return err
		},
		func(id, from, to string, a []attribute) error {
			fmt.Fprintf(e.w, `<edge id="%s" source="%s" target="%s" label="%s">`, id, from, to, a[0].Value)
			if err := attributes(a); err != nil {
				return err
			}
			_, err := io.WriteString(e.w, "</edge>\n")
			return err
		})
}
