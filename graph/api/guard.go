package api

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// What a query may be at most, before it is validated: validation and the count
// of costs are quadratic or worse in what these bound.
const (
	maxTokens     = 2000
	maxSelections = 500  // as written
	maxExpanded   = 2000 // with every fragment written out
	maxFields     = 20   // deep
	maxAliases    = 30
	maxRepeats    = 20 // of one field in one selection
	maxFragments  = 50
	maxOperations = 20
	maxVariables  = 100
	maxDirectives = 20

	maxVariableDepth  = 32
	maxVariableValues = 50_000
	maxVariableList   = 5_000 // as many nodes as a picture may know
)

// guard refuses hostile queries in time linear in their tokens.
type guard struct {
	known graphql.Cache[*ast.QueryDocument] // what has passed and is valid
}

func (guard) ExtensionName() string                          { return "Guard" }
func (guard) Validate(schema graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters looks at a query before it is parsed for execution.
func (g guard) MutateOperationParameters(ctx context.Context, p *graphql.RawParams) *gqlerror.Error {
	left := maxVariableValues
	for _, v := range p.Variables {
		if !shallow(v, maxVariableDepth, &left) {
			return refuse(codeTooCostly, fmt.Sprintf("variables of more than %d values, a list of more than %d, or nested more than %d deep", maxVariableValues, maxVariableList, maxVariableDepth))
		}
	}
	if _, ok := g.known.Get(ctx, p.Query); ok {
		return nil
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: p.Query}, maxTokens)
	if err != nil || doc == nil {
		return nil // the executor parses it again and says where it is wrong
	}
	return inspect(doc)
}

// shallow tells that a value is nested at most so deep and holds at most so many
// values, none of its lists too many; reading deep ones into the schema's types is quadratic.
func shallow(v any, depth int, left *int) bool {
	if *left--; depth < 0 || *left < 0 {
		return false
	}
	switch v := v.(type) {
	case map[string]any:
		for _, x := range v {
			if !shallow(x, depth-1, left) {
				return false
			}
		}
	case []any:
		if len(v) > maxVariableList {
			return false
		}
		for _, x := range v {
			if !shallow(x, depth-1, left) {
				return false
			}
		}
	}
	return true
}

// extent is how large a selection is with its fragments written out.
type extent struct{ fields, depth int }

type inspector struct {
	fragments  map[string]*ast.FragmentDefinition
	extents    map[string]extent
	open       map[string]bool
	selections int
	aliases    int
	err        *gqlerror.Error
}

func inspect(doc *ast.QueryDocument) *gqlerror.Error {
	in := &inspector{fragments: map[string]*ast.FragmentDefinition{}, extents: map[string]extent{}, open: map[string]bool{}}
	if n := len(doc.Operations); n > maxOperations {
		return refuse(codeTooCostly, fmt.Sprintf("%d operations in one document, at most %d are read", n, maxOperations))
	}
	if n := len(doc.Fragments); n > maxFragments {
		return refuse(codeTooCostly, fmt.Sprintf("%d fragments in one document, at most %d are read", n, maxFragments))
	}
	for _, f := range doc.Fragments {
		in.fragments[f.Name] = f
	}
	for _, f := range doc.Fragments { // those that nothing uses are validated, too
		in.directives(f.Directives)
		in.fragment(f.Name)
	}
	for _, op := range doc.Operations {
		in.directives(op.Directives)
		if n := len(op.VariableDefinitions); n > maxVariables {
			return refuse(codeTooCostly, fmt.Sprintf("%d variables, at most %d are read", n, maxVariables))
		}
		in.bound(in.set(op.SelectionSet))
		if op.Operation == ast.Subscription && len(op.SelectionSet) > 1 {
			return refuse("INVALID", "a subscription has one field")
		}
	}
	return in.err
}

func (in *inspector) fail(format string, args ...any) {
	if in.err == nil {
		in.err = refuse(codeTooCostly, fmt.Sprintf(format, args...))
	}
}

func (in *inspector) bound(e extent) {
	if e.fields > maxExpanded {
		in.fail("more than %d fields once its fragments are written out", maxExpanded)
	}
	if e.depth > maxFields {
		in.fail("more than %d fields deep", maxFields)
	}
}

func (in *inspector) directives(ds ast.DirectiveList) {
	if len(ds) > maxDirectives {
		in.fail("more than %d directives in one place", maxDirectives)
	}
}

func (in *inspector) set(set ast.SelectionSet) (e extent) {
	repeats := map[string]int{}
	for _, s := range set {
		if in.err != nil {
			return e
		}
		if in.selections++; in.selections > maxSelections {
			in.fail("more than %d selections", maxSelections)
		}
		var inner extent
		switch s := s.(type) {
		case *ast.Field:
			in.directives(s.Directives)
			if s.Alias != s.Name {
				if in.aliases++; in.aliases > maxAliases {
					in.fail("more than %d aliases", maxAliases)
				}
			}
			if repeats[s.Alias]++; repeats[s.Alias] > maxRepeats {
				in.fail("a field more than %d times in one selection", maxRepeats)
			}
			inner = in.set(s.SelectionSet)
			inner.fields, inner.depth = inner.fields+1, inner.depth+1
		case *ast.InlineFragment:
			in.directives(s.Directives)
			inner = in.set(s.SelectionSet)
		case *ast.FragmentSpread:
			in.directives(s.Directives)
			if repeats["..."+s.Name]++; repeats["..."+s.Name] > maxRepeats {
				in.fail("a fragment more than %d times in one selection", maxRepeats)
			}
			inner = in.fragment(s.Name)
		}
		e.fields, e.depth = min(e.fields+inner.fields, maxExpanded+1), max(e.depth, inner.depth)
		in.bound(e)
	}
	return e
}

// fragment is worked out once, however often it is spread.
func (in *inspector) fragment(name string) extent {
	if e, ok := in.extents[name]; ok {
		return e
	}
	f := in.fragments[name]
	if f == nil {
		return extent{} // validation tells
	}
	if in.open[name] {
		in.fail("a fragment that spreads itself")
		return extent{}
	}
	in.open[name] = true
	e := in.set(f.SelectionSet)
	delete(in.open, name)
	in.extents[name] = e
	return e
}
