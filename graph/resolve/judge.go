package resolve

import (
	"slices"

	"github.com/dateline-news/dateline/graph"
)

// judge takes what people decided into the plan. A verdict on a pair replaces
// the other verdict on it; a judgement leaves with the document of a member.
func (p *planner) judge(judge []graph.Judgement, revoke []string) error {
	dropped := map[string]bool{}
	drop := func(id string) {
		if !dropped[id] {
			dropped[id] = true
			p.judgements[id] = nil
			p.change.Revoke = append(p.change.Revoke, id)
		}
	}
	for _, id := range revoke {
		drop(id)
	}
	for _, m := range sortedKeys(p.gone) {
		if p.fresh[m] != nil {
			continue
		}
		ids, err := p.stored(m)
		if err != nil {
			return err
		}
		for _, id := range ids {
			drop(id)
		}
	}
	for _, j := range judge {
		if j.Verdict == graph.Edited {
			if err := p.edit(j, drop); err != nil {
				return err
			}
			continue
		}
		if j.Right < j.Left {
			j.Left, j.Right = j.Right, j.Left
		}
		if j.Left == j.Right {
			return graph.Errorf(graph.KindInvalid, "a judgement is about two members, both are %s", j.Left)
		}
		found, err := p.entitiesOf([]string{j.Left, j.Right})
		if err != nil {
			return err
		}
		for i, e := range found {
			if e == nil {
				return graph.Errorf(graph.KindNotFound, "no member %s", []string{j.Left, j.Right}[i])
			}
		}
		other := graph.Different
		if j.Verdict == graph.Different {
			other = graph.Same
		}
		j.ID = graph.JudgementID(j.Left, j.Right, j.Verdict)
		opposite := graph.JudgementID(j.Left, j.Right, other)
		known, err := p.snapshot.Judgements(p.ctx, []string{opposite, j.ID})
		if err != nil {
			return err
		}
		if known[0] != nil {
			drop(opposite)
		}
		if known[1] != nil && !dropped[j.ID] {
			continue // judged like this before
		}
		p.change.Judge = append(p.change.Judge, j)
		p.judgements[j.ID] = &j
		p.judged[j.Left] = append(p.judged[j.Left], j.ID)
		p.judged[j.Right] = append(p.judged[j.Right], j.ID)
	}
	return nil
}

// smallJournal is how many judgements are read at once rather than member by member.
const smallJournal = 1000

// stored lists the judgements about a member that the snapshot has. Most stores
// have few or none: these are read once, so that no entity is asked for in vain.
func (p *planner) stored(member string) ([]string, error) {
	if !p.journalRead {
		p.journalRead = true
		var ids []string
		for posting, err := range p.snapshot.Scan(p.ctx, graph.IndexJudgements, "", graph.Posting{}, false) {
			if err != nil {
				return nil, err
			}
			if ids = append(ids, posting.ID); len(ids) > smallJournal {
				break
			}
		}
		if len(ids) <= smallJournal {
			p.journal = map[string][]string{}
			found, err := p.snapshot.Judgements(p.ctx, ids)
			if err != nil {
				return nil, err
			}
			for _, j := range found {
				if j != nil {
					p.journal[j.Left] = append(p.journal[j.Left], j.ID)
					if j.Right != "" {
						p.journal[j.Right] = append(p.journal[j.Right], j.ID)
					}
				}
			}
		}
	}
	if p.journal != nil {
		return slices.Clone(p.journal[member]), nil
	}
	var ids []string
	for posting, err := range p.snapshot.Scan(p.ctx, graph.IndexJudgements, member, graph.Posting{}, false) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, posting.ID)
	}
	return ids, nil
}

// about lists the judgements that will hold about a member.
func (p *planner) about(member string) ([]*graph.Judgement, error) {
	ids, err := p.stored(member)
	if err != nil {
		return nil, err
	}
	for _, id := range p.judged[member] {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	var missing []string
	for _, id := range ids {
		if _, ok := p.judgements[id]; !ok {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 {
		found, err := p.snapshot.Judgements(p.ctx, missing)
		if err != nil {
			return nil, err
		}
		for i, id := range missing {
			p.judgements[id] = found[i]
		}
	}
	var out []*graph.Judgement
	for _, id := range ids {
		if j := p.judgements[id]; j != nil {
			out = append(out, j)
		}
	}
	return out, nil
}
