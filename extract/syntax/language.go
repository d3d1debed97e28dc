package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-news/dateline/extract"
)

// languageBytes is as much of a text as its language is judged by.
const languageBytes = 1 << 16

// Language tells the language of a text as a BCP 47 tag: by its script, and
// where that is Latin by its function words (Grefenstette 1995, "Comparing two
// language identification schemes"), of which every running text has plenty.
// Short texts and lists without any are taken for English, the language of what
// this program is given, unless their letters say otherwise; "und" is a language
// that it does not know.
func Language(text string) string {
	if len(text) > languageBytes {
		n := languageBytes
		for n > 0 && !utf8.RuneStart(text[n]) {
			n--
		}
		text = text[:n]
	}
	var scripts [len(scriptTable)]int
	var hits [len(languages)]int
	latin, foreign, words := 0, 0, 0
	var buf [16]byte
	n, isWord := 0, false // the current word in buf; n beyond its size: too long
	end := func() {
		if isWord {
			words++
			if n <= len(buf) {
				for m := languageOf[string(buf[:n])]; m != 0; m &= m - 1 {
					hits[trailing(m)]++
				}
			}
		}
		n, isWord = 0, false
	}
	put := func(c byte) {
		if n < len(buf) {
			buf[n] = c
		}
		n++
	}
	for _, r := range text {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
			latin++
			isWord = true
			put(byte(r | 0x20))
		case r < utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsMark(r):
			end()
		case unicode.Is(unicode.Latin, r):
			latin++
			foreign++
			isWord = true
			r = unicode.ToLower(r)
			if n+utf8.RuneLen(r) <= len(buf) {
				n += utf8.EncodeRune(buf[n:], r)
			} else {
				n = len(buf) + 1
			}
		default:
			end()
			for i := range scriptTable {
				if unicode.Is(scriptTable[i].table, r) {
					scripts[i]++
					break
				}
			}
		}
	}
	end()
	script, most := -1, 0
	for i, c := range scripts {
		if c > most {
			script, most = i, c
		}
	}
	// A character of Chinese says more than a letter, so that quotations in another script weigh more than they should; English stays English up to half.
	if script >= 0 && most > latin {
		return languageOfScript(text, script, scripts[:])
	}
	const english = 0 // languages[0]
	best, other := english, 0
	for i, h := range hits {
		if i != english && h > other {
			best, other = i, h
		}
	}
	share := func(h int) float64 { return float64(h) / float64(max(words, 1)) }
	en := hits[english]
	switch {
	case share(en) >= 0.15 && en >= other/2:
		return extract.Language
	case other > en+en/2 && share(other) >= 0.12 && other >= 3:
		return languages[best].tag
	case words >= 40 && share(en) < 0.03 && float64(foreign) > 0.03*float64(latin):
		return "und"
	case words >= 100 && share(en) < 0.02:
		return "und"
	case foreign*5 > latin && en == 0 && words >= 3:
		return "und"
	}
	return extract.Language
}

func trailing(m uint32) (n int) {
	for m&1 == 0 {
		m >>= 1
		n++
	}
	return n
}

// scriptTable lists scripts with the language that most texts in them are in.
var scriptTable = [...]struct {
	table *unicode.RangeTable
	tag   string
}{
	{unicode.Cyrillic, "ru"}, {unicode.Arabic, "ar"}, {unicode.Han, "zh"}, {unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Hangul, "ko"},
	{unicode.Greek, "el"}, {unicode.Hebrew, "he"}, {unicode.Devanagari, "hi"}, {unicode.Bengali, "bn"}, {unicode.Thai, "th"}, {unicode.Georgian, "ka"},
	{unicode.Armenian, "hy"}, {unicode.Tamil, "ta"}, {unicode.Telugu, "te"}, {unicode.Gujarati, "gu"}, {unicode.Gurmukhi, "pa"}, {unicode.Kannada, "kn"},
	{unicode.Malayalam, "ml"}, {unicode.Sinhala, "si"}, {unicode.Khmer, "km"}, {unicode.Lao, "lo"}, {unicode.Myanmar, "my"}, {unicode.Ethiopic, "am"},
	{unicode.Tibetan, "bo"},
}

// languageOfScript looks at the letters that tell languages of one script apart.
func languageOfScript(text string, script int, scripts []int) string {
	tag := scriptTable[script].tag
	switch tag {
	case "zh":
		if scripts[3]+scripts[4] > 0 { // kana between the characters
			return "ja"
		}
	case "ru":
		switch {
		case strings.ContainsAny(text, "їєґЇЄҐ"):
			return "uk"
		case strings.ContainsAny(text, "ўЎ"):
			return "be"
		case strings.ContainsAny(text, "ђћџЂЋЏ"):
			return "sr"
		case !strings.ContainsAny(text, "ыэЫЭ") && strings.ContainsAny(text, "ъ"):
			return "bg"
		}
	case "ar":
		switch {
		case strings.ContainsAny(text, "ٹڈڑے"):
			return "ur"
		case strings.ContainsAny(text, "پچژگ"):
			return "fa"
		}
	}
	return tag
}

// languages are known by their function words: articles, pronouns,
// prepositions, conjunctions, auxiliaries. Words that are frequent in English
// too ("a", "in", "die", "for") are listed for English alone.
var languages = [...]struct{ tag, words string }{
	{"en", `the of and to in a is that for it was on with as be by at this have from are not his but an they which or had were their been has its who
		will more would about what there if out so said when up into them than can only other he she we you i all one our over after also
		under between against during before while where because through these those her him your my could should do did being how no two first most some any such may`},
	{"es", `de la que el en y los del se las por un para con una su al lo como más pero sus le ya o fue este ha sí porque esta son entre cuando muy sin sobre también hasta hay donde desde todo nos durante`},
	{"pt", `de que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está também só pelo pela até isso entre são`},
	{"fr", `de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec aux ont mais cette d l été être comme ses leur ou nous elle après deux sa fait aussi`},
	{"it", `di e il la che un è per una del con non i da si le dei nel alla al come più della ha sono gli anche ma lo delle su o nella questo dal stato essere suo dalla`},
	{"de", `der und den von zu das mit sich des auf für ist im dem nicht ein eine als auch es werden aus er hat dass sie nach wird bei einer um sind noch wie einem über einen so zum haben nur oder aber vor zur bis mehr durch`},
	{"nl", `de het een en van dat te op zijn met voor niet aan er die om ook als bij maar nog naar door wordt uit dan heeft hij werd wel kan hun deze worden tot geen over meer`},
	{"sv", `och att det som en på är av för med den till inte har de om ett han men var jag sig från vi så kan när år nu ska eller efter blir också över`},
	{"da", `og det at en til er som på de med den af der ikke et har han om var for jeg men fra blev kan også ved efter være skal eller år blevet`},
	{"no", `og det at en til er som på de med den av ikke et har han om var jeg men fra ble kan også ved etter være skal eller år blitt seg`},
	{"fi", `ja on ei että se oli hän mutta ovat kun myös joka tai jos niin ole olla sen kuin mukaan ovat ollut vuonna jonka sekä`},
	{"pl", `w i na z do się nie że to jest o jak od za po przez dla ale co są oraz tym tego jego może który która które przed już był było`},
	{"cs", `a se v na je že s z do o i jako po to k ve pro ale za by si jsou byl podle jeho které který od při bylo ze už`},
	{"hu", `a az és hogy nem is egy ez volt meg már csak de azt mint vagy még lehet után kell aki szerint ezt között el`},
	{"ro", `și de în la cu pe că este din a un o mai nu au fost care pentru sunt sau după prin când este al ale lui fi`},
	{"tr", `ve bir bu da de için ile olarak daha çok olan gibi kadar sonra ancak ne olduğu ise var en diye göre tarafından ama değil`},
	{"id", `yang dan di dengan untuk dari ini pada itu dalam tidak akan adalah ke oleh juga telah karena tersebut mereka bisa ada sebagai atau menjadi kata`},
	{"tl", `ang ng sa na mga at ay hindi ni ito si para nang kay din ko niya siya mo namin kung isang pa po ako`},
	{"vi", `và của là có không được cho trong một với các người này đã những để khi từ đến về như tại cũng ra`},
	{"sw", `ya wa na kwa katika ni za la cha hiyo huo kuwa hilo lakini pia baada yake watu hii kama alisema zaidi`},
	{"so", `oo iyo ka in ku waxaa soo ay uu waa la ee ayaa si kale aan leh wuxuu dalka sida laga`},
	{"ha", `da a na ta ya ba cewa ne ce su wannan don kuma yi shi sun amma daga wani domin kan`},
	{"sq", `të e në dhe për një me që nga është së i nuk ka më si u edhe por janë ishte do kjo`},
	{"hr", `i u je se na da su za od s kao što nije koji će o iz ali bi biti koja koje kako ili samo godine`},
	{"lt", `ir yra kad į iš su apie bet kaip buvo tai dėl po nuo per jau ne bei už tik`},
	{"lv", `un ir ar par no kas uz ka bet arī pēc lai tas nav gan kā vai tika gada`},
	{"et", `ja on ei et see oli ka kui aga mis ning oma selle või kes seda ta tema pärast`},
	{"az", `və bu bir ilə üçün olan da də ki edib olub deyil çox sonra görə daha`},
	{"uz", `va bu bilan uchun ham bir bo‘lgan deb edi bo'lgan qilish uning yil kerak haqida`},
	{"ca", `de la i que el a en els les per un amb una del al es no va ha més són seva aquest però també com dels`},
}

var languageOf = func() map[string]uint32 {
	m := map[string]uint32{}
	english := map[string]bool{}
	for i, l := range languages {
		for w := range strings.FieldsSeq(l.words) {
			if i == 0 {
				english[w] = true
			} else if english[w] || strings.Contains("sdtlmcn", w) {
				continue // in English too, or left over from "Jane's", "don't", "l'homme"
			}
			m[w] |= 1 << i
		}
	}
	return m
}()
