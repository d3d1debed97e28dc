//go:build !amd64

package train

func dot(x, y []float32) float32 { return dotGo(x, y) }

func axpy2(g float32, x, y, grad []float32) { axpy2Go(g, x, y, grad) }
