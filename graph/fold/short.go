package fold

import (
	"iter"
	"maps"
	"strings"
)

// FullNames are the first names, folded, that a folded one may be short for in
// English: "alfred" and "frederick" of "fred".
func FullNames(short string) []string { return fullNames[short] }

// ShortNames are all short first names with their full ones, in no order.
func ShortNames() iter.Seq2[string, []string] { return maps.All(fullNames) }

var fullNames = func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(`
abby abigail
al albert alan allen alfred
alex alexander alexandra
andy andrew
angie angela
archie archibald
art arthur
barb barbara
bart bartholomew
becky rebecca
ben benjamin
bernie bernard
bert albert robert herbert
beth elizabeth
betty elizabeth
bill william
billy william
bob robert
bobby robert
brad bradley
bud william
cathy catherine
charlie charles
chris christopher christine christina christian
chuck charles
cindy cynthia
connie constance
dan daniel
danny daniel
dave david
deb deborah
debbie deborah
dick richard
dolly dorothy
don donald
donnie donald
doug douglas
drew andrew
ed edward edwin edmund
eddie edward edwin
ernie ernest
frank francis franklin
fred frederick alfred
gabe gabriel
gene eugene
geoff geoffrey
gerry gerald gerard
ginny virginia
greg gregory
gus augustus august
hank henry
harry harold henry
howie howard
ike isaac
jack john
jake jacob
jeff jeffrey
jen jennifer
jenny jennifer
jerry gerald jerome jeremiah
jim james
jimmy james
joe joseph
joey joseph
johnny john
jon jonathan
josh joshua
kate katherine catherine
kathy katherine kathleen
katie katherine
ken kenneth
kim kimberly
larry lawrence
len leonard
leo leonard leopold
liz elizabeth
lou louis
maggie margaret
mandy amanda
marty martin
matt matthew
max maxwell maximilian
meg margaret
mick michael
mickey michael
mike michael
mitch mitchell
mo maurice mohamed mohammed morris
nancy ann
nat nathaniel nathan
nate nathaniel nathan
ned edward
nick nicholas
norm norman
pam pamela
pat patrick patricia
patty patricia
peggy margaret
pete peter
phil philip phillip
ray raymond
rich richard
rick richard
ricky richard
rob robert
robbie robert
rod rodney
ron ronald
ronnie ronald
rudy rudolph
russ russell
sally sarah
sam samuel samantha
sandy sandra alexander
scotty scott
sid sidney
stan stanley stanislav
steve steven stephen
sue susan
susie susan
ted edward theodore
terry terence theresa
theo theodore
tim timothy
timmy timothy
toby tobias
tom thomas
tommy thomas
tony anthony
trish patricia
val valerie
vic victor
vicky victoria
vince vincent
walt walter
wes wesley
will william
woody woodrow
zach zachary
`) {
		if w := strings.Fields(line); len(w) > 1 {
			m[w[0]] = w[1:]
		}
	}
	return m
}()
