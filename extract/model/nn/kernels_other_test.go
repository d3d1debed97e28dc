//go:build !amd64

package nn

func eachKernel(f func(name string)) { f("portable") }
