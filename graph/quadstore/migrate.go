package quadstore

import (
	"context"
	"slices"

	"github.com/dateline-news/dateline/graph"
)

// migrateBatch is how many nodes one commit of a migration works out.
const migrateBatch = 500

// migrate gives a store of an older format what this one keeps beside the quads:
// since format 2 edges, how many statements an entity stands in, and records;
// since format 3 facets. It may be cut short and begun again: what is there
// already stays.
func migrate(ctx context.Context, e engine) error {
	s := newStore(e)
	var statements []string
	stands := map[string]int{} // of entities
	v, err := e.view(ctx)
	if err != nil {
		return err
	}
	err = v.postings(ctx, postingRange{index: indexNumbers[graph.IndexStatements]}, func(p graph.Posting) bool {
		statements = append(statements, p.ID)
		return true
	})
	if err == nil {
		err = v.postings(ctx, postingRange{index: indexNumbers[graph.IndexEntities]}, func(p graph.Posting) bool {
			stands[p.ID] = 0
			return true
		})
	}
	if err == nil {
		err = v.postings(ctx, postingRange{index: indexNumbers[graph.IndexStatementsEntity], prefix: true}, func(p graph.Posting) bool {
			stands[p.Key]++
			return true
		})
	}
	v.close()
	if err != nil {
		return err
	}
	// batches writes what each part of the ids needs.
	batches := func(ids []string, each func(*edit, *snapshot, []string) error) error {
		for part := range slices.Chunk(ids, migrateBatch) {
			err := e.write(ctx, func(v view) (*batch, error) {
				x, err := newEdit(ctx, v, s.quads.dict)
				if err != nil {
					return nil, err
				}
				if err := each(x, &snapshot{store: s, view: v, borrowed: true, unaided: true}, part); err != nil {
					return nil, err
				}
				return x.batch(ctx)
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	err = batches(statements, func(x *edit, snap *snapshot, ids []string) error {
		found, err := snap.Statements(ctx, ids)
		for _, st := range found {
			if st != nil {
				for _, p := range statementPostings(st) {
					if p.index == indexNumbers[graph.IndexEdges] || p.facets != "" {
						x.post(p)
					}
				}
				x.records[recordName(kindStatement, st.ID)] = statementRecord(st)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return batches(sortedKeys(stands), func(x *edit, snap *snapshot, ids []string) error {
		found, err := snap.Canonicals(ctx, ids, false)
		var quads []quadTerms
		for _, c := range found {
			if c != nil {
				c.StatementCount = stands[c.ID]
				quads = append(quads, quadTerms{nodeTerm(kindEntity, c.ID), inlineTerm(statementsWord), intTerm(int64(c.StatementCount)), resolvedLabel})
				x.records[recordName(kindEntity, c.ID)] = entityRecord(c)
				for _, p := range entityPostings(c) {
					if p.facets != "" {
						x.post(p)
					}
				}
			}
		}
		if err != nil {
			return err
		}
		return x.add(ctx, quads)
	})
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
