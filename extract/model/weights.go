package model

import _ "embed"

// The trained weights; each has its card NAME.md beside it.
var (
	//go:embed coref.bin
	Coref []byte
	//go:embed frames.bin
	Frames []byte
	//go:embed lexicon.bin
	Lexicon []byte
	//go:embed names.bin
	Names []byte
	//go:embed network.bin
	Network []byte
	//go:embed syntax.bin
	Syntax []byte
	//go:embed words.bin
	Words []byte
)
