package entity

import (
	"math"

	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/model/nn"
)

// Labels of the sequence model: outside, and for each type the beginning,
// inside and end of a name of several words, and a name of one.
const (
	labelOutside = 0
	LabelTypes   = 4 // PERSON, ORGANIZATION, PLACE, and other names
	LabelCount   = 1 + 4*LabelTypes
)

// The places of a label within its type.
const (
	LabelBegin = iota
	LabelInside
	LabelEnd
	LabelSingle
)

// Label is the number of a label.
func Label(typ, place int) int { return 1 + 4*typ + place }

// LabelFollows tells whether label b may stand after a; -1 is the edge of the sentence.
func LabelFollows(a, b int) bool {
	open := func(l int) int { // type that must go on after l, -1 if none
		if l > 0 && ((l-1)%4 == LabelBegin || (l-1)%4 == LabelInside) {
			return (l - 1) / 4
		}
		return -1
	}
	goesOn := -1
	if b > 0 && ((b-1)%4 == LabelInside || (b-1)%4 == LabelEnd) {
		goesOn = (b - 1) / 4
	}
	return open(a) == goesOn
}

// sequenceModel is a linear-chain CRF (Lafferty et al. 2001) with weights of
// eight bits: a row of numbers for each feature, one a label but "outside".
type sequenceModel struct {
	table  model.Table[uint16]
	filter model.Filter[uint16]
	rows   []int8 // (LabelCount-1) a feature
	step   [LabelCount + 1][LabelCount]int32
	scale  float32                 // of one unit
	follow [LabelCount + 1][]int32 // labels that may follow; the last is the beginning
}

// PutSequence adds a CRF to a weight file: features with weights for the labels
// from 1, and the weights of one label after another, the last row for the
// beginning of a sentence. Features whose weights all round to nothing are left out.
func PutSequence(w *model.Writer, name string, features []uint64, weights []float32, steps [LabelCount + 1][LabelCount]float32) {
	const width = LabelCount - 1
	top := float32(0)
	for _, x := range weights {
		top = max(top, float32(math.Abs(float64(x))))
	}
	scale := top / 127
	if scale == 0 {
		scale = 1
	}
	round := func(x float32) int { return int(math.RoundToEven(float64(x / scale))) }
	var kept []int
	for i := range features {
		for _, x := range weights[i*width : (i+1)*width] {
			if round(x) != 0 {
				kept = append(kept, i)
				break
			}
		}
	}
	order := model.PutTable[uint16](w, name, model.Arranged(features, kept))
	rows := make([]int8, 0, len(kept)*width)
	for _, i := range model.Arranged(kept, order) {
		for _, x := range weights[i*width : (i+1)*width] {
			rows = append(rows, int8(round(x)))
		}
	}
	flat := make([]int32, 0, (LabelCount+1)*LabelCount)
	for _, row := range steps {
		for _, x := range row {
			flat = append(flat, int32(round(x)))
		}
	}
	model.Put(w, name+".rows", rows)
	model.Put(w, name+".steps", flat)
	model.Put(w, name+".scale", []float32{scale})
}

func openSequence(f *model.File, name string) *sequenceModel {
	m := &sequenceModel{table: model.OpenTable[uint16](f, name), rows: model.Slice[int8](f, name+".rows"), scale: model.Slice[float32](f, name+".scale")[0]}
	m.filter = m.table.Filter()
	flat := model.Slice[int32](f, name+".steps")
	for a := range m.step {
		copy(m.step[a][:], flat[a*LabelCount:])
		from := a
		if a == LabelCount {
			from = -1
		}
		for b := range LabelCount {
			if LabelFollows(from, b) {
				m.follow[a] = append(m.follow[a], int32(b))
			}
		}
	}
	return m
}

// lattice is the scratch memory of decoding.
type lattice struct {
	emit  [][LabelCount]int32
	best  [][LabelCount]int32
	from  [][LabelCount]int8
	label []int8
}

func (l *lattice) reset(n int) {
	if cap(l.emit) < n {
		n2 := n + n/2
		l.emit, l.best, l.from, l.label = make([][LabelCount]int32, n2), make([][LabelCount]int32, n2), make([][LabelCount]int8, n2), make([]int8, n2)
	}
	l.emit, l.best, l.from, l.label = l.emit[:n], l.best[:n], l.from[:n], l.label[:n]
}

// score sums the weights of the features of one token. Most features were never
// seen in training: a filter that stays in the cache turns them away, so that
// few of them wait for memory.
func (m *sequenceModel) score(features []uint64, out *[LabelCount]int32) {
	*out = [LabelCount]int32{}
	sum := (*[nn.RowWidth]int32)(out[1:])
	for len(features) > 0 {
		var rows [128]uint32
		part := features[:min(len(features), len(rows))]
		features = features[len(part):]
		known := 0
		for _, h := range part {
			if !m.filter.May(h) {
				continue
			}
			if at := m.table.Find(h); at >= 0 {
				rows[known] = uint32(at)
				known++
			}
		}
		nn.SumRows(sum, m.rows, rows[:known])
	}
}

const never = math.MinInt32 / 4

// decode finds the best labels for the emissions of a lattice (Viterbi).
func (m *sequenceModel) decode(l *lattice) []int8 {
	n := len(l.emit)
	if n == 0 {
		return nil
	}
	for i := range n {
		for b := range LabelCount {
			l.best[i][b] = never
		}
		if i == 0 {
			for _, b := range m.follow[LabelCount] {
				l.best[0][b] = m.step[LabelCount][b] + l.emit[0][b]
			}
			continue
		}
		for a := range LabelCount {
			score := l.best[i-1][a]
			if score <= never {
				continue
			}
			for _, b := range m.follow[a] {
				if s := score + m.step[a][b]; s > l.best[i][b] {
					l.best[i][b], l.from[i][b] = s, int8(a)
				}
			}
		}
		for b := range LabelCount {
			if l.best[i][b] > never {
				l.best[i][b] += l.emit[i][b]
			}
		}
	}
	best := int8(0)
	for b := range LabelCount {
		if LabelFollows(b, labelOutside) && l.best[n-1][b] > l.best[n-1][best] {
			best = int8(b)
		}
	}
	for i := n - 1; i >= 0; i-- {
		l.label[i] = best
		best = l.from[i][best]
	}
	return l.label
}

// The shares of the linear model and of the recurrent one in the sum of their
// scores: either alone is surer than it should be, and they err apart.
const linearShare, recurrentShare float32 = 0.7, 0.8

// blend mixes the steps from label to label of t into those of m.
func (m *sequenceModel) blend(t *tagged) {
	for a := range m.step {
		for b := range m.step[a] {
			x := linearShare*float32(m.step[a][b]) + recurrentShare*t.steps[a*LabelCount+b]/m.scale
			m.step[a][b] = int32(math.RoundToEven(float64(x)))
		}
	}
}

// add mixes the scores of a recurrent model, rows of stride numbers, into emissions.
func (m *sequenceModel) add(emit [][LabelCount]int32, scores []float32, stride int) {
	share := recurrentShare / m.scale
	for i := range emit {
		e := emit[i][1:]
		for k, x := range scores[i*stride:][:len(e)] {
			e[k] = int32(math.RoundToEven(float64(float32(linearShare*float32(e[k])) + float32(share*x))))
		}
	}
}

// follows takes over the steps of another model.
func (m *sequenceModel) follows(o *sequenceModel) {
	for a := range m.step {
		for b := range m.step[a] {
			m.step[a][b] = int32(math.RoundToEven(float64(float32(o.step[a][b]) * o.scale / m.scale)))
		}
	}
}
