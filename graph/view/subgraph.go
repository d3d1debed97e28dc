package view

import (
	"cmp"
	"context"
	"encoding/hex"
	"hash/fnv"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/dateline-news/dateline/graph"
)

// What one picture may be at most, and how much is looked at for it.
const (
	maxDepth         = 5
	maxPictureNodes  = 5_000
	maxPictureEdges  = 10_000
	maxPictureWalked = 20_000 // statements
	maxEdgeIDs       = 100    // statements that an edge names

	// Once this many statements, and so many for each node that there may be, are
	// in and show all nodes that may be, what comes further would be cut off again.
	minPictureWalked = 2_000
	perPictureNode   = 4

	// After so many statements, a ring that shows all nodes that may be is the
	// last: the next one would be cut off, and only what joins these is looked for.
	lastRingWalked = 512
)

// Layout is how nodes are placed.
type Layout string

// The layouts.
const (
	LayoutRadial Layout = "RADIAL"
	LayoutForce  Layout = "FORCE"
)

// KnownNode is a node that is to stay where it is.
type KnownNode struct {
	ID string
	X  float64
	Y  float64
}

// Picture is what is asked of Subgraph.
type Picture struct {
	Around   []*EntityRef
	Depth    int
	Filter   *StatementFilter
	MaxNodes int
	MaxEdges int
	Layout   Layout
	Known    []*KnownNode
}

// Subgraph is a part of the graph, made for pictures.
type Subgraph struct {
	Truncated bool
	NodeCount int
	EdgeCount int

	r     *Reader
	ask   Picture
	nodes []*spot
	edges []*tie
	drawn lazy[struct{}]
}

// GraphNode is an entity in a picture.
type GraphNode struct {
	ID        string
	Label     string
	Type      graph.EntityType
	Degree    int
	X         float64
	Y         float64
	Community int
}

// GraphEdge is all statements that are alike.
type GraphEdge struct {
	ID         string
	Source     string
	Target     string
	Predicate  graph.PredicateName
	Weight     int
	Polarity   graph.Polarity
	Modality   graph.Modality
	Attributed bool
	Contested  bool
	Statements []string
}

// SubgraphColumns is a subgraph as parallel arrays.
type SubgraphColumns struct {
	Nodes *NodeColumns
	Edges *EdgeColumns
}

// NodeColumns are the nodes, field by field.
type NodeColumns struct {
	ID        []string
	Label     []string
	Type      []graph.EntityType
	Degree    []int
	X         []float64
	Y         []float64
	Community []int
}

// EdgeColumns are the edges, field by field; Source and Target are indexes into the nodes.
type EdgeColumns struct {
	ID         []string
	Source     []int
	Target     []int
	Predicate  []graph.PredicateName
	Weight     []int
	Polarity   []graph.Polarity
	Modality   []graph.Modality
	Attributed []bool
	Contested  []bool
}

// spot is a node while the picture is made.
type spot struct {
	GraphNode
	index    int
	distance int
	weight   int  // statements at it in the picture
	chosen   bool // once no more nodes are taken in: this one stays
}

// kind is what the statements of one edge have in common beside their ends.
type kind struct {
	predicate  graph.PredicateName
	polarity   graph.Polarity
	modality   graph.Modality
	attributed bool
}

// compare orders edges between the same two nodes.
func (a *kind) compare(b *kind) int {
	switch {
	case a.predicate != b.predicate:
		return strings.Compare(string(a.predicate), string(b.predicate))
	case a.polarity != b.polarity:
		return strings.Compare(string(a.polarity), string(b.polarity))
	case a.modality != b.modality:
		return strings.Compare(string(a.modality), string(b.modality))
	case a.attributed != b.attributed:
		if b.attributed {
			return -1
		}
		return 1
	}
	return 0
}

// tie is an edge while the picture is made.
type tie struct {
	kind
	source, target *spot
	statements     []*graph.Edge
	contested      bool
}

// tieKey finds a tie: its ends, and the number of its kind in the picture.
type tieKey struct {
	source, target *spot
	kind           int
}

func (t *tie) id() string {
	h := fnv.New128a()
	for _, s := range [...]string{t.source.ID, t.target.ID, string(t.predicate), string(t.polarity), string(t.modality)} {
		io.WriteString(h, s)
		h.Write([]byte{0})
	}
	if t.attributed {
		h.Write([]byte{1})
	}
	return "g" + hex.EncodeToString(h.Sum(nil))
}

// Subgraph is the neighbourhood of some entities, or the latest statements.
func (r *Reader) Subgraph(ctx context.Context, ask Picture) (*Subgraph, error) {
	switch {
	case ask.Depth < 0 || ask.Depth > maxDepth:
		return nil, invalid("depth is %d, it must be from 0 to %d", ask.Depth, maxDepth)
	case ask.MaxNodes < 1 || ask.MaxNodes > maxPictureNodes:
		return nil, invalid("maxNodes is %d, it must be from 1 to %d", ask.MaxNodes, maxPictureNodes)
	case ask.MaxEdges < 0 || ask.MaxEdges > maxPictureEdges:
		return nil, invalid("maxEdges is %d, it must be from 0 to %d", ask.MaxEdges, maxPictureEdges)
	case len(ask.Known) > maxPictureNodes:
		return nil, invalid("at most %d nodes can be known", maxPictureNodes)
	case len(ask.Around) > maxFilterValues:
		return nil, invalid("around may name %d entities at most", maxFilterValues)
	}
	f, err := r.filter(ctx, ask.Filter)
	if err != nil {
		return nil, err
	}
	expected := 4 * min(ask.MaxNodes, minPictureWalked)
	p := &picture{r: r, sieve: sieve{r: r, f: f}, most: ask.MaxNodes,
		spots: make(map[string]*spot, expected), kinds: map[kind]int{}, ties: make(map[tieKey]*tie, expected), seen: make(map[string]bool, expected)}
	if ask.Around == nil {
		if err := p.take(ctx, f, maxPictureWalked/4); err != nil {
			return nil, err
		}
	} else {
		seeds, err := r.resolve(ctx, ask.Around)
		if err != nil {
			return nil, err
		}
		cs, err := r.canonicals.all(ctx, seeds)
		if err != nil {
			return nil, err
		}
		var frontier []*spot
		for _, c := range cs {
			if c != nil {
				frontier = append(frontier, p.spot(c.ID, 0))
			}
		}
		for d := range ask.Depth {
			if !p.closed && p.walked >= lastRingWalked && len(p.spots) >= p.most {
				frontier = p.close(frontier)
			}
			if frontier, err = p.walk(ctx, frontier, d+1); err != nil {
				return nil, err
			}
		}
	}
	return p.cut(ctx, ask)
}

// picture collects nodes and edges.
type picture struct {
	r       *Reader
	sieve   sieve
	most    int // nodes that are wanted
	spots   map[string]*spot
	kinds   map[kind]int
	ties    map[tieKey]*tie
	seen    map[string]bool // statements
	walked  int             // edges that were looked at, those seen before left out
	partial bool            // something was not walked
	closed  bool            // no more nodes are taken in
}

func (p *picture) spot(id string, distance int) *spot {
	s := p.spots[id]
	if s == nil {
		s = &spot{GraphNode: GraphNode{ID: id}, distance: distance}
		p.spots[id] = s
	}
	return s
}

// close takes no more nodes in, and lets those go that will be cut off; it
// returns what is left of the frontier.
func (p *picture) close(frontier []*spot) []*spot {
	p.closed = true
	nodes := slices.SortedFunc(maps.Values(p.spots), compareSpots)
	p.partial = p.partial || len(frontier) > 0
	for _, n := range nodes[:min(len(nodes), p.most)] {
		n.chosen = true
	}
	return slices.DeleteFunc(frontier, func(n *spot) bool { return !n.chosen })
}

// outside tells that an edge leads to what is not in the picture, and will not be.
func (p *picture) outside(e *graph.Edge, from *spot) bool {
	if !p.closed {
		return false
	}
	other := e.Object
	if other == from.ID {
		other = e.Subject
	}
	n := p.spots[other]
	return n == nil || !n.chosen
}

// full tells that enough has been walked.
func (p *picture) full() bool {
	n := p.walked
	return n >= maxPictureWalked || n >= minPictureWalked && n >= perPictureNode*p.most && len(p.spots) >= p.most
}

// walkedAtOnce is after how many edges nodes are counted.
const walkedAtOnce = 512

// walk takes in the edges at some nodes, the latest of each, until the picture is
// full; it returns the nodes that are new, the heaviest first.
func (p *picture) walk(ctx context.Context, frontier []*spot, distance int) ([]*spot, error) {
	var fresh []*spot
	edges := make([]graph.Edge, 0, walkedAtOnce)
	flush := func() error {
		kept, err := p.sieve.pass(ctx, edges)
		if err == nil {
			fresh = p.draw(kept, distance, fresh)
		}
		edges = make([]graph.Edge, 0, walkedAtOnce) // what was drawn stays
		return err
	}
	stop := false
	for _, n := range frontier {
		for e, err := range p.r.edges(ctx, n.ID) {
			if err != nil {
				return nil, err
			}
			if p.full() {
				p.partial, stop = true, true
				break
			}
			if p.outside(&e, n) {
				p.walked++
				continue
			}
			if !p.seen[e.Statement] {
				p.seen[e.Statement] = true
				p.walked++
				if edges = append(edges, e); len(edges) == walkedAtOnce {
					if err := flush(); err != nil {
						return nil, err
					}
				}
			}
		}
		if stop {
			break
		}
	}
	if err := flush(); err != nil {
		return nil, err
	}
	slices.SortFunc(fresh, compareSpots)
	return fresh, nil
}

// take takes in the latest statements that pass a filter, of so many.
func (p *picture) take(ctx context.Context, f *filter, budget int) error {
	list, err := p.r.plan(ctx, f)
	if err != nil {
		return err
	}
	var ids, published []string
	for at, err := range list(ctx, graph.Posting{}, true) {
		if err != nil {
			return err
		}
		if len(ids) == budget {
			p.partial = true
			break
		}
		if !p.seen[at.ID] {
			p.seen[at.ID] = true
			ids, published = append(ids, at.ID), append(published, at.Sort)
		}
	}
	for chunk := range slices.Chunk(ids, lastChunk) {
		ns, err := p.r.kept(ctx, f, chunk)
		if err != nil {
			return err
		}
		var edges []graph.Edge
		for i, s := range ns {
			if s != nil {
				if e, ok := graph.EdgeOf(s, published[i]); ok {
					edges = append(edges, e)
				}
			}
		}
		published = published[len(chunk):]
		p.draw(edges, 0, nil)
	}
	return nil
}

// draw puts edges into the picture, and adds the nodes that are new to fresh. The
// list is the picture's from then on.
func (p *picture) draw(edges []graph.Edge, distance int, fresh []*spot) []*spot {
	end := func(id string) *spot {
		before := len(p.spots)
		n := p.spot(id, distance)
		if len(p.spots) > before {
			fresh = append(fresh, n)
		}
		return n
	}
	for i := range edges {
		e := &edges[i]
		is := kind{e.Predicate, e.Polarity, e.Modality, e.Speakers > 0}
		number, ok := p.kinds[is]
		if !ok {
			number = len(p.kinds)
			p.kinds[is] = number
		}
		source, target := e.Subject, e.Object
		if target < source && e.Predicate.Symmetric() {
			source, target = target, source
		}
		k := tieKey{end(source), end(target), number}
		t := p.ties[k]
		if t == nil {
			t = &tie{kind: is, source: k.source, target: k.target}
			p.ties[k] = t
		}
		t.statements = append(t.statements, e)
		t.contested = t.contested || e.Contested
		t.source.weight++
		t.target.weight++
	}
	return fresh
}

// compareSpots: nearest first, then heaviest.
func compareSpots(a, b *spot) int {
	switch {
	case a.distance != b.distance:
		return cmp.Compare(a.distance, b.distance)
	case a.weight != b.weight:
		return cmp.Compare(b.weight, a.weight)
	}
	return strings.Compare(a.ID, b.ID)
}

// compareTies: heaviest first, then at the first nodes.
func compareTies(a, b *tie) int {
	switch {
	case len(a.statements) != len(b.statements):
		return cmp.Compare(len(b.statements), len(a.statements))
	case a.source != b.source:
		return cmp.Compare(a.source.index, b.source.index)
	case a.target != b.target:
		return cmp.Compare(a.target.index, b.target.index)
	}
	return a.compare(&b.kind)
}

// cut keeps the nearest and heaviest nodes, and the heaviest edges among them.
func (p *picture) cut(ctx context.Context, ask Picture) (*Subgraph, error) {
	g := &Subgraph{r: p.r, ask: ask, NodeCount: len(p.spots), EdgeCount: len(p.ties)}
	for _, s := range p.spots {
		g.nodes = append(g.nodes, s)
	}
	slices.SortFunc(g.nodes, compareSpots)
	g.nodes = g.nodes[:min(len(g.nodes), ask.MaxNodes)]
	for i, n := range g.nodes {
		n.index = i
	}
	kept := func(n *spot) bool { return n.index < len(g.nodes) && g.nodes[n.index] == n }
	for _, t := range p.ties {
		if kept(t.source) && kept(t.target) {
			g.edges = append(g.edges, t)
		}
	}
	if ask.Around == nil {
		g.nodes = joined(g.nodes, g.edges)
	}
	slices.SortFunc(g.edges, compareTies)
	g.edges = g.edges[:min(len(g.edges), ask.MaxEdges)]
	g.Truncated = p.partial || len(g.nodes) < g.NodeCount || len(g.edges) < g.EdgeCount
	return g, nil
}

// joined leaves out the nodes all of whose edges were cut off: alone they say nothing.
func joined(nodes []*spot, edges []*tie) []*spot {
	has := make([]bool, len(nodes))
	for _, t := range edges {
		has[t.source.index], has[t.target.index] = true, true
	}
	nodes = slices.DeleteFunc(nodes, func(n *spot) bool { return !has[n.index] })
	for i, n := range nodes {
		n.index = i
	}
	return nodes
}

// draw labels and places the nodes.
func (g *Subgraph) draw(ctx context.Context) error {
	_, err := g.drawn.get(func() (none struct{}, err error) {
		ids := make([]string, len(g.nodes))
		for i, n := range g.nodes {
			ids[i] = n.ID
		}
		cs, err := g.r.canonicals.all(ctx, ids)
		if err != nil {
			return none, err
		}
		for i, n := range g.nodes {
			if c := cs[i]; c != nil {
				n.Label, n.Type, n.Degree = c.Name, c.Type, c.StatementCount
			}
		}
		communities(g.nodes, g.edges)
		place(g.nodes, g.edges, g.ask)
		return none, nil
	})
	return err
}

// Nodes are the entities of the picture.
func (g *Subgraph) Nodes(ctx context.Context) ([]*GraphNode, error) {
	if err := g.draw(ctx); err != nil {
		return nil, err
	}
	out := make([]*GraphNode, len(g.nodes))
	for i, n := range g.nodes {
		out[i] = &n.GraphNode
	}
	return out, nil
}

// Edges are the edges of the picture.
func (g *Subgraph) Edges(context.Context) ([]*GraphEdge, error) {
	out := make([]*GraphEdge, len(g.edges))
	for i, t := range g.edges {
		es := slices.Clone(t.statements)
		slices.SortFunc(es, latest)
		ids := make([]string, min(len(es), maxEdgeIDs))
		for j := range ids {
			ids[j] = es[j].Statement
		}
		out[i] = &GraphEdge{t.id(), t.source.ID, t.target.ID, t.predicate, len(t.statements), t.polarity, t.modality, t.attributed, t.contested, ids}
	}
	return out, nil
}

// Columns are nodes and edges as parallel arrays.
func (g *Subgraph) Columns(ctx context.Context) (*SubgraphColumns, error) {
	if err := g.draw(ctx); err != nil {
		return nil, err
	}
	n, m := len(g.nodes), len(g.edges)
	ns := &NodeColumns{make([]string, n), make([]string, n), make([]graph.EntityType, n), make([]int, n), make([]float64, n), make([]float64, n), make([]int, n)}
	for i, s := range g.nodes {
		ns.ID[i], ns.Label[i], ns.Type[i], ns.Degree[i], ns.X[i], ns.Y[i], ns.Community[i] = s.ID, s.Label, s.Type, s.Degree, s.X, s.Y, s.Community
	}
	es := &EdgeColumns{make([]string, m), make([]int, m), make([]int, m), make([]graph.PredicateName, m), make([]int, m), make([]graph.Polarity, m), make([]graph.Modality, m), make([]bool, m), make([]bool, m)}
	for i, t := range g.edges {
		es.ID[i], es.Source[i], es.Target[i], es.Predicate[i] = t.id(), t.source.index, t.target.index, t.predicate
		es.Weight[i], es.Polarity[i], es.Modality[i], es.Attributed[i], es.Contested[i] = len(t.statements), t.polarity, t.modality, t.attributed, t.contested
	}
	return &SubgraphColumns{ns, es}, nil
}
