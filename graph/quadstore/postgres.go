package quadstore

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/dateline-news/dateline/graph"
)

// postgresEngine keeps a store in the schema "dateline" of a PostgreSQL
// database: integer ids, no reference counts, one transaction a change, one
// query over sets for a step of a read. Any number of processes may use it at
// once: writers take turns by an advisory lock, readers wait for nobody.
type postgresEngine struct {
	pool *pgxpool.Pool
	// writing is held by this process's writer; the lock in the database keeps
	// others' away.
	writing sync.Mutex
}

// postgresSchema makes the tables. Keys of lists are those of keys.go, as bytes:
// they sort alike everywhere, and PostgreSQL's text holds no NUL.
const postgresSchema = `
create schema if not exists dateline;
create table dateline.nodes (id bigint primary key, key bytea not null unique, value bytea not null);
create table dateline.quads (s bigint, p bigint, o bigint, l bigint, primary key (s, p, o, l));
create index quads_posl on dateline.quads (p, o, s, l);
create index quads_opsl on dateline.quads (o, p, s, l);
create index quads_lspo on dateline.quads (l, s, p, o);
create table dateline.predicates (p bigint primary key, n bigint not null);
create table dateline.postings (key bytea primary key, facets bytea not null);
create table dateline.meta (name text primary key, value bytea not null);
` + postgresRecords

const postgresRecords = "create table if not exists dateline.records (name bytea primary key, record bytea not null);"

// postgresUpgrade makes the tables of an older format what they are now.
const postgresUpgrade = postgresRecords + "alter table dateline.postings add column if not exists facets bytea not null default '';"

// postgresLock is the advisory lock of writers.
const postgresLock = 0x646174656c696e65

// Names in the table meta beside metaState.
const (
	metaFormat    = "format"
	metaRestoring = "restoring"
)

func openPostgres(ctx context.Context, address string, o Options) (engine, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, graph.Errorf(graph.KindInvalid, "the store's address is no address of PostgreSQL: postgres://USER:PASSWORD@HOST:PORT/DATABASE")
	}
	config.MaxConns = max(config.MaxConns, 32)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, postgresError(err)
	}
	e := &postgresEngine{pool: pool}
	older, err := e.prepare(ctx, o)
	if err == nil && older {
		ctx := context.WithoutCancel(ctx) // it takes as long as it takes
		if err = migrate(ctx, e); err == nil {
			_, err = pool.Exec(ctx, "update dateline.meta set value = $2 where name = $1", metaFormat, []byte(fmt.Sprint(formatVersion)))
			err = postgresError(err)
		}
	}
	if err != nil {
		pool.Close()
		return nil, err
	}
	return e, nil
}

// prepare makes the tables where there are none, and refuses what is not ours to
// open. older: what is there is of a format to be migrated.
func (e *postgresEngine) prepare(ctx context.Context, o Options) (older bool, err error) {
	err = pgx.BeginFunc(ctx, e.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock($1)", int64(postgresLock)); err != nil {
			return err
		}
		var made bool
		if err := tx.QueryRow(ctx, "select to_regclass('dateline.meta') is not null").Scan(&made); err != nil {
			return err
		}
		if !made {
			if !o.Create && !o.restore {
				return graph.Errorf(graph.KindUnavailable, "there is no store in this database: make one with ingest, or name another with --store")
			}
			if _, err := tx.Exec(ctx, postgresSchema); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, "insert into dateline.meta values ($1, $2)", metaFormat, []byte(fmt.Sprint(formatVersion))); err != nil {
				return err
			}
		}
		v := &postgresView{e: e, tx: tx}
		format, err := v.meta(ctx, metaFormat)
		if err != nil {
			return err
		}
		var version int
		if _, err := fmt.Sscan(string(format), &version); err != nil || version < 1 {
			return graph.Errorf(graph.KindCorrupt, "the store's format version is damaged: restore the store from a backup")
		}
		if version > formatVersion {
			return graph.Errorf(graph.KindUnavailable, "the store has format %d, and this program knows up to %d: use a newer version of it", version, formatVersion)
		}
		if version < formatVersion {
			if o.ReadOnly {
				return graph.Errorf(graph.KindUnavailable, "the store has an older format: run ingest or serve on it once, which bring it up to date")
			}
			older = !o.restore
			if _, err := tx.Exec(ctx, postgresUpgrade); err != nil {
				return err
			}
		}
		restoring, err := v.meta(ctx, metaRestoring)
		if err != nil {
			return err
		}
		if !o.restore {
			if restoring != nil {
				return graph.Errorf(graph.KindUnavailable, "unfinished restore: run it again (the database holds part of a backup)")
			}
			return nil
		}
		if restoring == nil {
			state, err := readState(ctx, v)
			if err != nil {
				return err
			}
			if state.Quads > 0 {
				return graph.Errorf(graph.KindConflict, "the store is not empty: restore into a new database")
			}
		}
		if err := emptyPostgres(ctx, tx); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, "insert into dateline.meta values ($1, '') on conflict do nothing", metaRestoring)
		return err
	})
	return older, postgresError(err)
}

// emptyPostgres takes everything out but the format.
func emptyPostgres(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, "truncate dateline.nodes, dateline.quads, dateline.predicates, dateline.postings, dateline.records; delete from dateline.meta where name <> 'format'")
	return err
}

func (e *postgresEngine) restored(ctx context.Context) error {
	_, err := e.pool.Exec(ctx, "delete from dateline.meta where name = $1", metaRestoring)
	return postgresError(err)
}

func (e *postgresEngine) abandon(ctx context.Context) error {
	return postgresError(pgx.BeginFunc(ctx, e.pool, func(tx pgx.Tx) error { return emptyPostgres(ctx, tx) }))
}

func (e *postgresEngine) close() error {
	e.pool.Close()
	return nil
}

func (e *postgresEngine) compact(ctx context.Context) error {
	for _, t := range []string{"nodes", "quads", "predicates", "postings", "records", "meta"} {
		if _, err := e.pool.Exec(ctx, "vacuum (full, analyze) dateline."+t); err != nil {
			return postgresError(err)
		}
	}
	return nil
}

func (e *postgresEngine) view(ctx context.Context) (view, error) {
	tx, err := e.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return nil, postgresError(err)
	}
	// The state is that of the first query.
	if _, err := tx.Exec(ctx, "select"); err != nil {
		tx.Rollback(context.WithoutCancel(ctx))
		return nil, postgresError(err)
	}
	return &postgresView{e: e, tx: tx}, nil
}

func (e *postgresEngine) write(ctx context.Context, plan func(view) (*batch, error)) error {
	e.writing.Lock()
	defer e.writing.Unlock()
	var done *batch
	tx, err := e.pool.Begin(ctx)
	if err != nil {
		return postgresError(err)
	}
	defer tx.Rollback(context.WithoutCancel(ctx))
	if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock($1)", int64(postgresLock)); err != nil {
		return postgresError(err)
	}
	if done, err = plan(&postgresView{e: e, tx: tx}); err != nil || done == nil || done.empty() {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx) // from here on it is done or not, and known to be
	if err := applyPostgres(ctx, tx, done); err != nil {
		return postgresError(err)
	}
	if err := tx.Commit(ctx); err != nil {
		return postgresError(err)
	}
	if done.applied != nil {
		done.applied()
	}
	return nil
}

func applyPostgres(ctx context.Context, tx pgx.Tx, c *batch) error {
	b := &pgx.Batch{}
	if len(c.del) > 0 {
		b.Queue("delete from dateline.quads q using unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) as d(s, p, o, l) where q.s = d.s and q.p = d.p and q.o = d.o and q.l = d.l", quadColumns(c.del)...)
	}
	if len(c.drop) > 0 {
		ids := make([]int64, len(c.drop))
		for i, n := range c.drop {
			ids[i] = int64(n.id)
		}
		b.Queue("delete from dateline.nodes where id = any($1)", ids)
	}
	if len(c.unput) > 0 {
		b.Queue("delete from dateline.postings where key = any($1)", postingKeys(c.unput))
	}
	if len(c.nodes) > 0 {
		ids, keys, values := make([]int64, len(c.nodes)), make([][]byte, len(c.nodes)), make([][]byte, len(c.nodes))
		for i, n := range c.nodes {
			ids[i], keys[i], values[i] = int64(n.id), appendValueKey(nil, n.enc), []byte(n.enc)
		}
		b.Queue("insert into dateline.nodes select * from unnest($1::bigint[], $2::bytea[], $3::bytea[])", ids, keys, values)
	}
	if len(c.add) > 0 {
		b.Queue("insert into dateline.quads select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[])", quadColumns(c.add)...)
	}
	if len(c.put) > 0 {
		facets := make([][]byte, len(c.put))
		for i, p := range c.put {
			facets[i] = []byte(p.facets)
		}
		b.Queue("insert into dateline.postings select * from unnest($1::bytea[], $2::bytea[]) on conflict (key) do update set facets = excluded.facets", postingKeys(c.put), facets)
	}
	if len(c.predicates) > 0 {
		var ids, changes []int64
		for p, n := range c.predicates {
			ids, changes = append(ids, int64(p)), append(changes, n)
		}
		b.Queue("insert into dateline.predicates select * from unnest($1::bigint[], $2::bigint[]) on conflict (p) do update set n = dateline.predicates.n + excluded.n", ids, changes)
		b.Queue("delete from dateline.predicates where n = 0")
	}
	if len(c.records) > 0 {
		var gone, names, records [][]byte
		for name, r := range c.records {
			if r == nil {
				gone = append(gone, []byte(name))
				continue
			}
			names, records = append(names, []byte(name)), append(records, r)
		}
		if len(gone) > 0 {
			b.Queue("delete from dateline.records where name = any($1)", gone)
		}
		b.Queue("insert into dateline.records select * from unnest($1::bytea[], $2::bytea[]) on conflict (name) do update set record = excluded.record", names, records)
	}
	for name, value := range c.meta {
		b.Queue("insert into dateline.meta values ($1, $2) on conflict (name) do update set value = excluded.value", name, value)
	}
	return tx.SendBatch(ctx, b).Close()
}

func quadColumns(quads []quadID) []any {
	var columns [4][]int64
	for d := range columns {
		columns[d] = make([]int64, len(quads))
		for i, q := range quads {
			columns[d][i] = int64(q[d])
		}
	}
	return []any{columns[0], columns[1], columns[2], columns[3]}
}

func postingKeys(list []posting) [][]byte {
	keys := make([][]byte, len(list))
	for i, p := range list {
		keys[i] = appendPosting(nil, p)[1:]
	}
	return keys
}

// postgresView reads in a transaction, one query at a time.
type postgresView struct {
	e  *postgresEngine
	mu sync.Mutex
	tx pgx.Tx
}

func (v *postgresView) close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return postgresError(v.tx.Rollback(context.Background()))
}

// query runs a query and gives each row to use, which scans it. Rows come one
// after the other: use must not query.
func (v *postgresView) query(ctx context.Context, use func(pgx.Rows) error, sql string, args ...any) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return eachRow(ctx, v.tx, use, sql, args...)
}

type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

func eachRow(ctx context.Context, q querier, use func(pgx.Rows) error, sql string, args ...any) error {
	if err := ctx.Err(); err != nil { // a cancelled query would end the transaction
		return err
	}
	rows, err := q.Query(context.WithoutCancel(ctx), sql, args...)
	if err != nil {
		return postgresError(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := use(rows); err != nil {
			return postgresError(err)
		}
	}
	return postgresError(rows.Err())
}

func (v *postgresView) lookup(ctx context.Context, encs []string) ([]nodeID, error) {
	ids := make([]nodeID, len(encs))
	if len(encs) == 0 {
		return ids, ctx.Err()
	}
	keys := make([][]byte, len(encs))
	for i, enc := range encs {
		keys[i] = appendValueKey(nil, enc)
	}
	return ids, v.query(ctx, func(r pgx.Rows) error {
		var i, id int64
		err := r.Scan(&i, &id)
		if err == nil {
			ids[i-1] = nodeID(id)
		}
		return err
	}, "select k.i, n.id from unnest($1::bytea[]) with ordinality as k(key, i) join dateline.nodes n on n.key = k.key", keys)
}

func (v *postgresView) values(ctx context.Context, ids []nodeID) ([]string, error) {
	encs := make([]string, len(ids))
	if len(ids) == 0 {
		return encs, ctx.Err()
	}
	return encs, v.query(ctx, func(r pgx.Rows) error {
		var i int64
		var value []byte
		err := r.Scan(&i, &value)
		if err == nil {
			encs[i-1] = string(value)
		}
		return err
	}, "select k.i, n.value from unnest($1::bigint[]) with ordinality as k(id, i) join dateline.nodes n on n.id = k.id", numbersOf(ids))
}

func numbersOf(ids []nodeID) []int64 {
	out := make([]int64, len(ids))
	for i, id := range ids {
		out[i] = int64(id)
	}
	return out
}

// postgresPage is how many rows are read at once where the reader may stop.
const postgresPage = 2000

func (v *postgresView) nodes(ctx context.Context, after nodeID, yield func(nodeID, string) bool) error {
	for {
		var page []node
		err := v.query(ctx, func(r pgx.Rows) error {
			var id int64
			var value []byte
			err := r.Scan(&id, &value)
			page = append(page, node{nodeID(id), string(value)})
			return err
		}, "select id, value from dateline.nodes where id > $1 order by id limit $2", int64(after), postgresPage)
		if err != nil {
			return err
		}
		for _, n := range page {
			if after = n.id; !yield(n.id, n.enc) {
				return nil
			}
		}
		if len(page) < postgresPage {
			return nil
		}
	}
}

// columns are the columns of an ordering.
var columns = [...][4]string{spol: {"s", "p", "o", "l"}, posl: {"p", "o", "s", "l"}, opsl: {"o", "p", "s", "l"}, lspo: {"l", "s", "p", "o"}}

func scanQuad(r pgx.Rows, before ...any) (q quadID, err error) {
	var n [4]int64
	err = r.Scan(append(before, &n[0], &n[1], &n[2], &n[3])...)
	for i := range q {
		q[i] = nodeID(n[i])
	}
	return q, err
}

func (v *postgresView) match(ctx context.Context, o ordering, prefixes [][]nodeID, r reach, yield func(int, quadID) bool) error {
	byLength := map[int][]int{}
	for i, p := range prefixes {
		byLength[len(p)] = append(byLength[len(p)], i)
	}
	for length, which := range byLength {
		var err error
		if length == 0 {
			err = v.matchAll(ctx, o, which, yield)
		} else {
			err = v.matchPrefixes(ctx, o, length, which, prefixes, r, yield)
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// matchAll walks all quads, in pages.
func (v *postgresView) matchAll(ctx context.Context, o ordering, which []int, yield func(int, quadID) bool) error {
	for _, i := range which {
		c := &postgresCursor{q: v.tx, mu: &v.mu, o: o}
		for {
			q, ok := c.next(ctx)
			if !ok {
				break
			}
			if !yield(i, q) {
				return nil
			}
		}
		if c.failed != nil {
			return c.failed
		}
	}
	return nil
}

func (v *postgresView) matchPrefixes(ctx context.Context, o ordering, length int, which []int, prefixes [][]nodeID, r reach, yield func(int, quadID) bool) error {
	args := make([]any, length)
	for k := range args {
		column := make([]int64, len(which))
		for n, i := range which {
			column[n] = int64(prefixes[i][k])
		}
		args[k] = column
	}
	c := columns[o]
	var names, arrays, where []string
	for k := range length {
		names = append(names, fmt.Sprintf("a%d", k))
		arrays = append(arrays, fmt.Sprintf("$%d::bigint[]", k+1))
		where = append(where, fmt.Sprintf("q.%s = k.a%d", c[k], k))
	}
	if r.below != 0 {
		where = append(where, fmt.Sprintf("q.%s < %d", c[length], int64(r.below)))
	}
	limit := ""
	if r.most > 0 {
		limit = fmt.Sprintf(" limit %d", r.most)
	}
	sql := fmt.Sprintf("select k.i, q.s, q.p, q.o, q.l from unnest(%s) with ordinality as k(%s, i), lateral (select * from dateline.quads q where %s order by %s%s) q order by k.i",
		strings.Join(arrays, ", "), strings.Join(names, ", "), strings.Join(where, " and "), "q."+strings.Join(c[length:], ", q."), limit)
	if length == len(c) {
		sql = strings.Replace(sql, " order by q.", " ", 1)
	}
	type match struct {
		i int
		q quadID
	}
	var found []match // yield may query
	err := v.query(ctx, func(rows pgx.Rows) error {
		var i int64
		q, err := scanQuad(rows, &i)
		if err == nil {
			found = append(found, match{which[i-1], q})
		}
		return err
	}, sql, args...)
	if err != nil {
		return err
	}
	ended := -1
	for _, m := range found {
		if m.i != ended && !yield(m.i, m.q) {
			ended = m.i
		}
	}
	return nil
}

func (v *postgresView) has(ctx context.Context, quads []quadID) ([]bool, error) {
	found := make([]bool, len(quads))
	if len(quads) == 0 {
		return found, ctx.Err()
	}
	return found, v.query(ctx, func(r pgx.Rows) error {
		var i int64
		err := r.Scan(&i)
		if err == nil {
			found[i-1] = true
		}
		return err
	}, "select k.i from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) with ordinality as k(s, p, o, l, i) join dateline.quads q on q.s = k.s and q.p = k.p and q.o = k.o and q.l = k.l", quadColumns(quads)...)
}

func (v *postgresView) size(ctx context.Context, o ordering, prefix []nodeID) (n int64, exact bool, err error) {
	where := "true"
	args := []any{exactUpTo + 1}
	for k, id := range prefix {
		where += fmt.Sprintf(" and %s = $%d", columns[o][k], k+2)
		args = append(args, int64(id))
	}
	err = v.query(ctx, func(r pgx.Rows) error { return r.Scan(&n) }, "select count(*) from (select from dateline.quads where "+where+" limit $1) as found", args...)
	if exact = n <= exactUpTo; !exact {
		n *= 10 // many: how many does not matter to the optimiser
	}
	return n, exact, err
}

func (v *postgresView) predicateSize(ctx context.Context, p nodeID) (n int64, err error) {
	err = v.query(ctx, func(r pgx.Rows) error { return r.Scan(&n) }, "select n from dateline.predicates where p = $1", int64(p))
	return n, err
}

func (v *postgresView) postings(ctx context.Context, r postingRange, yield func(graph.Posting) bool) error {
	lo, hi := r.bounds()
	lo, hi = lo[1:], hi[1:]
	order := ""
	if r.reverse {
		order = "desc"
	}
	for page := 64; ; page = min(4*page, 4096) {
		var keys, facets [][]byte
		err := v.query(ctx, func(r pgx.Rows) error {
			var key, of []byte
			err := r.Scan(&key, &of)
			keys, facets = append(keys, key), append(facets, of)
			return err
		}, "select key, facets from dateline.postings where key >= $1 and key < $2 order by key "+order+" limit $3", lo, hi, page)
		if err != nil {
			return err
		}
		for i, k := range keys {
			p, ok := readPosting(append([]byte{keyPosting}, k...))
			if !ok {
				return damagedKey(k)
			}
			if p.facets = string(facets[i]); !yield(p.public()) {
				return nil
			}
			if r.reverse {
				hi = k
			} else {
				lo = append(k, 0)
			}
		}
		if len(keys) < page {
			return nil
		}
	}
}

func (v *postgresView) records(ctx context.Context, names []string) ([]string, error) {
	out := make([]string, len(names))
	if len(names) == 0 {
		return out, ctx.Err()
	}
	keys := make([][]byte, len(names))
	for i, n := range names {
		keys[i] = []byte(n)
	}
	return out, v.query(ctx, func(r pgx.Rows) error {
		var i int64
		var record []byte
		err := r.Scan(&i, &record)
		if err == nil {
			out[i-1] = string(record)
		}
		return err
	}, "select k.i, r.record from unnest($1::bytea[]) with ordinality as k(name, i) join dateline.records r on r.name = k.name", keys)
}

func (v *postgresView) allRecords(ctx context.Context, yield func(name, record string) bool) error {
	after := []byte{}
	for {
		var names, records [][]byte
		err := v.query(ctx, func(r pgx.Rows) error {
			var name, record []byte
			err := r.Scan(&name, &record)
			names, records = append(names, name), append(records, record)
			return err
		}, "select name, record from dateline.records where name > $1 order by name limit $2", after, postgresPage)
		if err != nil {
			return err
		}
		for i := range names {
			if after = names[i]; !yield(string(names[i]), string(records[i])) {
				return nil
			}
		}
		if len(names) < postgresPage {
			return nil
		}
	}
}

func (v *postgresView) meta(ctx context.Context, name string) (value []byte, err error) {
	err = v.query(ctx, func(r pgx.Rows) error { return r.Scan(&value) }, "select value from dateline.meta where name = $1", name)
	return value, err
}

// cursor reads page after page of the newest state: a query of Cayley holds many
// cursors at once, and often leaves them open.
func (v *postgresView) cursor(ctx context.Context, o ordering, prefix []nodeID) quadCursor {
	return &postgresCursor{q: v.e.pool, o: o, prefix: prefix}
}

type postgresCursor struct {
	q      querier
	mu     *sync.Mutex // of a transaction; nil for the pool
	o      ordering
	prefix []nodeID
	from   []nodeID // at or after this, in the ordering
	page   []quadID
	last   quadID
	read   bool
	done   bool
	failed error
}

func (c *postgresCursor) seek(ids []nodeID) { c.from, c.page, c.read, c.done = ids, nil, false, false }

func (c *postgresCursor) next(ctx context.Context) (quadID, bool) {
	if len(c.page) == 0 && !c.done && c.failed == nil {
		c.fill(ctx)
	}
	if len(c.page) == 0 || c.failed != nil {
		return quadID{}, false
	}
	c.last, c.page = c.page[0], c.page[1:]
	return c.last, true
}

func (c *postgresCursor) fill(ctx context.Context) {
	names := columns[c.o]
	var where []string
	var args []any
	arg := func(id nodeID) string { args = append(args, int64(id)); return fmt.Sprintf("$%d", len(args)) }
	for k, id := range c.prefix {
		where = append(where, names[k]+" = "+arg(id))
	}
	compare := func(op string, ids []nodeID) {
		var list []string
		for _, id := range ids {
			list = append(list, arg(id))
		}
		where = append(where, fmt.Sprintf("(%s) %s (%s)", strings.Join(names[:len(ids)], ", "), op, strings.Join(list, ", ")))
	}
	page := postgresPage
	switch {
	case c.read:
		at := make([]nodeID, len(names))
		for k, d := range orderings[c.o] {
			at[k] = c.last[d]
		}
		compare(">", at)
	case len(c.from) > 0:
		compare(">=", c.from)
		page = 1 // who seeks skips
	}
	c.read = true
	sql := "select s, p, o, l from dateline.quads"
	if len(where) > 0 {
		sql += " where " + strings.Join(where, " and ")
	}
	sql += fmt.Sprintf(" order by %s limit %d", strings.Join(names[:], ", "), page)
	if c.mu != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
	}
	c.failed = eachRow(ctx, c.q, func(r pgx.Rows) error {
		q, err := scanQuad(r)
		c.page = append(c.page, q)
		return err
	}, sql, args...)
	c.done = len(c.page) < page
}

func (c *postgresCursor) err() error   { return c.failed }
func (c *postgresCursor) close() error { return nil }

// check compares what is kept twice. That indexes say what tables say is PostgreSQL's care.
func (v *postgresView) check(ctx context.Context, fault func(string, ...any)) error {
	state, err := readState(ctx, v)
	if err != nil {
		return err
	}
	for _, c := range []struct {
		sql, says string
		want      int64
	}{
		{"select count(*) from dateline.quads", "quads: there are %d, and the counters say %d", state.Quads},
		{"select count(*) from dateline.nodes", "dictionary: there are %d nodes, and the counters say %d", state.Nodes},
		{"select count(*) from dateline.nodes n where not exists (select from dateline.quads where s = n.id) and not exists (select from dateline.quads where p = n.id) and not exists (select from dateline.quads where o = n.id) and not exists (select from dateline.quads where l = n.id)",
			"dictionary: %d nodes are needed by no quad, instead of %d", 0},
		{fmt.Sprintf("select count(*) from (select s id from dateline.quads union select p from dateline.quads union select o from dateline.quads union select l from dateline.quads) u where id > 0 and id <= %d and not exists (select from dateline.nodes n where n.id = u.id)", int64(payload)),
			"dictionary: %d nodes stand in quads and have no value, instead of %d", 0},
		{"select count(*) from (select p, count(*) n from dateline.quads group by p) q full join dateline.predicates d using (p) where q.n is distinct from d.n",
			"quads: the counts of %d predicates are wrong, instead of %d", 0},
	} {
		var n int64
		if err := v.query(ctx, func(r pgx.Rows) error { return r.Scan(&n) }, c.sql); err != nil {
			return err
		}
		if n != c.want {
			fault(c.says, n, c.want)
		}
	}
	return v.checkKeys(ctx, fault)
}

func (v *postgresView) checkKeys(ctx context.Context, fault func(string, ...any)) error {
	bad := 0
	err := v.query(ctx, func(r pgx.Rows) error {
		var key, value []byte
		err := r.Scan(&key, &value)
		if err == nil && string(appendValueKey(nil, string(value))) != string(key) {
			bad++
		}
		return err
	}, "select key, value from dateline.nodes")
	if bad > 0 {
		fault("dictionary: %d values are not those of their keys", bad)
	}
	return err
}

// postgresError says what to do about an error of the database.
func postgresError(err error) error {
	var e *graph.Error
	var pg *pgconn.PgError
	var connect *pgconn.ConnectError
	switch {
	case err == nil, errors.As(err, &e), errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &connect):
		return graph.Errorf(graph.KindUnavailable, "the database of the store cannot be reached: check that PostgreSQL runs, and the address, user and password given with --store (%w)", err)
	case errors.As(err, &pg) && (pg.Code == "53100" || pg.Code == "53200"):
		return graph.Errorf(graph.KindUnavailable, "the database has no room left: free some space and run it again; everything acknowledged is kept (%w)", err)
	case errors.As(err, &pg) && strings.HasPrefix(pg.Code, "XX"):
		return graph.Errorf(graph.KindCorrupt, "the database of the store is damaged: restore the store from a backup (%w)", err)
	case errors.As(err, &pg) && (pg.Code == "42501" || strings.HasPrefix(pg.Code, "28")):
		return graph.Errorf(graph.KindUnavailable, "the database does not let this user read and write the store: grant it the schema dateline (%w)", err)
	case errors.Is(err, context.DeadlineExceeded):
		return err
	default:
		return graph.Errorf(graph.KindUnavailable, "the database of the store failed: %w", err)
	}
}
