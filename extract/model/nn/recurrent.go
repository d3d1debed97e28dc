package nn

import "math"

// Recurrent is an SRU that reads: its products are made in integers, and it
// keeps nothing for a backward pass. It is immutable.
type Recurrent struct {
	Size int
	w    [2]Integers // of each direction
	v    []float32
}

// NewRecurrent rounds the weights of a trained layer.
func NewRecurrent(l *SRU) *Recurrent {
	r := &Recurrent{Size: l.Size, v: l.V.W}
	for dir := range r.w {
		half := part(&l.W, dir*gates*l.Size, gates*l.Size)
		r.w[dir].Set(&half)
	}
	return r
}

// part is the part of a layer that gives count of its outputs.
func part(l *Linear, first, count int) Linear {
	w := make([]float32, 0, l.In*count)
	for i := range l.In {
		w = append(w, l.W.W[i*l.Out+first:][:count]...)
	}
	return Linear{In: l.In, Out: count, W: &Param{W: w}, B: &Param{W: l.B.W[first:][:count]}}
}

// Beside joins layers with one input to a layer with all their outputs, one after the other.
func Beside(layers ...*Linear) Linear {
	all := Linear{In: layers[0].In, W: new(Param), B: new(Param)}
	for _, l := range layers {
		all.Out += l.Out
		all.B.W = append(all.B.W, l.B.W...)
	}
	for i := range all.In {
		for _, l := range layers {
			all.W.W = append(all.W.W, l.W.W[i*l.Out:(i+1)*l.Out]...)
		}
	}
	return all
}

// Cells is the working memory of Recurrent layers.
type Cells struct{ u, c []float32 }

// Forward sets h, m×2·Size, from rows; ends are the exclusive ends of the
// sequences that the m rows consist of.
func (l *Recurrent) Forward(s *Cells, h []float32, rows *Rows, ends []int32) {
	n, stride := l.Size, l.w[0].Stride()
	s.u, s.c = grow(s.u, Padded(rows.M)*stride), grow(s.c, n)
	for dir := range l.w {
		rows.Mul(s.u, &l.w[dir], 0, rows.M)
		vf, vr := l.v[dir*2*n:][:n], l.v[dir*2*n+n:][:n]
		first := 0
		for _, e := range ends {
			end := int(e)
			clear(s.c)
			for k := range end - first {
				t := first + k
				if dir == 1 {
					t = end - 1 - k
				}
				u := s.u[t*stride:][:gates*n]
				step(s.c, h[t*2*n+dir*n:][:n], s.c, u[:n], u[n:2*n], u[2*n:3*n], u[3*n:], vf, vr)
			}
			first = end
		}
	}
}

// Unbounded takes the numbers of Rows.Set as they are.
var Unbounded = float32(math.Inf(-1))
