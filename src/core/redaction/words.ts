/** What machines' formats are made of: replaced, they could not be read any more. */
const FORMAT_WORDS = wordsOf(`
  arn aws begin check column columns com csv debug description end endcolumn endgroup endline error false file fingerprint group html http
  https iam id json kind level line lines location md message name notice null org path policy position positions severity sso title
  true txt type user username version warning`);

/** What sentences are made of, which says nothing of whoever is called so. */
const SENTENCE_WORDS = wordsOf(`
  about account accounts action active actions add added address addresses admin administrator again all allow already also amplify ampx an
  and another answer any anything api apply apps are as ask assign assigned assignment at be because been before blocked 
  bootstrap boundary browser build but by call can cannot cause cdk cell central change changed changes character ci cli code company config
  console control correct could count create created customer danger date day days deactivate default delete deleted demo describe dev
  developer developers devs directory do does done down each early east else email emails empty end environment event every example
  ever find first fix flag folder for format found from full gave get give given go goes got had handover has have help her here him his hold
  home host how hour if in inactive instance into is issue it items its join just keep key keys know known last left length less let letter
  like limit list lists local log long look lost machine mail main make management manager many mark may me mean member message messages might
  mode more most must my need needs never new next no nobody none nor north not nothing now number of off office old on once one only onboard
  open operations ops or order organization other others our out owner page part partition people permission permissions person place plan
  please pool print prod production profile program project prove provider put quota quoted ran rate read ready reason region release
  remove repeat replace report request rest right role roles root row rows run runs same sandbox save saw say second see send service session
  set sets setting settings several shall she should show sign signed simulator since size so some somebody something south stack staging
  start state status still stop such sure system tag tags take team teams tell test tests text than that the their them then there they this
  those time to token too tool two under unit unknown until up update updated us use used users using utf value very wait want was way we
  web were west what when where which while who whole whose why will with without word words work works would write written wrong year yes yet
  you your zone`);

/** A name that is such a word is looked for only where a name is meant. One letter, or a number, is no one's either. */
export type Plainness = "telling" | "word" | "format";

/** Whether a name tells by itself that somebody is meant. */
export function plainnessOf(name: string): Plainness {
  const word = name.toLowerCase();
  if (FORMAT_WORDS.has(word)) return "format";
  return SENTENCE_WORDS.has(word) || !/\p{L}/u.test(word) ? "word" : "telling";
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
