package api

import (
	"github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/api/internal/gen"
	"github.com/dateline-news/dateline/graph/view"
)

// maxCost bounds an operation: about one unit is one field of one row.
const maxCost = 200_000

// times is n rows of a cost each, and never overflows.
func times(n, child int) int {
	const most = 1 << 40
	n, child = max(n, 0), max(child, 1)
	if n > most/child {
		return most
	}
	return n * child
}

// rows is how many a page may hold; without a bound it may hold MaxPage.
func rows(bounds ...*int) int {
	for _, b := range bounds {
		if b != nil {
			return *b
		}
	}
	return view.MaxPage
}

// What is done for a row beside its fields: an index is walked, a list is sorted.
const (
	walkCost     = 10
	neighborCost = 100
	searchCost   = 200
	wholeCost    = 1000
	scanCost     = 30_000 // every statement is read
)

// scanning is the price of a filter that no list helps with: words of a text.
func scanning(f *view.StatementFilter) int {
	if f == nil {
		return 0
	}
	cost := 0
	if f.Text != nil {
		cost = scanCost
	}
	for _, list := range [][]*view.StatementFilter{f.And, f.Or, {f.Not}} {
		for _, g := range list {
			cost = max(cost, scanning(g))
		}
	}
	return cost
}

// costs tells the price of every field that gives more than one row.
func costs(c *gen.ComplexityRoot) {
	page := func(child int, first *int, _ *string) int { return walkCost + times(rows(first), child) }
	c.Query.Nodes = func(child int, ids []string) int { return times(len(ids), child) }
	c.Query.Search = func(child int, _ string, _ []graph.EntityType, first *int, _ *string) int {
		return searchCost + times(rows(first), child)
	}
	c.Query.Entities = func(child int, _ *view.EntityFilter, by *view.EntityOrder, first *int, _ *string, last *int, _ *string) int {
		whole := 0
		if by != nil && *by != view.EntitiesName {
			whole = wholeCost
		}
		return whole + walkCost + times(rows(first, last), child)
	}
	statements := func(child int, f *view.StatementFilter, by *view.StatementOrder, first *int, _ *string, last *int, _ *string) int {
		whole := scanning(f)
		if by != nil && *by == view.StatementsConfidence {
			whole += wholeCost
		}
		return whole + walkCost + times(rows(first, last), child)
	}
	c.Query.Statements = statements
	c.Query.Claims = func(child int, f *view.StatementFilter, _ *bool, first *int, _ *string, last *int, _ *string) int {
		whole := scanning(f)
		if f != nil {
			whole += wholeCost
		}
		return whole + walkCost + times(rows(first, last), child)
	}
	c.Query.Documents = func(child int, _ *view.DocumentFilter, _ *view.DocumentOrder, first *int, _ *string, last *int, _ *string) int {
		return walkCost + times(rows(first, last), child)
	}
	c.Query.Subgraph = func(child int, _ []*view.EntityRef, _ *int, f *view.StatementFilter, nodes, edges *int, _ *view.Layout, _ []*view.KnownNode) int {
		return scanning(f) + wholeCost + times(or(nodes, 200)+or(edges, 400), 1+child/8)
	}
	c.Query.Paths = func(child int, _, _ view.EntityRef, _ *int, f *view.StatementFilter, first *int) int {
		return scanning(f) + wholeCost + times(or(first, 10), child)
	}
	c.Query.Timeline = func(child int, f *view.StatementFilter, _ *view.TimeUnit) int {
		return scanning(f) + wholeCost + times(12, child)
	}

	neighbors := func(child int, _ *view.StatementFilter, first *int, _ *string) int {
		return neighborCost + times(rows(first), child+neighborCost/10)
	}
	timeline := func(child int, _ *view.TimeUnit) int { return neighborCost + times(12, child) }
	few := func(child int) int { return walkCost + times(3, child) }
	c.Person.Statements, c.Organization.Statements, c.Place.Statements, c.Event.Statements, c.Other.Statements = statements, statements, statements, statements, statements
	c.Person.Neighbors, c.Organization.Neighbors, c.Place.Neighbors, c.Event.Neighbors, c.Other.Neighbors = neighbors, neighbors, neighbors, neighbors, neighbors
	c.Person.Timeline, c.Organization.Timeline, c.Place.Timeline, c.Event.Timeline, c.Other.Timeline = timeline, timeline, timeline, timeline, timeline
	c.Person.Members, c.Organization.Members, c.Place.Members, c.Event.Members, c.Other.Members = few, few, few, few, few
	c.Person.Edits, c.Organization.Edits, c.Place.Edits, c.Event.Edits, c.Other.Edits = few, few, few, few, few
	c.Person.Judgements, c.Organization.Judgements, c.Place.Judgements, c.Event.Judgements, c.Other.Judgements = few, few, few, few, few
	c.Person.Positions = func(child int, _ *view.DateTime) int { return few(child) }
	c.Organization.PartOf, c.Place.Within, c.Event.Roles = few, few, few

	c.Statement.About = few
	c.Statement.Asserts = few
	c.Statement.Attribution = func(child int) int { return times(2, child) }
	c.Claim.Affirmed, c.Claim.Denied = page, page
	c.Document.Sentences, c.Document.Mentions, c.Document.Entities = page, page, page
	c.Document.Statements = func(child int, _ *view.StatementFilter, first *int, _ *string) int {
		return walkCost + times(rows(first), child)
	}
	c.Path.Nodes = func(child int) int { return times(4, child) }
	c.Path.Statements = func(child int) int { return times(4, child) }
}
