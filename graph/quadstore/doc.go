// Package quadstore keeps the graph in Cayley: it owns the quad stores that it
// registers there, over pebble (on disk and in memory) and PostgreSQL, and the
// graph.Store on top of them. It is the only package that imports Cayley. It
// knows no linguistics and resolves nothing: what belongs together it is told.
//
// # How things stand in quads
//
// Every IRI of ours begins with "dateline:". Nodes are dateline:KIND/ID with the
// ids of package graph; there are no blank nodes.
//
//	dateline:document/d…   an article                         rdf:type dateline:Document
//	dateline:mention/m…    a mention in its text              rdf:type dateline:Mention
//	dateline:member/e…     an entity of one document          rdf:type dateline:Member
//	dateline:entity/e…     a canonical entity, of members     rdf:type dateline:Entity
//	dateline:statement/s…  a statement of one document        rdf:type dateline:Statement
//	dateline:claim/c…      a proposition of many statements   rdf:type dateline:Claim
//	dateline:judgement/j…  what a person decided              rdf:type dateline:Judgement
//
// The label of a quad says whose it is:
//
//	dateline:document/d…   stated: it came with that document, never changes, and goes with it
//	dateline:resolved      worked out from all documents: clusters, claims, copies
//	dateline:journal       what people decided: judgements, reviews
//	dateline:statement/s…  a derived edge, drawn from that statement
//
// Derived edges join canonical entities: entity –dateline:MET_WITH→ entity, under
// the predicates of the ontology, where the statement is asserted; where it is
// negated, planned, possible or attributed, the predicate is
// dateline:qualified/MET_WITH, so that who walks plain edges meets facts only.
//
// # Properties (predicate: object)
//
//	document   sourceId title url publisher published language text extractor: strings;
//	           sentences: one string of spans, "0-45 46-123";
//	           duplicateOf supersededBy: document (resolved)
//	mention    span head: "12-20"^^dateline:span, in code points (no head: the span); mentionKind; member
//	member     entityType subtype name alias* country block*: strings; mentions: integer; generic: true;
//	           canonical: entity (resolved)
//	entity     entityType subtype name alias* country: strings; mentions documents members: integers;
//	           generic: true; firstSeen lastSeen: RFC 3339 (all resolved)
//	statement  predicate: dateline:NAME; subject object about* place: member; text verb polarity modality
//	           tense: strings; textSpan evidence: span; quote: the words of evidence; furtherEvidence*:
//	           "1 12-20 words"; speaker*: member; attribution: "e… ? e…", the order of speakers where there
//	           is more than one or an unnamed one; saidIn: statement; timeFrom timeTo timePrecision timeText;
//	           figureKind figureValue figureLow figureHigh figureUnit figureApproximate; confidence: number;
//	           extractor: where it is not the document's; explanation: JSON;
//	           claim: claim (resolved); status: CONFIRMED or REJECTED, by reason: strings,
//	           at: RFC 3339 (journal)
//	claim      predicate: dateline:NAME; subject object: entity; contested: true; publishers: integer (resolved)
//	judgement  left right: member; verdict by reason: strings; at: RFC 3339; of an edit: name entityType
//	           subtype country: strings (journal)
//
// # How quads are stored
//
// Nodes have numbers. Small values (whole numbers, spans, decimals, truth values,
// the words above) are their own number; others stand in a dictionary, by number
// and by value. Each quad is four keys without a value, in the orders SPOL, POSL,
// OPSL and LSPO. Nothing counts references: when quads go, the orders themselves
// tell which nodes nobody needs any more. Beside the quads stand ordered lists
// (graph.Index), a function of the quads that verify works out again, and one
// record of counters. A change of documents is one atomic, durable batch of all.
//
// A number is never given twice, so that whatever was read under it stays true.
// The numbers of the vocabulary, of indexes and of encodings are stored: they are
// only ever appended to, and formatVersion counts what else changes.
package quadstore
