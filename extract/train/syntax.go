package train

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/dateline-news/dateline/extract/model"
	"github.com/dateline-news/dateline/extract/syntax"
)

// Syntax learns tokens, sentences, lemmas and parts of speech from the English Web
// Treebank and the edited genres of GUM.
func Syntax(ctx context.Context, corpora string, log io.Writer) (*model.Writer, error) {
	logf := func(format string, args ...any) { fmt.Fprintf(log, format+"\n", args...) }
	var docs []*TreeDocument
	for _, name := range []string{"ud-ewt", "ud-gum"} {
		d, err := ReadCoNLLU(filepath.Join(corpora, name, "train.conllu.gz"))
		if err != nil {
			return nil, err
		}
		docs = append(docs, d...)
	}
	w := model.NewWriter()
	ortho, err := trainSegmenter(w, corpora, docs, logf)
	if err != nil {
		return nil, err
	}
	if err := trainLemmas(w, corpora, docs, ortho); err != nil {
		return nil, err
	}
	if err := trainTagger(w, corpora, docs, ortho, logf); err != nil {
		return nil, err
	}
	if err := scoreDev(ctx, corpora, w, log); err != nil {
		return nil, err
	}
	return w, ctx.Err()
}

// scoreDev prints the scores of the weights on the treebanks' dev parts.
func scoreDev(ctx context.Context, corpora string, w *model.Writer, log io.Writer) error {
	f, err := opened(w)
	if err != nil {
		return err
	}
	stage := syntax.New(f, model.MustOpen(model.Network), model.MustOpen(model.Words))
	for _, name := range []string{"ud-ewt", "ud-gum"} {
		docs, err := ReadCoNLLU(filepath.Join(corpora, name, "dev.conllu.gz"))
		if err != nil {
			return err
		}
		if err := scoreSyntax(ctx, log, name, docs, stage); err != nil {
			return err
		}
		var news []*TreeDocument
		for _, d := range docs {
			if d.Meta["genre"] == "news" {
				news = append(news, d)
			}
		}
		if news != nil {
			if err := scoreSyntax(ctx, log, name+" news", news, stage); err != nil {
				return err
			}
		}
	}
	return nil
}

// opened reads back what a Writer would write.
func opened(w *model.Writer) (*model.File, error) {
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		return nil, err
	}
	return model.Open(b.Bytes())
}
