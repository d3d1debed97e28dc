package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	trainers "github.com/dateline-news/dateline/extract/train"
)

type train struct {
	Names   []string `arg:"" optional:"" name:"name" help:"Models to train; all if none is named."`
	Corpora string   `default:"../shared/corpora" help:"Folder of the corpora."`
	Out     string   `default:"extract/model" help:"Folder that the weight files go to."`
}

func (*train) Help() string {
	return "The same corpora give the same bytes. Example, in the root of the repository:\n\n  go run . train names --corpora ../shared/corpora"
}

// Run trains the models one after the other, in the order in which they build on each other.
func (c *train) Run(ctx context.Context, s *streams) error {
	for _, n := range c.Names {
		if !slices.ContainsFunc(trainers.All, func(t trainers.Trainer) bool { return t.Name == n }) {
			return fmt.Errorf("there is no model %q", n)
		}
	}
	for _, t := range trainers.All {
		if len(c.Names) > 0 && !slices.Contains(c.Names, t.Name) {
			continue
		}
		start := time.Now()
		w, err := t.Train(ctx, c.Corpora, s.err)
		if err != nil {
			return fmt.Errorf("train %s: %w", t.Name, err)
		}
		path := filepath.Join(c.Out, t.Name+".bin")
		f, err := os.Create(path)
		if err != nil {
			return err
		}
		n, err := w.WriteTo(f)
		if err2 := f.Close(); err == nil {
			err = err2
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(s.err, "%s: %.1f MB in %v\n", path, float64(n)/1e6, time.Since(start).Round(time.Second))
	}
	return nil
}
