// Command stock asks a store, by package view, and its quads in stock Cayley's
// persistent backends, by Cayley's path API, the same questions. The quads go into
// our own backend as well, as Cayley sees it. It is a module of its own, so that
// Dateline needs none of theirs:
//
//	dateline export --format nquads --store pebble:S --out x.nq
//	cd internal/soak/stock && go run . ../../../x.nq pebble:../../../S
package main

import (
	"context"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/kv/bolt"
	_ "github.com/cayleygraph/cayley/graph/kv/leveldb"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/path"
	_ "github.com/cayleygraph/cayley/writer"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	news "github.com/dateline-news/dateline/graph"
	"github.com/dateline-news/dateline/graph/quadstore"
	"github.com/dateline-news/dateline/graph/view"
)

// question is what the path API is asked.
type question struct {
	name string
	ask  func(qs graph.QuadStore, n, name quad.Value) *path.Path
}

// ours are the same questions to package view, whose answers say more: statements
// with their ends and documents, pictures with edges, names by their beginning.
var ours = []func(s *quadstore.Store, n, name quad.Value) int{
	func(s *quadstore.Store, n, _ quad.Value) int {
		return read(s, func(ctx context.Context, v *view.Reader) int {
			id, first := idOf(n), 50
			c, err := v.Statements(ctx, &view.StatementFilter{Subject: []*view.EntityRef{{ID: &id}}}, nil, view.Page{First: &first})
			check(err)
			for _, s := range c.Nodes {
				_, err := s.Object(ctx)
				check(err)
			}
			return len(c.Nodes)
		})
	},
	func(s *quadstore.Store, n, _ quad.Value) int {
		return read(s, func(ctx context.Context, v *view.Reader) int {
			id := idOf(n)
			g, err := v.Subgraph(ctx, view.Picture{Around: []*view.EntityRef{{ID: &id}}, Depth: 2, MaxNodes: 500, MaxEdges: 2000})
			check(err)
			c, err := g.Columns(ctx)
			check(err)
			return len(c.Nodes.ID)
		})
	},
	func(s *quadstore.Store, _, name quad.Value) int {
		return read(s, func(ctx context.Context, v *view.Reader) int {
			n := string(name.(quad.String))
			_, err := v.Entity(ctx, view.EntityRef{Name: &n})
			check(err)
			return 1
		})
	},
	func(s *quadstore.Store, _, _ quad.Value) int {
		return read(s, func(ctx context.Context, v *view.Reader) int {
			first := 50
			c, err := v.Statements(ctx, &view.StatementFilter{Predicate: []news.PredicateName{news.MetWith}}, nil, view.Page{First: &first})
			check(err)
			return len(c.Nodes)
		})
	},
}

func read(s *quadstore.Store, f func(context.Context, *view.Reader) int) int {
	v, err := view.Open(context.Background(), s)
	check(err)
	defer v.Close()
	return f(context.Background(), v)
}

// idOf is the id at the end of an IRI.
func idOf(v quad.Value) string {
	s := string(v.(quad.IRI))
	return s[strings.LastIndexByte(s, '/')+1:]
}

const (
	rounds  = 30
	batch   = 10_000
	typeIRI = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("stock FILE.nq STORE")
	}
	quadstore.Register()
	file, err := os.Open(os.Args[1])
	check(err)
	quads, err := quad.ReadAll(nquads.NewReader(file, false))
	check(err)

	// Who is asked about: the ends of natural edges, as often as they are ends.
	var ends, edges []quad.Value
	var names []quad.Value
	for _, q := range quads {
		s, p := q.Subject.String(), q.Predicate.String()
		natural := strings.HasPrefix(s, "<dateline:entity/") && strings.HasPrefix(q.Object.String(), "<dateline:entity/")
		switch {
		case natural:
			ends = append(ends, q.Subject, q.Object)
			if !slices.Contains(edges, q.Predicate) {
				edges = append(edges, q.Predicate)
			}
		case p == "<dateline:name>" && strings.HasPrefix(s, "<dateline:entity/"):
			names = append(names, q.Object)
		}
	}
	dateline := func(name string) quad.IRI { return quad.IRI("dateline:" + name) }
	questions := []question{
		{"an entity's statements, 50, with 3 properties", func(qs graph.QuadStore, n, _ quad.Value) *path.Path {
			return path.StartPath(qs, n).In(dateline("canonical")).In(dateline("subject")).Save(dateline("predicate"), "p").Save(dateline("polarity"), "o").Save(dateline("quote"), "q").Limit(50)
		}},
		{"two hops, 500 nodes", func(qs graph.QuadStore, n, _ quad.Value) *path.Path {
			over := make([]any, len(edges))
			for i := range edges {
				over[i] = edges[i]
			}
			return path.StartPath(qs, n).Both(over...).Both(over...).Unique().Limit(500)
		}},
		{"entity by its name", func(qs graph.QuadStore, _, name quad.Value) *path.Path {
			return path.StartPath(qs).Has(dateline("name"), name).Has(typeIRI, dateline("Entity"))
		}},
		{"50 statements of a rare predicate", func(qs graph.QuadStore, _, _ quad.Value) *path.Path {
			return path.StartPath(qs).Has(typeIRI, dateline("Statement")).Has(dateline("predicate"), dateline("MET_WITH")).Limit(50)
		}},
	}
	folder, err := os.MkdirTemp("", "stock")
	check(err)
	defer os.RemoveAll(folder)
	fmt.Printf("%d quads\n", len(quads))
	ask := func(who, what string, f func(n, name quad.Value) int) {
		r := rand.New(rand.NewPCG(1, 2))
		var walls, used []time.Duration
		answers := 0
		for range rounds {
			n, name := ends[r.IntN(len(ends))], names[r.IntN(len(names))]
			began, cpu := time.Now(), processor()
			answers += f(n, name)
			walls, used = append(walls, time.Since(began)), append(used, processor()-cpu)
		}
		slices.Sort(walls)
		slices.Sort(used)
		ms := func(d time.Duration) float64 { return d.Seconds() * 1e3 }
		fmt.Printf("%-16s %-46s p50 %8.2f ms; of processor p50 %8.2f p90 %8.2f ms; %.1f answers\n", who, what,
			ms(walls[rounds/2]), ms(used[rounds/2]), ms(used[rounds*9/10]), float64(answers)/rounds)
	}

	s, err := quadstore.Open(context.Background(), os.Args[2], quadstore.Options{})
	check(err)
	for i, q := range questions {
		ask("view", q.name, func(n, name quad.Value) int { return ours[i](s, n, name) })
	}
	check(s.Close())
	for _, backend := range []string{quadstore.PebbleBackend, "leveldb", "bolt"} {
		at := filepath.Join(folder, backend)
		check(graph.InitQuadStore(backend, at, nil))
		qs, err := graph.NewQuadStore(backend, at, nil)
		check(err)
		w, err := graph.NewQuadWriter("single", qs, graph.Options{"ignore_duplicate": true})
		check(err)
		began, cpu := time.Now(), processor()
		for chunk := range slices.Chunk(quads, batch) {
			check(w.AddQuadSet(chunk))
		}
		used := processor() - cpu
		fmt.Printf("%-16s load %.1f s, of processor %.1f s, %.0f quads a second of it\n", backend, time.Since(began).Seconds(), used.Seconds(), float64(len(quads))/used.Seconds())
		for _, q := range questions {
			ask(backend, q.name, func(n, name quad.Value) (answers int) {
				check(q.ask(qs, n, name).Iterate(context.Background()).Each(func(refs.Ref) error { answers++; return nil }))
				return answers
			})
		}
		check(qs.Close())
		var bytes int64
		filepath.Walk(at, func(_ string, f os.FileInfo, err error) error {
			if err == nil && !f.IsDir() {
				bytes += f.Size()
			}
			return nil
		})
		fmt.Printf("%-16s %.0f bytes a quad on disk\n", backend, float64(bytes)/float64(len(quads)))
	}
}

func processor() time.Duration {
	var u syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
