package nn

// SRU is a bidirectional layer of simple recurrent units (Lei et al., "Simple
// Recurrent Units for Highly Parallelizable Recurrence", EMNLP 2018): all
// products with the input are made at once for all tokens, and only
// element-wise work is left to the recurrence.
//
//	f = σ(x·Wf + vf⊙c′ + bf)   c = f⊙c′ + (1-f)⊙(x·Wc)
//	r = σ(x·Wr + vr⊙c′ + br)   h = r⊙c + (1-r)⊙(x·Wp)
//
// Size units a direction; the output has 2·Size numbers a token: forward, backward.
type SRU struct {
	In, Size int
	W        Linear // In → 2 directions × (c, f, r, p) × Size; its bias serves f and r
	V        *Param // 2 directions × (vf, vr) × Size
}

const gates = 4

// NewSRU makes a layer around weights that are set by the caller.
func NewSRU(in, size int, w, b, v *Param) *SRU {
	return &SRU{In: in, Size: size, W: Linear{In: in, Out: 2 * gates * size, W: w, B: b}, V: v}
}

// State is what Forward leaves for Backward: u and the cells, gates per token.
type State struct {
	U []float32 // m × 8·Size: c̃, f, r, p of both directions, f and r after σ
	C []float32 // m × 2·Size
}

// Forward sets h, m×2·Size, from x, m×In; ends are the exclusive ends of the
// sequences that the m tokens consist of.
func (l *SRU) Forward(s *Scratch, st *State, h, x []float32, ends []int32) {
	m, n := int(ends[len(ends)-1]), l.Size
	st.U = grow(st.U, m*2*gates*n)
	st.C = grow(st.C, m*2*n)
	l.W.Forward(s, st.U, x, m)
	zero := make([]float32, n)
	first := int32(0)
	for _, end := range ends {
		for dir := range 2 {
			vf, vr := l.V.W[dir*2*n:dir*2*n+n], l.V.W[dir*2*n+n:dir*2*n+2*n]
			prev := zero
			for k := range int(end - first) {
				t := int(first) + k
				if dir == 1 {
					t = int(end) - 1 - k
				}
				u := st.U[t*2*gates*n+dir*gates*n:]
				uc, uf, ur, up := u[:n], u[n:2*n], u[2*n:3*n], u[3*n:4*n]
				c, out := st.C[t*2*n+dir*n:][:n], h[t*2*n+dir*n:][:n]
				step(c, out, prev, uc, uf, ur, up, vf, vr)
				prev = c
			}
		}
		first = end
	}
}

// stepGo takes one token through the recurrence of one direction; gates replace uf and ur.
func stepGo(c, h, prev, uc, uf, ur, up, vf, vr []float32) {
	n := len(c)
	h, prev, uc, uf, ur, up, vf, vr = h[:n], prev[:n], uc[:n], uf[:n], ur[:n], up[:n], vf[:n], vr[:n]
	for j := range c {
		f := Sigmoid(uf[j] + float32(vf[j]*prev[j])) // a conversion keeps the compiler from fusing
		r := Sigmoid(ur[j] + float32(vr[j]*prev[j]))
		x := float32(f*prev[j]) + float32((1-f)*uc[j])
		uf[j], ur[j], c[j] = f, r, x
		h[j] = float32(r*x) + float32((1-r)*up[j])
	}
}

// Backward adds to the gradients and to dx (nil if not wanted) from dh. It overwrites st.U.
func (l *SRU) Backward(s *Scratch, st *State, dx, dh, x []float32, ends []int32) {
	m, n := int(ends[len(ends)-1]), l.Size
	dc, zero := make([]float32, n), make([]float32, n)
	first := int32(0)
	for _, end := range ends {
		for dir := range 2 {
			v, g := l.V.W[dir*2*n:], l.V.Grad[dir*2*n:]
			clear(dc)
			for k := int(end-first) - 1; k >= 0; k-- {
				t, before := int(first)+k, int(first)+k-1
				if dir == 1 {
					t = int(end) - 1 - k
					before = t + 1
				}
				prev := zero
				if k > 0 {
					prev = st.C[before*2*n+dir*n:][:n]
				}
				u := st.U[t*2*gates*n+dir*gates*n:][:gates*n]
				c, d := st.C[t*2*n+dir*n:][:n], dh[t*2*n+dir*n:][:n]
				for j := range n {
					uc, f, r, p := u[j], u[n+j], u[2*n+j], u[3*n+j]
					dcj := dc[j] + d[j]*r
					ar := d[j] * (c[j] - p) * r * (1 - r)
					af := dcj * (prev[j] - uc) * f * (1 - f)
					g[j] += af * prev[j]
					g[n+j] += ar * prev[j]
					u[j], u[n+j], u[2*n+j], u[3*n+j] = dcj*(1-f), af, ar, d[j]*(1-r)
					dc[j] = dcj*f + af*v[j] + ar*v[n+j]
				}
			}
		}
		first = end
	}
	l.W.Backward(s, dx, st.U, x, m)
}

func grow(v []float32, n int) []float32 {
	if cap(v) < n {
		return make([]float32, n)
	}
	return v[:n]
}
