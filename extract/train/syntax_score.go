package train

import (
	"context"
	"fmt"
	"io"

	"github.com/dateline-news/dateline/extract"
)

// scoreSyntax prints the F1 scores of the CoNLL 2018 shared task of a stage
// that reads raw text, as the benchmark's scorer computes them.
func scoreSyntax(ctx context.Context, log io.Writer, name string, docs []*TreeDocument, stage extract.Stage) error {
	const kinds = 8
	labels := [kinds]string{"tokens", "sentences", "UPOS", "XPOS", "lemma", "UAS", "LAS", "LAS full"}
	var right, system, gold [kinds]int
	for _, d := range docs {
		a := &extract.Analysis{Document: d.Document, Text: d.Text}
		if err := stage.Run(ctx, a); err != nil {
			return err
		}
		at := map[extract.Span]int32{}
		for i := range a.Tokens.Start {
			at[extract.Span{Start: a.Tokens.Start[i], End: a.Tokens.End[i]}] = int32(i)
		}
		for k := range kinds {
			system[k] += a.Tokens.Len()
			gold[k] += d.Tokens.Len()
		}
		system[1] += len(a.Sentences) - a.Tokens.Len()
		gold[1] += len(d.Sentences) - d.Tokens.Len()
		sents := map[extract.Span]bool{}
		for _, s := range a.Sentences {
			sents[s.Span] = true
		}
		for _, s := range d.Sentences {
			if sents[s.Span] {
				right[1]++
			}
		}
		match := func(g int32) int32 {
			if g < 0 {
				return extract.None
			}
			if s, ok := at[extract.Span{Start: d.Tokens.Start[g], End: d.Tokens.End[g]}]; ok {
				return s
			}
			return -2
		}
		for g := range int32(d.Tokens.Len()) {
			s := match(g)
			if s < 0 {
				continue
			}
			dt, t := &d.Tokens, &a.Tokens
			right[0]++
			if len(t.UPOS) == 0 {
				continue
			}
			if dt.UPOS[g] == t.UPOS[s] {
				right[2]++
			}
			if dt.XPOS[g] == t.XPOS[s] {
				right[3]++
			}
			if dt.Lemma[g] == "_" || dt.Lemma[g] == t.Lemma[s] {
				right[4]++
			}
			if match(dt.Head[g]) == t.Head[s] {
				right[5]++
				if dt.Deprel[g].Base() == t.Deprel[s].Base() {
					right[6]++
				}
				if dt.Deprel[g] == t.Deprel[s] {
					right[7]++
				}
			}
		}
	}
	fmt.Fprintf(log, "%s:", name)
	for k := range kinds {
		fmt.Fprintf(log, "  %s %.2f", labels[k], 200*float64(right[k])/float64(max(1, system[k]+gold[k])))
	}
	fmt.Fprintln(log)
	return nil
}
