package nn

import (
	"math"
	"math/rand/v2"
)

// NewParam makes a parameter of zeros.
func NewParam(rows, cols int) *Param {
	return &Param{Rows: rows, Cols: cols, W: make([]float32, rows*cols)}
}

// Uniform fills a parameter with numbers between -scale and scale.
func (p *Param) Uniform(r *rand.Rand, scale float64) *Param {
	for i := range p.W {
		p.W[i] = float32((2*r.Float64() - 1) * scale)
	}
	return p
}

// Glorot fills a weight matrix as Glorot & Bengio (2010) propose.
func (p *Param) Glorot(r *rand.Rand) *Param {
	return p.Uniform(r, math.Sqrt(6/float64(p.Rows+p.Cols)))
}

// Touch adds d to the gradient of one row of a sparse parameter.
func (p *Param) Touch(row int32, d []float32) {
	g := p.Grad[int(row)*p.Cols : (int(row)+1)*p.Cols]
	p.rows = append(p.rows, row)
	Add(g, d)
}

// Adam is the optimiser of Kingma & Ba (2015). Parameters registered as sparse
// are updated in the rows that had a gradient only, with the moments of those rows.
type Adam struct {
	Rate, Beta1, Beta2, Epsilon float64
	Clip                        float64 // largest norm of the whole gradient
	Decay                       float64 // of the running average of the weights; 0 = none is kept
	params                      []*Param
	average                     [][]float32
	step                        int
}

// Register adds parameters and allocates their gradients.
func (a *Adam) Register(sparse bool, params ...*Param) {
	for _, p := range params {
		n := len(p.W)
		p.Grad, p.m, p.v, p.sparse = make([]float32, n), make([]float32, n), make([]float32, n), sparse
		a.params = append(a.params, p)
		if a.Decay > 0 {
			a.average = append(a.average, append([]float32(nil), p.W...))
		}
	}
}

// Step updates all parameters from their gradients and clears those.
func (a *Adam) Step() {
	a.step++
	var norm float64
	for _, p := range a.params {
		p.each(func(g, _, _, _ []float32) {
			for _, x := range g {
				norm += float64(x) * float64(x)
			}
		})
	}
	scale := float32(1)
	if norm = math.Sqrt(norm); norm > a.Clip {
		scale = float32(a.Clip / norm)
	}
	b1, b2 := float32(a.Beta1), float32(a.Beta2)
	c1 := 1 - math.Pow(a.Beta1, float64(a.step))
	c2 := 1 - math.Pow(a.Beta2, float64(a.step))
	rate, root, eps := float32(a.Rate/c1), float32(1/c2), float32(a.Epsilon)
	for _, p := range a.params {
		p.each(func(g, w, m, v []float32) {
			for i, x := range g {
				x *= scale
				m[i] = b1*m[i] + (1-b1)*x
				v[i] = b2*v[i] + (1-b2)*x*x
				w[i] -= rate * m[i] / (sqrt(v[i]*root) + eps)
			}
			clear(g)
		})
		p.rows = p.rows[:0]
	}
	for i, p := range a.params {
		if a.Decay > 0 {
			d := float32(min(a.Decay, float64(1+a.step)/float64(10+a.step)))
			avg := a.average[i]
			for j, x := range p.W {
				avg[j] = d*avg[j] + (1-d)*x
			}
		}
	}
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// Swap exchanges the weights with their running average.
func (a *Adam) Swap() {
	for i, p := range a.params {
		p.W, a.average[i] = a.average[i], p.W
	}
}

// each calls f with gradient, weights and moments of every row that has a gradient, once.
func (p *Param) each(f func(g, w, m, v []float32)) {
	if !p.sparse {
		f(p.Grad, p.W, p.m, p.v)
		return
	}
	seen := make(map[int32]bool, len(p.rows))
	for _, r := range p.rows {
		if seen[r] {
			continue
		}
		seen[r] = true
		i, j := int(r)*p.Cols, (int(r)+1)*p.Cols
		f(p.Grad[i:j], p.W[i:j], p.m[i:j], p.v[i:j])
	}
}
