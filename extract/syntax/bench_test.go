package syntax

import (
	"context"
	"strings"
	"testing"

	"github.com/dateline-news/dateline/extract"
)

const prose = `The government of the northern province said on Tuesday that it had agreed to reopen the border with its neighbour, after months of talks that were led by the United Nations' envoy. "We cannot wait any longer," the minister told reporters in the capital. About 12,000 people, most of them farmers, have left the region since the fighting began in March, according to aid workers.

Opposition parties didn't accept the deal; they called it "a mistake" and said they would ask the court to stop it. Mr. Ali, who heads the largest of them, won't meet the president before the vote.

`

func BenchmarkSyntax(b *testing.B) {
	text := strings.Repeat(prose, 8)
	words := float64(len(strings.Fields(text)))
	b.Run("all", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_ = stage().Run(context.Background(), &extract.Analysis{Text: text})
		}
		b.ReportMetric(words*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	})
	b.Run("segmenter", func(b *testing.B) {
		w := new(scratch)
		b.ReportAllocs()
		for b.Loop() {
			stage().segmenter.run(&extract.Analysis{Text: text}, w)
		}
		b.ReportMetric(words*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	})
	b.Run("language", func(b *testing.B) {
		for b.Loop() {
			Language(text)
		}
		b.ReportMetric(words*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	})
	b.Run("lemmas", func(b *testing.B) {
		a := &extract.Analysis{Text: text}
		_ = stage().Run(context.Background(), a)
		b.ReportAllocs()
		b.ResetTimer()
		for b.Loop() {
			for i := range a.Tokens.Start {
				stage().lemmatizer.lemmaOf(a.Word(int32(i)), a.Tokens.XPOS[i], false, stage().segmenter.orthography)
			}
		}
		b.ReportMetric(words*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	})
}
