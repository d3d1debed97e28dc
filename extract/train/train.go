// Package train makes the weights that are embedded in the program out of the
// corpora. Training is deterministic: the same corpora give the same bytes.
// Feature code lives with the stages and is used from there.
package train

import (
	"context"
	"io"

	"github.com/dateline-news/dateline/extract/model"
)

// Trainer makes one weight file, extract/model/NAME.bin, from the folder of the
// corpora, and tells its progress and scores on log.
type Trainer struct {
	Name  string
	Train func(ctx context.Context, corpora string, log io.Writer) (*model.Writer, error)
}

// All lists the trainers; one that uses another's weights stands after it.
var All = []Trainer{
	{"lexicon", Lexicon},
	{"words", Words},
	{"network", Network},
	{"syntax", Syntax},
	{"names", Names},
	{"frames", Frames},
	{"coref", Coref},
}
