package syntax

import (
	"strings"
	"testing"
)

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"en", ""},
		{"en", "12.5 % (2024)"},
		{"en", "Minister resigns"},
		{"en", "The president said that he would not attend the summit."},
		{"en", "Müller, Gómez and Łukasz Çelik were named in the report."},
		{"en", "Officials in Kyiv (Київ) and Moscow did not comment on the talks."},
		{"en", "Jane Doe, John Roe, Abdul Rahman, Xi Li\nWomen's 100 m: 10.9 s"},
		{"es", "El presidente dijo que no viajará a la cumbre de la próxima semana porque el país está en crisis."},
		{"fr", "Le président a déclaré qu'il ne se rendrait pas au sommet de la semaine prochaine avec les ministres."},
		{"de", "Der Präsident sagte, er werde nicht an dem Gipfel teilnehmen, weil das Land in einer Krise ist."},
		{"pt", "O presidente disse que não vai à cúpula da próxima semana porque o país está em crise."},
		{"it", "Il presidente ha detto che non andrà al vertice della prossima settimana con i ministri."},
		{"nl", "De president zei dat hij niet naar de top van volgende week gaat omdat het land in een crisis is."},
		{"tr", "Cumhurbaşkanı bir açıklama yaparak bu hafta zirveye katılmayacağını ve daha sonra konuşacağını söyledi."},
		{"id", "Presiden mengatakan bahwa dia tidak akan hadir di konferensi itu karena negara dalam krisis."},
		{"sw", "Rais alisema kuwa hataweza kuhudhuria mkutano huo wa wiki ya pili kwa sababu ya hali katika nchi."},
		{"ru", "Президент сказал, что не поедет на саммит на следующей неделе."},
		{"uk", "Президент сказав, що не поїде на саміт наступного тижня."},
		{"ar", "قال الرئيس إنه لن يحضر القمة الأسبوع المقبل"},
		{"fa", "رئیس جمهور گفت که در اجلاس هفته آینده شرکت نخواهد کرد پس"},
		{"zh", "总统表示，他不会出席下周的峰会。"},
		{"ja", "大統領は来週の首脳会議に出席しないと述べた。"},
		{"ko", "대통령은 다음 주 정상회의에 참석하지 않겠다고 말했다."},
		{"el", "Ο πρόεδρος είπε ότι δεν θα παραστεί στη σύνοδο."},
		{"vi", "Tổng thống nói rằng ông sẽ không tham dự hội nghị và các bộ trưởng của chính phủ cũng không đến."},
	} {
		if got := Language(c.text); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
	if got := Language(strings.Repeat("語", languageBytes)); got != "zh" {
		t.Error(got)
	}
}
