package graph

// PredicateName is an edge type of the ontology, as stored and served.
type PredicateName string

// The predicates of the ontology.
const (
	Stated     PredicateName = "STATED"
	Announced  PredicateName = "ANNOUNCED"
	ConfirmedP PredicateName = "CONFIRMED"
	Warned     PredicateName = "WARNED"
	Reported   PredicateName = "REPORTED"
	Denied     PredicateName = "DENIED"
	RejectedP  PredicateName = "REJECTED"
	Condemned  PredicateName = "CONDEMNED"
	Accused    PredicateName = "ACCUSED"
	Praised    PredicateName = "PRAISED"
	Demanded   PredicateName = "DEMANDED"
	AppealedTo PredicateName = "APPEALED_TO"
	Promised   PredicateName = "PROMISED"
	Threatened PredicateName = "THREATENED"

	AgreedWith       PredicateName = "AGREED_WITH"
	MetWith          PredicateName = "MET_WITH"
	Supported        PredicateName = "SUPPORTED"
	CoordinatesWith  PredicateName = "COORDINATES_WITH"
	Aided            PredicateName = "AIDED"
	YieldedTo        PredicateName = "YIELDED_TO"
	WithdrewFrom     PredicateName = "WITHDREW_FROM"
	Investigated     PredicateName = "INVESTIGATED"
	ProtestedAgainst PredicateName = "PROTESTED_AGAINST"
	MobilizedAgainst PredicateName = "MOBILIZED_AGAINST"
	Sanctioned       PredicateName = "SANCTIONED"
	Coerced          PredicateName = "COERCED"
	Attacked         PredicateName = "ATTACKED"
	ActedOn          PredicateName = "ACTED_ON"

	HoldsPosition PredicateName = "HOLDS_POSITION"
	MemberOf      PredicateName = "MEMBER_OF"
	PartOf        PredicateName = "PART_OF"
	LocatedIn     PredicateName = "LOCATED_IN"
	NationalOf    PredicateName = "NATIONAL_OF"
	RelatedTo     PredicateName = "RELATED_TO"

	RoleAgent      PredicateName = "AGENT"
	RoleTarget     PredicateName = "TARGET"
	RolePlaceOf    PredicateName = "PLACE_OF"
	RoleInstrument PredicateName = "INSTRUMENT"
	RoleTime       PredicateName = "TIME"
	RoleKilled     PredicateName = "KILLED"
	RoleInjured    PredicateName = "INJURED"
	RoleArrested   PredicateName = "ARRESTED"
	RoleCount      PredicateName = "COUNT"
)

// Family groups predicates as the ontology does.
type Family string

// The families.
const (
	FamilySpeech    Family = "SPEECH"
	FamilyAction    Family = "ACTION"
	FamilyState     Family = "STATE"
	FamilyEventRole Family = "EVENT_ROLE"
)

// QuadClass is CAMEO's verbal/material × cooperation/conflict.
type QuadClass string

// The quad classes.
const (
	VerbalCooperation   QuadClass = "VERBAL_COOPERATION"
	MaterialCooperation QuadClass = "MATERIAL_COOPERATION"
	VerbalConflict      QuadClass = "VERBAL_CONFLICT"
	MaterialConflict    QuadClass = "MATERIAL_CONFLICT"
)

// Predicate describes one edge type. CAMEO is its code or root, PLOVER its
// type, Intensity a Goldstein-style figure from -10 (conflict) to +10
// (cooperation); all three are empty for states and event roles.
type Predicate struct {
	Name      PredicateName
	Label     string
	Family    Family
	Symmetric bool
	CAMEO     string
	PLOVER    string
	QuadClass QuadClass
	Intensity float64
}

// Predicates is the ontology's closed list, in its order, which is stored in
// facets: append only.
var Predicates = []Predicate{
	{Stated, "stated", FamilySpeech, false, "010", "", VerbalCooperation, 0},
	{Announced, "announced", FamilySpeech, false, "010", "", VerbalCooperation, 0},
	{ConfirmedP, "confirmed", FamilySpeech, false, "010", "", VerbalCooperation, 0},
	{Warned, "warned", FamilySpeech, false, "010", "", VerbalCooperation, -1},
	{Reported, "reported", FamilySpeech, false, "010", "", VerbalCooperation, 0},
	{Denied, "denied", FamilySpeech, false, "016", "", VerbalConflict, -2},
	{RejectedP, "rejected", FamilySpeech, false, "12", "REJECT", VerbalConflict, -4},
	{Condemned, "condemned", FamilySpeech, false, "111", "ACCUSE", VerbalConflict, -2},
	{Accused, "accused", FamilySpeech, false, "112", "ACCUSE", VerbalConflict, -2},
	{Praised, "praised", FamilySpeech, false, "051", "SUPPORT", VerbalCooperation, 3.4},
	{Demanded, "demanded", FamilySpeech, false, "10", "REQUEST", VerbalConflict, -5},
	{AppealedTo, "appealed to", FamilySpeech, false, "02", "REQUEST", VerbalCooperation, 3},
	{Promised, "promised", FamilySpeech, false, "03", "AGREE", VerbalCooperation, 4},
	{Threatened, "threatened", FamilySpeech, false, "13", "THREATEN", VerbalConflict, -6},

	{AgreedWith, "agreed with", FamilyAction, true, "057", "AGREE", VerbalCooperation, 6},
	{MetWith, "met with", FamilyAction, true, "04", "CONSULT", VerbalCooperation, 1},
	{Supported, "supported", FamilyAction, false, "05", "SUPPORT", VerbalCooperation, 3.5},
	{CoordinatesWith, "coordinates with", FamilyAction, true, "06", "COOPERATE", MaterialCooperation, 6},
	{Aided, "aided", FamilyAction, false, "07", "AID", MaterialCooperation, 7},
	{YieldedTo, "yielded to", FamilyAction, false, "08", "CONCEDE", MaterialCooperation, 5},
	{WithdrewFrom, "withdrew from", FamilyAction, false, "08", "RETREAT", MaterialCooperation, 5},
	{Investigated, "investigated", FamilyAction, false, "09", "ACCUSE", MaterialConflict, -2},
	{ProtestedAgainst, "protested against", FamilyAction, false, "14", "PROTEST", MaterialConflict, -6.5},
	{MobilizedAgainst, "mobilized against", FamilyAction, false, "15", "MOBILIZE", MaterialConflict, -7.2},
	{Sanctioned, "sanctioned", FamilyAction, false, "16", "SANCTION", MaterialConflict, -5.6},
	{Coerced, "coerced", FamilyAction, false, "17", "COERCE", MaterialConflict, -7},
	{Attacked, "attacked", FamilyAction, false, "19", "ASSAULT", MaterialConflict, -10},
	{ActedOn, "acted on", FamilyAction, false, "", "", "", 0},

	{HoldsPosition, "holds position", FamilyState, false, "", "", "", 0},
	{MemberOf, "member of", FamilyState, false, "", "", "", 0},
	{PartOf, "part of", FamilyState, false, "", "", "", 0},
	{LocatedIn, "located in", FamilyState, false, "", "", "", 0},
	{NationalOf, "national of", FamilyState, false, "", "", "", 0},
	{RelatedTo, "related to", FamilyState, true, "", "", "", 0},

	{RoleAgent, "agent", FamilyEventRole, false, "", "", "", 0},
	{RoleTarget, "target", FamilyEventRole, false, "", "", "", 0},
	{RolePlaceOf, "place of", FamilyEventRole, false, "", "", "", 0},
	{RoleInstrument, "instrument", FamilyEventRole, false, "", "", "", 0},
	{RoleTime, "time", FamilyEventRole, false, "", "", "", 0},
	{RoleKilled, "killed", FamilyEventRole, false, "", "", "", 0},
	{RoleInjured, "injured", FamilyEventRole, false, "", "", "", 0},
	{RoleArrested, "arrested", FamilyEventRole, false, "", "", "", 0},
	{RoleCount, "count", FamilyEventRole, false, "", "", "", 0},
}

var predicateByName = func() map[PredicateName]*Predicate {
	m := make(map[PredicateName]*Predicate, len(Predicates))
	for i := range Predicates {
		m[Predicates[i].Name] = &Predicates[i]
	}
	return m
}()

// Lookup returns the description of a predicate; ok is false for a name outside the ontology.
func (n PredicateName) Lookup() (p Predicate, ok bool) {
	if d := predicateByName[n]; d != nil {
		return *d, true
	}
	return Predicate{}, false
}

// Family returns the family of a predicate, "" for a name outside the ontology.
func (n PredicateName) Family() Family {
	if d := predicateByName[n]; d != nil {
		return d.Family
	}
	return ""
}

// Symmetric tells that a predicate is stored once and answers in both directions.
func (n PredicateName) Symmetric() bool {
	d := predicateByName[n]
	return d != nil && d.Symmetric
}
