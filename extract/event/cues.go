package event

import (
	"strings"
	"sync"

	"github.com/dateline-news/dateline/graph"
)

// cue is what the language knows of one reporting verb or noun: which edge it
// makes and where its content and its addressee stand.
type cue struct {
	predicate   graph.PredicateName // "" for thoughts, wishes and plans: nobody's words
	clause      bool                // "said (that) it rained"
	quote       bool                // "…," she whispered: may introduce quoted speech
	infinitive  bool                // "vowed to leave"
	object      bool                // "announced a ceasefire"
	target      string              // where the addressee or the one judged stands: "obj", or a preposition ("called on X")
	content     []string            // prepositions that open the content ("accused X of lying", "warned against it")
	document    bool                // its subject may be a document or a study ("a report shows that …")
	judgement   bool                // praise, blame or attitude: the whole complement is its content
	study       bool                // its subject must be a document or a study ("the poll shows that …", not "we must show that …")
	predicative bool                // its object needs a predicate of its own ("called it a farce", not "called the office")
	topic       bool                // a noun phrase as its content only names a topic, which states nothing (guideline 3)
	free        bool                // a noun whose speaker may stay unnamed ("claims that …")
}

// The cue tables. One entry a line: word, edge or "-", and options: that, quote,
// to, obj say what is content; @obj, @on … where the addressee stands; a bare
// preposition opens content; doc, study, judge, pred, topic and free are as in
// cue. A second word behind a bar is a particle, or the preposition of what
// counts as the object; behind "+to" is the sense that a verb has with an
// infinitive ("told her to leave").
//
// The words are the verbs of FrameNet's Statement, Telling, Request,
// Commitment, Judgment_communication, Warning, Evidence, Desiring, Purpose and
// Opinion as linked from PropBank's frames, and those of WordNet's
// communication and cognition verbs that take a that-clause, pruned and classed
// by hand after the ontology. Examples beside the classes.
const verbCues = `
# "She said that it rained." "'It rained,' she said."
say STATED that quote to
tell STATED that quote @obj of about topic
add STATED that quote
note STATED that quote obj doc
notice - that
stress STATED that quote obj
emphasize STATED that quote obj
emphasise STATED that quote obj
underline STATED that quote obj
underscore STATED that quote obj
highlight STATED that quote obj
assert STATED that quote obj doc
reassert STATED that quote obj
state STATED that quote obj doc topic
restate STATED that quote obj
explain STATED that quote obj topic
argue STATED that quote for against doc topic
claim STATED that quote to obj doc
maintain STATED that quote
contend STATED that quote doc
allege STATED that quote obj doc
aver STATED that quote
opine STATED that quote
comment STATED that quote on topic
remark STATED that quote on
observe STATED that quote
mention STATED that quote obj doc topic
recall STATED that quote obj topic
recount STATED that quote obj topic
reply STATED that quote
respond STATED that quote
answer STATED that quote
retort STATED that quote
counter STATED that quote
reiterate STATED that quote obj
repeat STATED that quote obj
suggest STATED that quote obj doc
imply STATED that doc
hint STATED that quote at
insist STATED that quote on
continue STATED quote
conclude STATED that quote doc
begin STATED quote
write STATED that quote
tweet STATED that quote
retweet STATED quote
post STATED that quote
blog STATED that quote
text STATED that quote
email STATED quote
joke STATED that quote about topic
quip STATED that quote
tease STATED quote
exclaim STATED that quote
shout STATED that quote
yell STATED that quote
scream STATED that quote
chant STATED quote
cry STATED quote
whisper STATED that quote
mutter STATED quote
murmur STATED quote
sing STATED quote
ask - that quote about
wonder - that quote
inquire - that quote
question - that quote obj
interject STATED quote
elaborate STATED quote topic
summarize STATED quote
read STATED quote doc
go STATED quote
testify STATED that quote doc
swear STATED that to
attest STATED that to doc
point|out STATED that quote obj
point|to STATED obj topic
spell|out STATED obj topic
set|out STATED obj topic
lay|out STATED obj topic
outline STATED obj doc topic
detail STATED obj doc topic
describe STATED obj quote judge as doc
characterize STATED obj judge as
characterise STATED obj judge as
portray STATED obj judge as
depict STATED obj judge as
frame STATED obj judge as
label STATED obj judge pred
brand STATED obj judge pred
call STATED obj judge pred quote
dub STATED obj judge pred
term STATED obj judge pred
deem STATED that obj judge pred
liken STATED obj judge @obj toward
compare STATED obj judge with
refer|to STATED obj topic
allude|to STATED obj topic
speak STATED of about topic
talk STATED about of topic
boast STATED that quote of about topic
brag STATED that quote about topic
gush STATED quote
complain STATED that quote about of topic
lament STATED that quote obj
bemoan STATED that quote obj
grumble STATED that quote about
predict STATED that quote obj doc
forecast STATED that quote obj doc
project STATED that doc
estimate STATED that quote obj doc
reckon STATED that quote
speculate STATED that quote about topic
hypothesize STATED that
theorize STATED that
posit STATED that
quote STATED obj quote topic
cite STATED obj that doc topic
reference STATED obj doc topic
echo STATED obj quote topic
confide STATED that quote
clarify STATED that quote obj topic
specify STATED that obj doc
stipulate - that doc
advise STATED that quote
inform STATED that @obj of about topic
brief STATED that @obj on about topic
notify STATED that @obj of
assure STATED that quote @obj
reassure STATED that @obj
remind STATED that quote @obj of topic
convince - that @obj
persuade - that to
express STATED obj quote topic
voice STATED obj topic
signal STATED that obj topic
communicate STATED that obj topic
convey STATED that obj topic
relate STATED that obj topic
propose STATED that to obj
recommend STATED that obj doc
advocate STATED that obj for topic
object|to CONDEMNED obj
object STATED that quote
apologize STATED for
apologise STATED for
agree STATED that quote
disagree STATED that quote with
concur STATED that quote
argue|against STATED obj
chime|in STATED quote
go|on STATED quote
weigh|in STATED quote
sum|up STATED quote
pronounce STATED obj judge
rate STATED obj judge as among doc
rule STATED that quote against
find REPORTED that doc
determine REPORTED that doc
hear - that

# "The ministry announced a ceasefire."
announce ANNOUNCED that quote to obj doc
declare ANNOUNCED that quote obj
proclaim ANNOUNCED that quote obj
unveil ANNOUNCED obj
reveal ANNOUNCED that quote obj doc
disclose ANNOUNCED that quote obj doc
divulge ANNOUNCED that obj
publicize ANNOUNCED obj
release ANNOUNCED obj
publish ANNOUNCED obj

# "The mayor admitted that money was missing."
confirm CONFIRMED that quote obj doc
acknowledge CONFIRMED that quote obj doc
admit CONFIRMED that quote to obj doc
concede CONFIRMED that quote obj
confess CONFIRMED that quote to obj
affirm CONFIRMED that quote obj
reaffirm CONFIRMED that quote obj
verify CONFIRMED that obj doc
corroborate CONFIRMED that obj doc
attest|to CONFIRMED obj doc

# "Officials warned of floods." "The bank cautioned against panic."
warn WARNED that quote @obj of against about to doc
caution WARNED that quote @obj against about to doc
alert WARNED that @obj to about of

# "NBC reported that …", "the survey shows that …"
report REPORTED that quote obj doc
show REPORTED that obj study topic
indicate REPORTED that quote obj doc topic
demonstrate REPORTED that obj study topic
document REPORTED that obj doc topic
illustrate REPORTED that obj study topic
prove REPORTED that obj study topic
relay REPORTED that obj

# "He denied the charge." "She denied having met him."
deny DENIED that quote obj to
refute DENIED that obj doc
dispute DENIED that obj doc
contradict DENIED that obj doc
disavow DENIED obj
rebut DENIED obj doc
debunk DENIED obj doc

# "The president rejected the plan." "They ruled out talks."
reject REJECTED that obj quote judge
dismiss REJECTED that obj quote judge
rebuff REJECTED obj judge
rule|out REJECTED that obj
shoot|down REJECTED obj
brush|off REJECTED obj
brush|aside REJECTED obj
turn|down REJECTED obj
repudiate REJECTED obj judge
refuse REJECTED to obj
decline REJECTED to obj

# "The mayor condemned the attack." "Critics slammed him for it."
condemn CONDEMNED @obj for as judge quote
denounce CONDEMNED @obj for as judge quote
criticize CONDEMNED @obj for over as judge quote doc
criticise CONDEMNED @obj for over as judge quote doc
slam CONDEMNED @obj for over as judge quote
blast CONDEMNED @obj for over as judge quote
decry CONDEMNED @obj as for judge quote
deplore CONDEMNED @obj judge
lambast CONDEMNED @obj for as judge
lambaste CONDEMNED @obj for as judge
rebuke CONDEMNED @obj for over judge
reprimand CONDEMNED @obj for judge
chastise CONDEMNED @obj for judge
castigate CONDEMNED @obj for judge
chide CONDEMNED @obj for judge
scold CONDEMNED @obj for judge
berate CONDEMNED @obj for judge
deride CONDEMNED @obj as for judge
disparage CONDEMNED @obj for judge
denigrate CONDEMNED @obj judge
excoriate CONDEMNED @obj for judge
vilify CONDEMNED @obj judge
mock CONDEMNED @obj for over judge
ridicule CONDEMNED @obj for judge
insult CONDEMNED @obj judge
belittle CONDEMNED @obj judge
bash CONDEMNED @obj for over judge
censure CONDEMNED @obj for judge
admonish CONDEMNED @obj for judge
lash|out CONDEMNED @at @against judge
hit|out CONDEMNED @at judge
speak|out CONDEMNED @against judge
rail CONDEMNED @against @at judge
hit|back CONDEMNED @at judge quote
call|out CONDEMNED @obj for judge
tear|into CONDEMNED @obj judge

# "Kyiv accused Moscow of shelling the port."
accuse ACCUSED @obj of judge quote
blame ACCUSED @obj for on judge
fault ACCUSED @obj for judge
implicate ACCUSED @obj in judge

# "She praised the firefighters." "Ministers welcomed the deal."
praise PRAISED @obj for as judge quote doc
laud PRAISED @obj for as judge quote
hail PRAISED @obj for as judge quote
applaud PRAISED @obj for judge quote
commend PRAISED @obj for judge quote
welcome PRAISED @obj judge quote
congratulate PRAISED @obj for on judge
compliment PRAISED @obj for on judge
salute PRAISED @obj for judge
extol PRAISED @obj judge
tout PRAISED @obj as judge
thank PRAISED @obj for judge
admire PRAISED @obj for judge

# "Unions demanded that he resign." "She called for an inquiry."
demand DEMANDED that quote to obj @of
insist|on DEMANDED obj
order DEMANDED that quote to @obj
command DEMANDED that quote to @obj
instruct DEMANDED that to @obj
call|for APPEALED_TO obj
# "He told the girls to help", "was told to leave", "they asked him to resign": with an infinitive, an order or a request.
tell+to DEMANDED to @obj
ask+to APPEALED_TO to @obj
advise+to APPEALED_TO to @obj
warn+to WARNED to @obj
remind+to APPEALED_TO to @obj
recommend+to APPEALED_TO to @obj
persuade+to - to @obj
require DEMANDED that to @obj
# "We urge both sides to stop." "The pope called on them to talk."
urge APPEALED_TO that quote to @obj obj
call|on APPEALED_TO to @obj
call|upon APPEALED_TO to @obj
appeal APPEALED_TO to for @to quote
implore APPEALED_TO that quote to @obj
beg APPEALED_TO that quote to @obj for
beseech APPEALED_TO that to @obj
plead APPEALED_TO that quote to @with for
entreat APPEALED_TO to @obj
exhort APPEALED_TO to @obj
encourage APPEALED_TO to @obj
invite APPEALED_TO to @obj
request APPEALED_TO that to obj
petition APPEALED_TO that to for @obj
lobby APPEALED_TO that to for @obj
press APPEALED_TO to for @obj

# "The company pledged to rebuild." "They offered help."
promise PROMISED that quote to obj @obj
pledge PROMISED that quote to obj
vow PROMISED that quote to obj
guarantee PROMISED that to obj
offer PROMISED to obj quote
undertake PROMISED that to
volunteer PROMISED that to quote
# "Pyongyang threatened to walk out."
threaten THREATENED that quote to @obj with

# Held, not said: belief of a named holder counts as STATED (guideline 8).
believe STATED that in
think STATED that quote
consider STATED that obj judge pred topic
regard STATED obj judge as
view STATED obj judge as
see - judge obj as
feel STATED that
hold STATED that doc
judge STATED that obj judge
assume - that
presume - that
suppose - that
doubt - that obj
suspect - that
fear - that obj
worry - that about
know - that
understand - that
realize - that
recognize - that
accept - that obj
learn - that
discover - that
remember - that
imagine - that
figure - that
guess - that
hope - that to for
wish - that to
want - to obj
expect - that to obj
anticipate - that obj
intend - to
plan - to obj
aim - to
seek - to obj
decide - that to
choose - to
opt - to
prefer - to obj
vote - to
champion - obj judge
promote - obj judge
attack - obj judge for
despise - obj judge
respect - obj judge
link - obj judge to
protest CONDEMNED that @against judge quote
support - obj judge
back - obj judge
endorse - obj judge
favor - obj judge
oppose - obj judge
resent - obj that judge
regret - obj that judge
reconsider - obj
like - to obj
love - to obj
hate - to obj
discuss - obj
debate - obj
address - obj
propound - obj
justify - obj judge
defend - obj judge
`

const nounCues = `
# "Rubio's claim that …", "claims that …", "a statement by the ministry saying"
claim STATED that of free
statement STATED that of
assertion STATED that of free
contention STATED that free
allegation STATED that of free
argument STATED that for against
suggestion STATED that free
comment STATED that about on topic
remark STATED that about on
conclusion STATED that doc
prediction STATED that of
explanation STATED that
insistence STATED that on
view STATED that
opinion STATED that
belief STATED that in free
conviction STATED that
speculation STATED that about free
rumor STATED that of about free
rumour STATED that of about free
accusation ACCUSED that of free
charge ACCUSED that of free
complaint CONDEMNED that about of
criticism CONDEMNED of that
condemnation CONDEMNED of
denunciation CONDEMNED of
rebuke CONDEMNED of
announcement ANNOUNCED that of
declaration ANNOUNCED that of
revelation ANNOUNCED that about free
disclosure ANNOUNCED that of
confirmation CONFIRMED that of
acknowledgment CONFIRMED that of
admission CONFIRMED that of
warning WARNED that of about against
report REPORTED that of free
finding REPORTED that
evidence - that
news - that
denial DENIED that of
rejection REJECTED of
dismissal REJECTED of
refusal REJECTED to
praise PRAISED for of
demand DEMANDED that for to
call APPEALED_TO for to
appeal APPEALED_TO for to
request APPEALED_TO that for to
plea APPEALED_TO for to
promise PROMISED that to of
pledge PROMISED that to of
vow PROMISED that to of
offer PROMISED to of
commitment PROMISED that to
threat THREATENED that to of
proposal STATED that to for
hope - that of for
fear - that of about
concern - that about over
worry - that about
desire - to for
wish - that to for
intention - to of
plan - to for
decision - that to
support - for
opposition -
idea - that
notion - that
sense - that
`

// cueLexicon is the two tables, by word; a verb with a particle or a fixed preposition by "word|particle".
type cueLexicon struct {
	verbs, nouns map[string]*cue
	phrasal      map[string]bool // first words of entries with a particle
}

var cues = sync.OnceValue(func() *cueLexicon {
	l := &cueLexicon{map[string]*cue{}, map[string]*cue{}, map[string]bool{}}
	read := func(table string, into map[string]*cue) {
		for line := range strings.Lines(table) {
			f := strings.Fields(line)
			if len(f) < 2 || f[0] == "#" {
				continue
			}
			c := &cue{}
			if f[1] != "-" {
				c.predicate = graph.PredicateName(f[1])
				if c.predicate.Family() != graph.FamilySpeech {
					panic("event: the cue " + f[0] + " makes no speech edge: " + f[1])
				}
			}
			for _, o := range f[2:] {
				switch o {
				case "that":
					c.clause = true
				case "quote":
					c.quote = true
				case "obj":
					c.object = true
				case "to":
					c.infinitive = true
				case "doc":
					c.document = true
				case "judge":
					c.judgement = true
				case "study":
					c.study, c.document = true, true
				case "topic":
					c.topic = true
				case "pred":
					c.predicative = true
				case "free":
					c.free = true
				default:
					if t, ok := strings.CutPrefix(o, "@"); ok {
						c.target = t
						break
					}
					c.content = append(c.content, o)
				}
			}
			into[f[0]] = c
			if first, _, ok := strings.Cut(f[0], "|"); ok {
				l.phrasal[first] = true
			}
		}
	}
	read(verbCues, l.verbs)
	read(nounCues, l.nouns)
	return l
})
