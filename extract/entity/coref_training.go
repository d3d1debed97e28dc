package entity

// What the trainer needs of a Discourse.

// FindSpeakers is resolve's first step.
func (d *Discourse) FindSpeakers() { d.findSpeakers() }

// Join puts the entities of two mentions together.
func (d *Discourse) Join(x, y int32) { d.join(x, y) }

// Coordinated tells "Jobs and Wozniak" from a mention.
func (m *Reference) Coordinated() bool { return m.coord }

// CorefWith is the stage with the weights that are being trained.
func CorefWith(weights []float32) *Coref { return &Coref{Words(), &ranker{weights}} }
