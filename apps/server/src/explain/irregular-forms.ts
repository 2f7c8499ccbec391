import type { PartOfSpeech } from "./wordnet.ts";

/** A base, then the forms that no rule leads back to it. */
const IRREGULAR: Record<PartOfSpeech, string> = {
  noun: `
    ad ads, analysis analyses, appendix appendices, axis axes, bacterium bacteria, basis bases, cactus
    cacti, child children, crisis crises, criterion criteria, curriculum curricula, datum data,
    diagnosis diagnoses, die dice, foot feet, fungus fungi, goose geese, hypothesis hypotheses, leaf
    leaves, louse lice, mouse mice, nucleus nuclei, oasis oases, ox oxen, parenthesis parentheses, pc
    pcs, person people, phenomenon phenomena, radius radii, stimulus stimuli, synthesis syntheses,
    thesis theses, tooth teeth, tv tvs, vertebra vertebrae, vertex vertices`,
  verb: `
    arise arose arisen, awake awoke awoken, be am are is was were been, bear bore borne born, beat
    beaten, become became, begin began begun, bend bent, bind bound, bite bit bitten, bleed bled, blow
    blew blown, break broke broken, breed bred, bring brought, build built, burn burnt, buy bought,
    catch caught, choose chose chosen, cling clung, come came, creep crept, deal dealt, die dying, dig
    dug, do did done does, draw drew drawn, dream dreamt, drink drank drunk, drive drove driven, eat ate
    eaten, fall fell fallen, feed fed, feel felt, fight fought, find found, flee fled, fling flung, fly
    flew flown, forbid forbade forbidden, forget forgot forgotten, forgive forgave forgiven, freeze
    froze frozen, get got gotten, give gave given, go went gone goes, grind ground, grow grew grown,
    hang hung, have had has, hear heard, hide hid hidden, hold held, keep kept, kneel knelt, know knew
    known, lay laid, lead led, leap leapt, learn learnt, leave left, lend lent, lie lay lain lying,
    light lit, lose lost, make made, mean meant, meet met, mistake mistook mistaken, panic panicked
    panicking, pay paid, prove proven, ride rode ridden, ring rang rung, rise rose risen, run ran, say
    said, see saw seen, seek sought, sell sold, send sent, sew sewn, shake shook shaken, shine shone,
    shoot shot, show shown, shrink shrank shrunk, sing sang sung, singe singed singeing, sink sank sunk,
    sit sat, sleep slept, slide slid, sling slung, sow sown, speak spoke spoken, spend spent, spill
    spilt, spin spun, spring sprang sprung, stand stood, steal stole stolen, stick stuck, sting stung,
    stink stank stunk, stride strode stridden, strike struck stricken, strive strove striven, swear
    swore sworn, sweep swept, swell swollen, swim swam swum, swing swung, take took taken, teach taught,
    tear tore torn, tell told, think thought, throw threw thrown, tie tying, tread trod trodden,
    understand understood, wake woke woken, wear wore worn, weave wove woven, weep wept, win won, wind
    wound, withdraw withdrew withdrawn, write wrote written`,
  adjective: `
    bad worse worst, far farther farthest further furthest, good better best, little less least`,
  adverb: `
    badly worse worst, far farther farthest further furthest, well better best`,
};

/** For each part of speech, the bases of each irregular form: `verb`, `went` → `go`. */
export const irregularBases: Record<PartOfSpeech, ReadonlyMap<string, string[]>> = {
  noun: toMap(IRREGULAR.noun),
  verb: toMap(IRREGULAR.verb),
  adjective: toMap(IRREGULAR.adjective),
  adverb: toMap(IRREGULAR.adverb),
};

function toMap(list: string): Map<string, string[]> {
  const bases = new Map<string, string[]>();
  for (const words of list.split(",")) {
    const [base = "", ...forms] = words.trim().split(/\s+/);
    for (const form of forms) bases.set(form, [...(bases.get(form) ?? []), base]);
  }
  return bases;
}
