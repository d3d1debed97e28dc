#include "textflag.h"

// func dotSSE(x, y *float32, n int) float32
// n is a multiple of 4, and not 0. The sums are those of dotGo: four of them,
// added from the first to the last.
TEXT ·dotSSE(SB), NOSPLIT, $0-28
	MOVQ  x+0(FP), SI
	MOVQ  y+8(FP), DI
	MOVQ  n+16(FP), CX
	XORPS X0, X0

dot:
	MOVUPS (SI), X1
	MOVUPS (DI), X2
	MULPS  X2, X1
	ADDPS  X1, X0
	ADDQ   $16, SI
	ADDQ   $16, DI
	SUBQ   $4, CX
	JNZ    dot
	MOVAPS X0, X1
	SHUFPS $0x55, X1, X1
	MOVAPS X0, X2
	SHUFPS $0xaa, X2, X2
	MOVAPS X0, X3
	SHUFPS $0xff, X3, X3
	ADDSS  X1, X0
	ADDSS  X2, X0
	ADDSS  X3, X0
	MOVSS  X0, ret+24(FP)
	RET

// func axpy2SSE(rate float32, x, y, grad *float32, n int)
// n is a multiple of 4, and not 0.
TEXT ·axpy2SSE(SB), NOSPLIT, $0-40
	MOVSS  rate+0(FP), X0
	SHUFPS $0, X0, X0
	MOVQ   x+8(FP), SI
	MOVQ   y+16(FP), DI
	MOVQ   grad+24(FP), DX
	MOVQ   n+32(FP), CX

axpy:
	MOVUPS (DI), X1
	MOVUPS (SI), X2
	MOVUPS (DX), X3
	MOVAPS X1, X4
	MULPS  X0, X4
	ADDPS  X4, X3
	MOVUPS X3, (DX)
	MULPS  X0, X2
	ADDPS  X2, X1
	MOVUPS X1, (DI)
	ADDQ   $16, SI
	ADDQ   $16, DI
	ADDQ   $16, DX
	SUBQ   $4, CX
	JNZ    axpy
	RET
