package entity

import (
	"strings"
	"sync"
)

// countryTable has a line for every country and territory: its ISO 3166 alpha-2
// code (XK for Kosovo, as the European Commission uses it), the name by which
// English news knows it, and other names. A name that is more often something
// else ("Congo" is a river and two countries) stands with the larger country.
const countryTable = `
AD Andorra
AE United Arab Emirates|UAE|U.A.E.|the Emirates
AF Afghanistan|Islamic Emirate of Afghanistan|Islamic Republic of Afghanistan
AG Antigua and Barbuda|Antigua
AI Anguilla
AL Albania
AM Armenia
AO Angola
AQ Antarctica
AR Argentina|Argentine Republic
AS American Samoa
AT Austria
AU Australia|Commonwealth of Australia
AW Aruba
AX Åland Islands
AZ Azerbaijan
BA Bosnia and Herzegovina|Bosnia|Bosnia-Herzegovina|Bosnia & Herzegovina
BB Barbados
BD Bangladesh
BE Belgium
BF Burkina Faso
BG Bulgaria
BH Bahrain
BI Burundi
BJ Benin
BL Saint Barthélemy|Saint Barthelemy|St. Barts
BM Bermuda
BN Brunei|Brunei Darussalam
BO Bolivia|Plurinational State of Bolivia
BQ Bonaire, Sint Eustatius and Saba|Bonaire
BR Brazil|Federative Republic of Brazil
BS Bahamas|The Bahamas
BT Bhutan
BW Botswana
BY Belarus|Byelorussia
BZ Belize
CA Canada
CC Cocos Islands|Cocos (Keeling) Islands
CD Democratic Republic of the Congo|DRC|DR Congo|D.R. Congo|Congo-Kinshasa|Democratic Republic of Congo|Zaire|Congo
CF Central African Republic
CG Republic of the Congo|Congo-Brazzaville|Republic of Congo
CH Switzerland|Swiss Confederation
CI Ivory Coast|Côte d'Ivoire|Cote d'Ivoire
CK Cook Islands
CL Chile
CM Cameroon
CN China|People's Republic of China|PRC|P.R.C.|mainland China|Mainland China
CO Colombia
CR Costa Rica
CU Cuba
CV Cape Verde|Cabo Verde
CW Curaçao|Curacao
CX Christmas Island
CY Cyprus
CZ Czech Republic|Czechia
DE Germany|Federal Republic of Germany
DJ Djibouti
DK Denmark
DM Dominica
DO Dominican Republic
DZ Algeria
EC Ecuador
EE Estonia
EG Egypt|Arab Republic of Egypt
EH Western Sahara
ER Eritrea
ES Spain|Kingdom of Spain
ET Ethiopia
FI Finland
FJ Fiji
FK Falkland Islands|Falklands|Malvinas|Falkland Islands (Malvinas)
FM Micronesia|Federated States of Micronesia
FO Faroe Islands|Faroes
FR France|French Republic
GA Gabon
GB United Kingdom|UK|U.K.|Britain|Great Britain|United Kingdom of Great Britain and Northern Ireland
GD Grenada
GE Georgia
GF French Guiana
GG Guernsey
GH Ghana
GI Gibraltar
GL Greenland
GM Gambia|The Gambia
GN Guinea
GP Guadeloupe
GQ Equatorial Guinea
GR Greece|Hellenic Republic
GS South Georgia and the South Sandwich Islands|South Georgia and South Sandwich Islands|South Georgia
GT Guatemala
GU Guam
GW Guinea-Bissau|Guinea Bissau
GY Guyana
HK Hong Kong
HN Honduras
HR Croatia
HT Haiti
HU Hungary
ID Indonesia
IE Ireland|Republic of Ireland|Irish Republic
IL Israel|State of Israel
IM Isle of Man
IN India|Republic of India|Bharat
IO British Indian Ocean Territory|Chagos Islands|Chagos Archipelago
IQ Iraq|Republic of Iraq
IR Iran|Islamic Republic of Iran|Islamic Republic
IS Iceland
IT Italy|Italian Republic
JE Jersey
JM Jamaica
JO Jordan|Hashemite Kingdom of Jordan
JP Japan
KE Kenya
KG Kyrgyzstan|Kyrgyz Republic|Kirghizia
KH Cambodia|Kampuchea
KI Kiribati
KM Comoros
KN Saint Kitts and Nevis|St. Kitts and Nevis|St Kitts and Nevis|Saint Kitts
KP North Korea|Democratic People's Republic of Korea|DPRK|D.P.R.K.
KR South Korea|Republic of Korea|ROK|R.O.K.
KW Kuwait
KY Cayman Islands
KZ Kazakhstan
LA Laos|Lao People's Democratic Republic|Lao PDR
LB Lebanon
LC Saint Lucia|St. Lucia|St Lucia
LI Liechtenstein
LK Sri Lanka|Ceylon
LR Liberia
LS Lesotho
LT Lithuania
LU Luxembourg
LV Latvia
LY Libya
MA Morocco
MC Monaco
MD Moldova|Republic of Moldova
ME Montenegro
MF Saint Martin|Saint Martin (French part)
MG Madagascar
MH Marshall Islands
MK North Macedonia|Macedonia|Republic of North Macedonia
ML Mali
MM Myanmar|Burma
MN Mongolia
MO Macau|Macao
MP Northern Mariana Islands
MQ Martinique
MR Mauritania
MS Montserrat
MT Malta
MU Mauritius
MV Maldives
MW Malawi
MX Mexico|United Mexican States
MY Malaysia
MZ Mozambique
NA Namibia
NC New Caledonia
NE Niger
NF Norfolk Island
NG Nigeria|Federal Republic of Nigeria
NI Nicaragua
NL Netherlands|the Netherlands|Holland|The Netherlands
NO Norway
NP Nepal
NR Nauru
NU Niue
NZ New Zealand|Aotearoa
OM Oman
PA Panama
PE Peru
PF French Polynesia
PG Papua New Guinea|PNG
PH Philippines|the Philippines|Republic of the Philippines
PK Pakistan|Islamic Republic of Pakistan
PL Poland
PM Saint Pierre and Miquelon
PN Pitcairn Islands|Pitcairn
PR Puerto Rico
PS Palestine|State of Palestine|Palestinian territories|Palestinian Territories|occupied Palestinian territory
PT Portugal
PW Palau
PY Paraguay
QA Qatar
RE Réunion|Reunion Island
RO Romania
RS Serbia|Republic of Serbia
RU Russia|Russian Federation
RW Rwanda
SA Saudi Arabia|Kingdom of Saudi Arabia|KSA
SB Solomon Islands
SC Seychelles
SD Sudan
SE Sweden
SG Singapore
SH Saint Helena|Saint Helena, Ascension, and Tristan da Cunha|St. Helena
SI Slovenia
SJ Svalbard|Svalbard and Jan Mayen
SK Slovakia|Slovak Republic
SL Sierra Leone
SM San Marino
SN Senegal
SO Somalia
SR Suriname|Surinam
SS South Sudan
ST Sao Tome and Principe|São Tomé and Príncipe|Sao Tome
SV El Salvador
SX Sint Maarten|Sint Maarten (Dutch part)
SY Syria|Syrian Arab Republic
SZ Eswatini|Swaziland
TC Turks and Caicos Islands|Turks and Caicos
TD Chad
TF French Southern Territories|French Southern and Antarctic Lands
TG Togo
TH Thailand|Siam
TJ Tajikistan
TK Tokelau
TL East Timor|Timor-Leste|Timor Leste
TM Turkmenistan
TN Tunisia
TO Tonga
TR Turkey|Türkiye|Turkiye|Republic of Turkey|Republic of Türkiye
TT Trinidad and Tobago|Trinidad
TV Tuvalu
TW Taiwan|Republic of China|Chinese Taipei
TZ Tanzania|United Republic of Tanzania
UA Ukraine
UG Uganda
US United States|U.S.|US|USA|U.S.A.|United States of America|America|the States
UY Uruguay
UZ Uzbekistan
VA Vatican City|Vatican|Holy See|the Vatican|Vatican City State|Holy See (Vatican City State)
VC Saint Vincent and the Grenadines|St. Vincent and the Grenadines|Saint Vincent
VE Venezuela|Bolivarian Republic of Venezuela
VG British Virgin Islands
VI Virgin Islands|U.S. Virgin Islands|US Virgin Islands
VN Vietnam|Viet Nam|Socialist Republic of Vietnam
VU Vanuatu
WF Wallis and Futuna
WS Samoa
XK Kosovo|Republic of Kosovo
YE Yemen
YT Mayotte
ZA South Africa|Republic of South Africa
ZM Zambia
ZW Zimbabwe|Rhodesia
`

// demonymTable adds to the demonyms of the Factbook what news writes beside
// them: other spellings, and peoples of parts of a country who share its
// nationality ("Scottish"). A demonym of two countries stands with neither.
const demonymTable = `
AE Emirati Emiratis
AF Afghan Afghans Afghani
AR Argentine Argentines Argentinian Argentinians Argentinean
AZ Azeri Azeris Azerbaijani Azerbaijanis
BA Bosnian Bosnians Herzegovinian
BD Bangladeshi Bangladeshis
BF Burkinabe Burkinabé
CD DRC
CI Ivorian Ivorians
CZ Czech Czechs
DK Danish Dane Danes
ES Spanish Spaniard Spaniards
FI Finnish Finn Finns
FR French Frenchman Frenchmen Frenchwoman Frenchwomen
GB British Briton Britons Brit Brits English Englishman Englishmen Englishwoman Scottish Scot Scots Scotsman Welsh Welshman
GR Greek Greeks
HK Hongkonger Hongkongers Hong-Konger
IE Irish Irishman Irishmen Irishwoman
IL Israeli Israelis
IN Indian Indians
IQ Iraqi Iraqis
IR Iranian Iranians
IS Icelandic Icelander Icelanders
KG Kyrgyz Kyrgyzstani Kyrgyzstanis
KZ Kazakh Kazakhs Kazakhstani Kazakhstanis
KP North-Korean North-Koreans
KR South-Korean South-Koreans
LA Lao Laotian Laotians
LY Libyan Libyans
MM Burmese Myanmarese
MK Macedonian Macedonians
NL Dutch Dutchman Dutchmen Dutchwoman
NZ Kiwi Kiwis New-Zealander New-Zealanders
PH Filipino Filipinos Filipina Filipinas Philippine
PL Polish Pole Poles
PS Palestinian Palestinians Gazan Gazans
PT Portuguese
RU Russian Russians
SA Saudi Saudis Saudi-Arabian Saudi-Arabians
SE Swedish Swede Swedes
SK Slovak Slovaks Slovakian
SS South-Sudanese
SY Syrian Syrians
TH Thai Thais
TJ Tajik Tajiks Tajikistani
TL Timorese East-Timorese
TM Turkmen Turkmens
TR Turkish Turk Turks
TW Taiwanese
UA Ukrainian Ukrainians
US American Americans
UZ Uzbek Uzbeks Uzbekistani
VA Vatican
VN Vietnamese
XK Kosovar Kosovars Kosovan Kosovans
YE Yemeni Yemenis Yemenite
ZA South-African South-Africans
`

// A Country is one line of the table of countries.
type Country struct {
	Code    string // ISO 3166 alpha-2
	Name    string // as English news has it
	Aliases []string
}

// Countries lists all countries and territories by code.
var Countries = sync.OnceValue(func() []Country {
	var all []Country
	for line := range strings.Lines(strings.TrimSpace(countryTable)) {
		code, names, _ := strings.Cut(strings.TrimSpace(line), " ")
		list := strings.Split(names, "|")
		all = append(all, Country{code, list[0], list[1:]})
	}
	return all
})

var countryNumbers = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for i, c := range Countries() {
		m[c.Code] = i
	}
	return m
})

// CountryName is the usual English name of the country with an ISO 3166
// alpha-2 code, "" if there is none.
func CountryName(code string) string {
	if i, ok := countryNumbers()[code]; ok {
		return Countries()[i].Name
	}
	return ""
}

// ExtraDemonyms calls f with the demonyms that are not in the corpora.
func ExtraDemonyms(f func(code, demonym string)) {
	for line := range strings.Lines(strings.TrimSpace(demonymTable)) {
		words := strings.Fields(line)
		for _, w := range words[1:] {
			f(words[0], strings.ReplaceAll(w, "-", " "))
		}
	}
}
