import { stopWords } from "./stopWords.ts";

/** These stand before what they belong to, so no sentence ends with one. */
const leading = new Set(
  `Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Rev Hon Fr St Ste Mt Ft Gen Col Maj Capt Cmdr Lt Sgt Adm Gov Sen Rep Pres Supt Insp
  e.g i.e eg ie cf viz vs approx`.split(/\s+/u),
);

/** These stand before a number; elsewhere they are ordinary words or end a sentence. In lower case. */
const beforeNumber = new Set(
  `no nos p pp vol vols ch chap sec art fig figs eq ref par v ver c ca
  jan feb mar apr jun jul aug sep sept oct nov dec`.split(/\s+/u),
);

/** These may end a sentence, and as often stand in the middle of one. */
const ambiguous = new Set(
  `Jr Sr Esq Inc Ltd Co Corp Bros Ave Blvd Rd Dept Univ Assn Ph.D B.Sc M.Sc ed eds al
  Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
  Ala Ariz Ark Calif Colo Conn Del Fla Ill Ind Kan La Mass Md Mich Minn Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis`.split(
    /\s+/u,
  ),
);

/**
 * Whether the full stop at the end of `before` belongs to an abbreviation, an initial or a list number, and the sentence goes on in `after`.
 * Where both readings are possible, a new sentence is one that begins with an English function word: “… in the U.S. The vote …”.
 */
export function goesOnAfterAbbreviation(before: string, after: string): boolean {
  if (/^\d{1,3}\.$/u.test(before)) return true;
  const word = /(?:^|[^\p{L}.])(\p{L}+(?:\.\p{L}+)*)\.$/u.exec(before)?.[1];
  if (word === undefined) return false;
  if (leading.has(word)) return true;
  if (beforeNumber.has(word.toLowerCase()) && /^(?:\p{N}|[IVXLC]+\b)/u.test(after)) return true;
  return (ambiguous.has(word) || isInitials(word)) && !beginsWithFunctionWord(after);
}

function isInitials(word: string): boolean {
  return word !== "I" && /^\p{L}(?:\.\p{L})*$/u.test(word);
}

function beginsWithFunctionWord(text: string): boolean {
  const first = /\p{L}+/u.exec(text)?.[0] ?? "";
  return stopWords.has(first.toLowerCase());
}
