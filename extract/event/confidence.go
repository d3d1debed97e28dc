package event

import (
	"math"

	"github.com/dateline-news/dateline/extract"
	"github.com/dateline-news/dateline/graph"
)

// rate sets the confidence of a statement from the features of how it was
// found: a logistic function whose weights were fitted, by family, so that of
// the statements given 0.8 eight in ten are right.
func (s *scene) rate(x *extract.Statement) {
	if x.Confidence == 0 {
		x.Confidence = 0.5
	}
	z := math.Log(x.Confidence / (1 - min(x.Confidence, 0.999)))
	effect := func(reason string, w float64) {
		z += w
		x.Explanation = append(x.Explanation, graph.Reason{Layer: string(extract.LayerStatements), Reason: reason, Effect: w})
	}
	if len(x.Attribution) > 1 {
		effect("told at second hand", -0.3)
	}
	if x.Modality != graph.Asserted {
		effect("not asserted", -0.2)
	}
	x.Confidence = math.Round(100/(1+math.Exp(-z))) / 100
}
