package train

//go:noescape
func dotSSE(x, y *float32, n int) float32

//go:noescape
func axpy2SSE(rate float32, x, y, grad *float32, n int)

// dot is the scalar product of x and y, to the bit that of dotGo.
func dot(x, y []float32) float32 {
	if len(x) == 0 || len(x)%4 != 0 {
		return dotGo(x, y)
	}
	y = y[:len(x)]
	return dotSSE(&x[0], &y[0], len(x))
}

// axpy2 adds g*y to grad, and then g*x to y.
func axpy2(g float32, x, y, grad []float32) {
	if len(x) == 0 || len(x)%4 != 0 {
		axpy2Go(g, x, y, grad)
		return
	}
	y, grad = y[:len(x)], grad[:len(x)]
	axpy2SSE(g, &x[0], &y[0], &grad[0], len(x))
}
