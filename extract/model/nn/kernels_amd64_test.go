package nn

// eachKernel runs f with every kernel that this machine has, the portable one first.
func eachKernel(f func(name string)) {
	defer func(k int) { kernels = k }(kernels)
	names := []string{"portable", "AVX2", "VNNI"}
	for k := range best() + 1 {
		kernels = k
		f(names[k])
	}
}
