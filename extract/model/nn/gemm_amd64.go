package nn

//go:noescape
func kernelAVX2(k int, a, b, c *float32, ldc int)

func kernel(k int, a, b, c []float32, ldc int) {
	if kernels != portable {
		kernelAVX2(k, &a[0], &b[0], &c[0], ldc)
		return
	}
	kernelGo(k, a, b, c, ldc)
}

//go:noescape
func stepAVX2(n int, c, h, prev, uc, uf, ur, up, vf, vr *float32)

//go:noescape
func stepAVX512(n int, c, h, prev, uc, uf, ur, up, vf, vr *float32)

func step(c, h, prev, uc, uf, ur, up, vf, vr []float32) {
	switch n := len(c); {
	case n == 0:
	case kernels == vnni && n%16 == 0:
		stepAVX512(n, &c[0], &h[0], &prev[0], &uc[0], &uf[0], &ur[0], &up[0], &vf[0], &vr[0])
	case kernels != portable && n%8 == 0:
		stepAVX2(n, &c[0], &h[0], &prev[0], &uc[0], &uf[0], &ur[0], &up[0], &vf[0], &vr[0])
	default:
		stepGo(c, h, prev, uc, uf, ur, up, vf, vr)
	}
}
