package train

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/dateline-news/dateline/extract"
)

const smallTreebank = `# newdoc id = one
# meta::genre = letter
# newpar
# sent_id = one-1
# text = I can't wait.
1	I	I	PRON	PRP	_	4	nsubj	_	_
2-3	can't	_	_	_	_	_	_	_	_
2	ca	can	AUX	MD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	wait	wait	VERB	VB	_	0	root	_	SpaceAfter=No|Entity=(1)
5	.	.	PUNCT	.	_	4	punct	_	_

# sent_id = one-2
# text = No!
1	No	no	INTJ	UH	_	0	root	_	SpaceAfter=No
2	!	!	PUNCT	.	_	1	punct	_	_

# newpar
# text = Bye
1	Bye	bye	INTJ	UH	_	0	root	_	_

# newdoc id = two
# text = Hi
1	Hi	hi	INTJ	UH	_	0	root	_	_

`

func TestReadCoNLLURebuildsTheText(t *testing.T) {
	path := filepath.Join(t.TempDir(), "small.conllu")
	if err := os.WriteFile(path, []byte(smallTreebank), 0o600); err != nil {
		t.Fatal(err)
	}
	docs, err := ReadCoNLLU(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2 || docs[0].Text != "I can't wait. No!\n\nBye" || docs[1].Text != "Hi" {
		t.Fatalf("%q", docs[0].Text)
	}
	d := docs[0]
	if w := d.Word(2); w != "n't" || d.Tokens.Head[2] != 3 || d.Tokens.Deprel[2] != extract.Advmod || d.Tokens.XPOS[1] != extract.MD {
		t.Errorf("%q %v", w, d.Tokens)
	}
	if s := d.Sentences[2]; s.Paragraph != 1 || d.Text[s.Start:s.Span.End] != "Bye" || s.Root != 7 {
		t.Errorf("%+v", s)
	}
	if MiscValue(d.Misc[3], "Entity") != "(1)" || d.Meta["genre"] != "letter" || d.IDs[1] != "one-2" {
		t.Error(d.Misc, d.Meta, d.IDs)
	}
}
