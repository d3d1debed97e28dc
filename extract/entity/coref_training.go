package entity

// What the trainer needs of a Discourse.

// FindSpeakers is resolve's first step.
func (d *Discourse) FindSpeakers() { d.findSpeakers() }

// Join puts the entities of two mentions together.
func (d *Discourse) Join(x, y int32) { d.join(x, y) }

// Coordinated tells "Jobs and Wozniak" from a mention.
func (m *Reference) Coordinated() bool { return m.coord }

// Personal tells the pronouns that stand for people: he and she.
func (m *Reference) Personal() bool {
	return m.Kind == refPronoun && (m.lemma == uint32(proHe) || m.lemma == uint32(proShe))
}

// Antecedent is what the ranker with the given weights chooses for mention i, -1 for none.
func (d *Discourse) Antecedent(weights []float32, i int32) int32 {
	m, _ := d.best(&ranker{weights}, i)
	return m
}
