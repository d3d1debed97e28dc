//go:build !amd64

package nn

func kernel(k int, a, b, c []float32, ldc int) { kernelGo(k, a, b, c, ldc) }

func step(c, h, prev, uc, uf, ur, up, vf, vr []float32) { stepGo(c, h, prev, uc, uf, ur, up, vf, vr) }
