// What `onboard access --format html` embeds is normalised: who is in a group and what a group is assigned stand once.
// Here it is unfolded into facts, one for each person × account × permission set × way, in arrays of numbers: 5,000
// people in 500 accounts are some 300,000 of them. Names are only ever set as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const accounts = data.accounts.map(([id, name, state, unit]) => ({ id, name, state, unit }));
  const sets = data.permissionSets.map(([name, duration, policies, administrator, notes]) => ({
    name,
    duration,
    policies,
    administrator,
    notes,
  }));
  const isStrong = (set) => sets[set].administrator === "yes";
  const people = data.users.map(([userName, name, email, status, files = ""]) => ({
    userName,
    name,
    email,
    status,
    files,
  }));
  const groups = data.groups.map(([name, members, isUnread, ends = []]) => ({
    name,
    members,
    isUnread: isUnread === 1,
    ends: new Map(ends),
  }));
  const NOBODY = -1;
  const DIRECT = -1;

  const grants = data.assignments.map(([account, set, type, principal, since, run, until]) => {
    const grant = { account, set, group: DIRECT, person: NOBODY, since, run, until };
    if (type === "group") return { ...grant, group: principal };
    if (type === "user") return { ...grant, person: principal };
    return { ...grant, person: goneOne(type, principal) };
  });

  /** A principal that was deleted, whose assignments stayed. `type` is `gone-user` or `gone-group`. */
  function goneOne(type, id) {
    const what = type === "gone-group" ? "deleted group" : "deleted user";
    const known = people.findIndex(({ userName, status }) => status === "gone" && userName === id);
    return known >= 0 ? known : people.push({ userName: id, name: what, email: "", status: "gone", files: "" }) - 1;
  }

  // ---- Facts ------------------------------------------------------------------------------------------------------
  const membersOf = ({ group, person }) => {
    if (group === DIRECT) return [person];
    return groups[group].members.length === 0 ? [NOBODY] : groups[group].members;
  };
  const count = grants.reduce((sum, grant) => sum + membersOf(grant).length, 0);
  const [personOf, grantOf, accountOf, setOf, groupOf] = Array.from({ length: 5 }, () => new Int32Array(count));
  let filled = 0;
  for (const [at, grant] of grants.entries()) {
    for (const person of membersOf(grant)) {
      personOf[filled] = person;
      grantOf[filled] = at;
      accountOf[filled] = grant.account;
      setOf[filled] = grant.set;
      groupOf[filled] = grant.group;
      filled += 1;
    }
  }

  /** The numbers of the facts about each of so many things, together: `factsOf(index, thing)` gives them. */
  function indexBy(keyOfFact, size) {
    const start = new Int32Array(size + 1);
    for (const key of keyOfFact) if (key !== NOBODY) start[key + 1] += 1;
    for (let key = 0; key < size; key += 1) start[key + 1] += start[key];
    const next = start.slice();
    const order = new Int32Array(start[size]);
    for (let fact = 0; fact < keyOfFact.length; fact += 1) {
      const key = keyOfFact[fact];
      if (key === NOBODY) continue;
      order[next[key]] = fact;
      next[key] += 1;
    }
    return { start, order };
  }
  const INDEX = {
    people: indexBy(personOf, people.length),
    accounts: indexBy(accountOf, accounts.length),
    sets: indexBy(setOf, sets.length),
  };

  const lower = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const textsOf = {
    people: people.map(({ userName, name, email, status, files }) =>
      lower(`${name} ${userName} ${email} ${status} ${files}`),
    ),
    accounts: accounts.map(({ id, name, unit }) => lower(`${name} ${id} ${unit}`)),
    sets: sets.map(({ name, policies }) => lower(`${name} ${policies.join(" ")}`)),
    groups: groups.map(({ name }) => lower(name)),
  };

  // ---- The filter, which lives in the address -----------------------------------------------------------------------
  const VIEWS = ["people", "accounts", "sets", "overview"];
  const CHOICES = { person: people, account: accounts, set: sets, group: groups };
  const keyOf = {
    person: (one) => one.userName,
    account: (one) => one.id,
    set: (one) => one.name,
    group: (one) => one.name,
  };
  let filter = readHash();

  function readHash() {
    const said = new URLSearchParams(location.hash.slice(1));
    const read = {
      view: VIEWS.includes(said.get("view")) ? said.get("view") : "people",
      words: said.get("q") ?? "",
      administrator: said.has("administrator"),
      attention: said.has("attention"),
      way: ["direct", "group"].includes(said.get("way")) ? said.get("way") : "",
    };
    for (const [choice, all] of Object.entries(CHOICES)) {
      const at = said.has(choice) ? all.findIndex((one) => keyOf[choice](one) === said.get(choice)) : NOBODY;
      read[choice] = at === NOBODY ? undefined : at;
    }
    return read;
  }

  function writeHash() {
    const said = new URLSearchParams();
    if (filter.view !== "people") said.set("view", filter.view);
    if (filter.words !== "") said.set("q", filter.words);
    for (const flag of ["administrator", "attention"]) if (filter[flag]) said.set(flag, "");
    if (filter.way !== "") said.set("way", filter.way);
    for (const [choice, all] of Object.entries(CHOICES)) {
      if (filter[choice] !== undefined) said.set(choice, keyOf[choice](all[filter[choice]]));
    }
    history.replaceState(null, "", `#${said.toString().replaceAll("=&", "&").replace(/=$/, "")}`);
  }

  function change(changed) {
    filter = { ...filter, ...changed };
    writeHash();
    show();
  }

  /** Whether the filter lets each fact through: every word must stand somewhere in it. */
  function shownFacts() {
    const words = lower(filter.words).split(/\s+/).filter(Boolean);
    const hits = words.map((word) => hitsOf(word));
    const { person, account, set, group } = filter;
    const shown = new Uint8Array(count);
    for (let fact = 0; fact < count; fact += 1) {
      const who = personOf[fact];
      const through = groupOf[fact];
      const isShown =
        (person === undefined || person === who) &&
        (account === undefined || account === accountOf[fact]) &&
        (set === undefined || set === setOf[fact]) &&
        (group === undefined || group === through) &&
        (filter.way === "" || (filter.way === "direct") === (through === DIRECT)) &&
        (!filter.administrator || isStrong(setOf[fact])) &&
        (!filter.attention || (who !== NOBODY && needsAttention(people[who])));
      if (!isShown) continue;
      let isHit = true;
      for (const hit of hits) {
        if (hit.sets[setOf[fact]] || hit.accounts[accountOf[fact]]) continue;
        if ((who !== NOBODY && hit.people[who]) || (through !== DIRECT && hit.groups[through])) continue;
        isHit = false;
        break;
      }
      if (isHit) shown[fact] = 1;
    }
    return shown;
  }

  function hitsOf(word) {
    const found = Object.entries(textsOf).map(([kind, texts]) => [
      kind,
      Uint8Array.from(texts, (text) => (text.includes(word) ? 1 : 0)),
    ]);
    return Object.fromEntries(found);
  }

  /** The facts about one thing that the filter lets through. */
  function factsOf({ start, order }, thing, shown) {
    const facts = [];
    for (let at = start[thing]; at < start[thing + 1]; at += 1) if (shown[order[at]] === 1) facts.push(order[at]);
    return facts;
  }

  /** The facts that the filter lets through, and how many of each kind they are about. */
  function tally(shown) {
    const seen = {
      people: new Uint8Array(people.length),
      accounts: new Uint8Array(accounts.length),
      sets: new Uint8Array(sets.length),
      strong: new Uint8Array(people.length),
      direct: new Uint8Array(people.length),
    };
    let facts = 0;
    for (let fact = 0; fact < count; fact += 1) {
      if (shown[fact] === 0) continue;
      facts += 1;
      seen.accounts[accountOf[fact]] = 1;
      seen.sets[setOf[fact]] = 1;
      const person = personOf[fact];
      if (person === NOBODY) continue;
      seen.people[person] = 1;
      if (groupOf[fact] === DIRECT) seen.direct[person] = 1;
      if (isStrong(setOf[fact])) seen.strong[person] = 1;
    }
    return { facts, seen };
  }

  const needsAttention = ({ status }) => status === "gone" || status === "disabled";

  /** Facts by what one of them is about, in the order of first sight. */
  function by(shown, about) {
    const found = new Map();
    for (const fact of shown) {
      const one = about(fact);
      const others = found.get(one);
      if (others === undefined) found.set(one, [fact]);
      else others.push(fact);
    }
    return found;
  }

  const ones = (flags) => flags.reduce((sum, flag) => sum + flag, 0);
  const numbersOf = (flags) => Array.from(flags.keys()).filter((at) => flags[at] === 1);

  // ---- Words --------------------------------------------------------------------------------------------------------
  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
  const number = (count) => count.toLocaleString("en-US");
  const counted = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
  const personName = ({ name, userName }) => name || userName;
  const listed = (names) =>
    names.length < 3
      ? names.join(" and ")
      : `${names.slice(0, 2).join(", ")} and ${counted(names.length - 2, "more")}`.replace("mores", "more");

  /** `12 accounts, 3 as administrator, 2 only through web-devs`: what a person's facts come to. */
  function reach(shown) {
    const inAccount = by(shown, (fact) => accountOf[fact]);
    const parts = [counted(inAccount.size, "account")];
    const strong = new Set(shown.filter((fact) => isStrong(setOf[fact])).map((fact) => accountOf[fact])).size;
    if (strong > 0) parts.push(`${strong === inAccount.size && strong > 1 ? "all" : number(strong)} as administrator`);
    const indirect = [...inAccount.values()].filter((own) => own.every((fact) => groupOf[fact] !== DIRECT));
    if (indirect.length > 0) {
      const through = [...new Set(indirect.flat().map((fact) => groupOf[fact]))].map((group) => groups[group].name);
      const part = indirect.length === inAccount.size ? "only" : `${number(indirect.length)} only`;
      parts.push(`${part} through ${listed(through)}`);
    }
    return parts.join(", ");
  }

  /** `14 people, 2 as administrator, 11 only through groups`. */
  function crowd(facts) {
    const [all, strong, direct] = [new Set(), new Set(), new Set()];
    for (const fact of facts) {
      const person = personOf[fact];
      if (person === NOBODY) continue;
      all.add(person);
      if (groupOf[fact] === DIRECT) direct.add(person);
      if (isStrong(setOf[fact])) strong.add(person);
    }
    return [counted(all.size, "person", "people"), ...crowdParts(all.size, strong.size, direct.size)].join(", ");
  }

  function crowdParts(all, strong, direct) {
    const parts = [];
    if (strong > 0) parts.push(`${strong === all && strong > 1 ? "all" : number(strong)} as administrator`);
    if (direct < all) parts.push(direct === 0 ? "only through groups" : `${number(all - direct)} only through groups`);
    return parts;
  }

  function answer(shown, { facts, seen }) {
    if (facts === 0) return "Nothing matches. Somebody who has no access at all is not listed.";
    const who = numbersOf(seen.people);
    const where = numbersOf(seen.accounts);
    if (who.length === 1) {
      const person = people[who[0]];
      const reached = reach(factsOf(INDEX.people, who[0], shown));
      const subject = personName(person);
      if (person.status === "gone")
        return `${subject} ${person.userName} is gone, and its assignments stayed: ${reached}.`;
      if (person.status === "disabled") return `${subject} is disabled and still assigned: ${reached}.`;
      return `${subject} can act in ${reached}.`;
    }
    const there = who.filter((person) => people[person].status !== "gone");
    const gone = who.length - there.length;
    const disabled = there.filter((person) => people[person].status === "disabled").length;
    const place = where.length === 1 ? accounts[where[0]].name : counted(where.length, "account");
    const strong = there.filter((person) => seen.strong[person] === 1).length;
    const direct = there.filter((person) => seen.direct[person] === 1).length;
    const words = [
      `${counted(there.length, "person has", "people have")} access to ${place}`,
      ...crowdParts(there.length, strong, direct),
      ...(disabled === 0 ? [] : [`${number(disabled)} disabled`]),
    ].join(", ");
    return gone === 0
      ? `${words}.`
      : `${words}. ${counted(gone, "user or group", "users or groups")} that no longer ${gone === 1 ? "exists is" : "exist are"} still assigned.`;
  }

  // ---- Elements -----------------------------------------------------------------------------------------------------
  const $ = (id) => document.getElementById(id);

  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child !== undefined && child !== ""));
    return element;
  }

  const STATUS_WORDS = { disabled: "disabled", gone: "no longer exists" };

  function personMarks({ status }) {
    return status in STATUS_WORDS ? [" ", h("span", { class: "mark" }, `◆ ${STATUS_WORDS[status]}`)] : [];
  }

  const POWER_WORDS = { yes: "▲ administrator", unknown: "? not known whether administrator" };

  function setMarks({ administrator, notes }) {
    const power = POWER_WORDS[administrator];
    return [
      ...(power === undefined ? [] : [" ", h("span", { class: "mark" }, power)]),
      ...notes.flatMap((note) => [" ", h("span", { class: "mark mild" }, note)]),
    ];
  }

  function accountMarks({ state }) {
    return state === "ACTIVE" || state === "" ? [] : [" ", h("span", { class: "mark mild" }, state.toLowerCase())];
  }

  const link = (choice, at, text) =>
    h("button", { class: "link", type: "button", onclick: () => change({ [choice]: at, words: "" }) }, text);

  /** A group that unfolds to the people in it. */
  function chip(group) {
    const { name, members, isUnread } = groups[group];
    const crew = isUnread ? "who is in it could not be read" : counted(members.length, "person", "people");
    const list = h("ul", {});
    const fill = () => {
      if (list.childElementCount > 0) return;
      const sorted = members.map((at) => [people[at], at]).sort(([a], [b]) => compare(personName(a), personName(b)));
      list.append(
        ...sorted.map(([person, at]) => h("li", {}, link("person", at, personName(person)), personMarks(person))),
      );
      list.append(h("li", {}, link("group", group, "everything that this group gives")));
    };
    return h("details", { class: "chip", ontoggle: fill }, h("summary", {}, `${name} · ${crew}`), list);
  }

  /** The last day of a grant: for who has it through a group, that of their membership. */
  function untilOf({ group, until }, person) {
    return group === DIRECT ? until : groups[group].ends.get(person);
  }

  function grantNotes({ since, run }, until) {
    const parts = [since && `since ${since}`, run && `run ${run}`, until && `until ${until}`].filter(Boolean);
    return parts.length === 0 ? [] : [" ", h("span", { class: "fine" }, parts.join(", "))];
  }

  function ways(own) {
    const found = [...by(own, (fact) => grantOf[fact])].map(([at, facts]) => [grants[at], facts]);
    return found.map(([grant, facts]) => {
      const until = untilOf(grant, personOf[facts[0]]);
      return h("div", {}, grant.group === DIRECT ? "direct" : chip(grant.group), ...grantNotes(grant, until));
    });
  }

  function table(caption, heads, rows) {
    return h(
      "table",
      {},
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...rows.map((cells) => h("tr", {}, ...cells.map((cell) => h("td", {}, cell))))),
    );
  }

  /** A line that unfolds; what is inside is made when it is looked at. */
  function entry(name, under, words, body, open) {
    const inside = h("div", { class: "body" });
    const fill = () => {
      if (inside.childElementCount === 0) inside.append(...[body()].flat());
    };
    const element = h(
      "details",
      { class: "entry", open, ontoggle: fill },
      h(
        "summary",
        {},
        h("span", {}, name, under === "" ? "" : h("div", { class: "muted" }, under)),
        h("span", {}, words),
      ),
      inside,
    );
    if (open) fill();
    return element;
  }

  const FIRST = 100;

  /** The first of many, and a way to the rest. */
  function some(made) {
    const list = h("div", {});
    const more = h("button", { class: "more", type: "button", onclick: () => add(made.length) });
    let shown = 0;
    function add(upTo) {
      list.append(...made.slice(shown, upTo).map((make) => make()));
      shown = Math.min(upTo, made.length);
      more.hidden = shown >= made.length;
      more.textContent = `Show the other ${number(made.length - shown)}`;
    }
    add(FIRST);
    return [list, more];
  }

  // ---- The views ----------------------------------------------------------------------------------------------------
  const sortedBy = (all, order) => Array.from(all.keys()).sort((a, b) => order(all[a], all[b]));
  const peopleByName = sortedBy(people, (a, b) => compare(personName(a), personName(b)));
  const accountsByName = sortedBy(accounts, (a, b) => compare(a.name, b.name));
  const POWERS = ["yes", "unknown", "no"];
  const setsByPower = sortedBy(
    sets,
    (a, b) => POWERS.indexOf(a.administrator) - POWERS.indexOf(b.administrator) || compare(a.name, b.name),
  );

  function peopleView(shown, { seen }) {
    const found = peopleByName.filter((person) => seen.people[person] === 1);
    const make = (at) => () => personEntry(people[at], factsOf(INDEX.people, at, shown), found.length === 1);
    const odd = found.filter((at) => needsAttention(people[at]));
    const others = found.filter((at) => !needsAttention(people[at]));
    return [
      ...(odd.length === 0 ? [] : [h("h2", {}, "Gone or disabled, and still assigned"), ...some(odd.map(make))]),
      ...(odd.length === 0 || others.length === 0 ? [] : [h("h2", {}, "Everybody else")]),
      ...some(others.map(make)),
    ];
  }

  function personEntry(person, own, open) {
    const name = [h("span", { class: "name" }, personName(person)), ...personMarks(person)];
    const under = [person.userName, person.email].filter((text) => text && text !== personName(person));
    const body = () => {
      const pairs = by(own, (fact) => accountOf[fact] * sets.length + setOf[fact]);
      const rows = [...pairs.values()].sort(byAccountName);
      const cells = rows.map((same) => [accountCell(accountOf[same[0]]), setCell(setOf[same[0]]), ways(same)]);
      return table("Where this person can act, as what, and why", ["Account", "Permission set", "Way"], cells);
    };
    return entry(name, [...new Set(under)].join(" · "), reach(own), body, open);
  }

  function byAccountName([a], [b]) {
    const inAccounts = compare(accounts[accountOf[a]].name, accounts[accountOf[b]].name);
    return inAccounts || compare(sets[setOf[a]].name, sets[setOf[b]].name);
  }

  function accountCell(at) {
    const account = accounts[at];
    return [
      link("account", at, account.name),
      " ",
      h("span", { class: "muted" }, account.id),
      ...accountMarks(account),
    ];
  }

  function setCell(at) {
    return [link("set", at, sets[at].name), ...setMarks(sets[at])];
  }

  function accountsView(shown, { seen }) {
    const found = accountsByName.filter((at) => seen.accounts[at] === 1);
    return some(
      found.map((at) => () => {
        const account = accounts[at];
        const own = factsOf(INDEX.accounts, at, shown);
        const name = [h("span", { class: "name" }, account.name), ...accountMarks(account)];
        const under = [account.id, account.unit].filter(Boolean).join(" · ");
        const body = () => holdersTable(own, setOf, setCell, "Permission set");
        return entry(name, under, crowd(own), body, found.length === 1);
      }),
    );
  }

  function setsView(shown, { seen }) {
    const found = setsByPower.filter((at) => seen.sets[at] === 1);
    return some(
      found.map((at) => () => {
        const set = sets[at];
        const own = factsOf(INDEX.sets, at, shown);
        const name = [h("span", { class: "name" }, set.name), ...setMarks(set)];
        const under = [set.duration && `sessions of ${set.duration}`, ...set.policies].filter(Boolean).join(" · ");
        const words = `${crowd(own)}; ${counted(new Set(own.map((fact) => accountOf[fact])).size, "account")}`;
        const body = () => holdersTable(own, accountOf, accountCell, "Account");
        return entry(name, under, words, body, found.length === 1);
      }),
    );
  }

  /** Who holds something: groups as chips, then people by name. */
  function holdersTable(own, about, cell, title) {
    const rows = [...by(own, (fact) => about[fact])].map(([at, same]) => {
      const held = [...by(same, (fact) => grantOf[fact])].map(([grant, [fact]]) => [grants[grant], personOf[fact]]);
      const direct = held.filter(([{ group }]) => group === DIRECT);
      const names = direct.map(([grant, person]) =>
        h(
          "div",
          {},
          link("person", person, personName(people[person])),
          personMarks(people[person]),
          grantNotes(grant, grant.until),
        ),
      );
      const chips = held.filter(([{ group }]) => group !== DIRECT).map(([{ group }]) => chip(group));
      return [cell(at), [...chips, ...names]];
    });
    return table("Who holds it", [title, "Held by"], rows);
  }

  // ---- The overview: a row for each person, a column for each account (after Bostock's Les Misérables) ------------------
  const MOST_ROWS = 8_000;
  let order = "name";

  /** Sorted by what is made of each once. */
  function sortedByKey(all, keyOf, order) {
    const keyed = all.map((one) => [keyOf(one), one]);
    return keyed.sort(([a], [b]) => order(a, b)).map(([, one]) => one);
  }

  function overview(shown, tallied) {
    const { seen } = tallied;
    const columns = accountsByName.filter((at) => seen.accounts[at] === 1);
    const columnOf = new Map(columns.map((account, column) => [account, column]));
    const found = peopleByName
      .filter((at) => seen.people[at] === 1)
      .map((person) => ({ person, own: factsOf(INDEX.people, person, shown) }));
    const reached = ({ own }) => Int32Array.from(new Set(own.map((fact) => columnOf.get(accountOf[fact]))));
    const howMany = (row) => reached(row).length;
    const which = (row) => reached(row).sort().join(" ");
    const sorted = {
      name: () => found,
      most: () => sortedByKey(found, howMany, (a, b) => b - a),
      alike: () => sortedByKey(found, which, compare),
    };
    const rows = sorted[order]().slice(0, MOST_ROWS);
    const size = cellSize(rows.length, columns.length);
    const readout = h("p", { class: "muted" }, "Point at a cell to read it; click it for the person.");
    const canvas = h("canvas", {
      role: "img",
      "aria-label": `${answer(shown, tallied)} The same facts are in the other views.`,
      onmousemove: (event) => {
        const [row, column] = at(event);
        if (row !== undefined && column !== undefined) readout.textContent = told(row, column);
      },
      onclick: (event) => {
        const [row] = at(event);
        if (row !== undefined) change({ view: "people", person: row.person, words: "" });
      },
    });
    const at = ({ offsetX, offsetY }) => [
      rows[Math.floor((offsetY - size.top) / size.height)],
      columns[Math.floor((offsetX - size.left) / size.width)],
    ];
    function told({ person, own }, account) {
      const there = own.filter((fact) => accountOf[fact] === account);
      const held = [...new Set(there.map((fact) => sets[setOf[fact]].name))];
      return `${personName(people[person])} in ${accounts[account].name}: ${held.length === 0 ? "no access" : held.join(", ")}`;
    }
    draw(canvas, { rows, columns, columnOf, size });
    const choose = h(
      "select",
      {
        id: "order",
        onchange: ({ target }) => {
          order = target.value;
          show();
        },
      },
      ...[
        ["name", "name"],
        ["most", "most accounts first"],
        ["alike", "same access together"],
      ].map(([value, text]) => h("option", { value, selected: value === order }, text)),
    );
    return [
      h(
        "div",
        { class: "legend" },
        h("label", { for: "order" }, "Order of people ", choose),
        h("span", {}, h("i", {}), " access"),
        h("span", {}, h("i", { class: "strong" }), " as administrator"),
        h("span", { class: "muted" }, `${counted(rows.length, "row")}, ${counted(columns.length, "column")}`),
      ),
      ...(found.length > MOST_ROWS
        ? [
            h(
              "p",
              {},
              `The first ${number(MOST_ROWS)} of ${number(found.length)} people: narrow the filter for others.`,
            ),
          ]
        : []),
      readout,
      h(
        "div",
        { class: "matrix", tabindex: "0", role: "region", "aria-label": "Overview, people by accounts" },
        canvas,
      ),
    ];
  }

  const MOST_WIDTH = 1_150;
  const LABELLED = 14;

  /** Pixels of a cell, and of the names beside and above where cells are large enough to have some. */
  function cellSize(rows, columns) {
    const fitting = (room, many, least) => Math.max(least, Math.min(18, Math.floor(room / Math.max(1, many))));
    const width = fitting(MOST_WIDTH - 320, columns, 1);
    const height = fitting(6_000, rows, 1);
    const isLabelled = width >= LABELLED && height >= LABELLED;
    return isLabelled ? { width: 18, height: 18, left: 200, top: 110 } : { width, height, left: 0, top: 0 };
  }

  function draw(canvas, { rows, columns, columnOf, size }) {
    const { width, height, left, top } = size;
    const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name);
    canvas.width = Math.max(1, left + columns.length * width + (left > 0 ? 120 : 0));
    canvas.height = Math.max(1, top + rows.length * height);
    const context = canvas.getContext("2d");
    context.fillStyle = color("--quiet");
    context.fillRect(left, top, columns.length * width, rows.length * height);
    if (left > 0) drawNames(context, rows, columns, size, color("--text"));
    const gap = Math.min(width, height) > 3 ? 1 : 0;
    const fill = (administrator, shape) => {
      for (const [y, { own }] of rows.entries()) {
        const fitting = own.filter((fact) => isStrong(setOf[fact]) === administrator);
        for (const x of new Set(fitting.map((fact) => columnOf.get(accountOf[fact])))) {
          shape(context, left + x * width, top + y * height, width - gap, height - gap);
        }
      }
    };
    context.fillStyle = color("--cell");
    fill(false, (to, ...cell) => to.fillRect(...cell));
    context.fillStyle = color("--strong");
    fill(true, strongCell);
  }

  function drawNames(context, rows, columns, { width, height, left, top }, color) {
    context.fillStyle = color;
    context.font = "12px system-ui, sans-serif";
    context.textAlign = "right";
    for (const [y, { person }] of rows.entries()) {
      context.fillText(personName(people[person]), left - 6, top + (y + 0.75) * height, left - 6);
    }
    context.textAlign = "left";
    for (const [x, account] of columns.entries()) {
      context.save();
      context.translate(left + (x + 0.7) * width, top - 6);
      context.rotate(-Math.PI / 4);
      context.fillText(accounts[account].name, 0, 0, top * 1.3);
      context.restore();
    }
  }

  /** A triangle, where there is room for a shape. */
  function strongCell(context, x, y, width, height) {
    if (Math.min(width, height) < 4) return context.fillRect(x, y, width, height);
    context.beginPath();
    context.moveTo(x, y + height);
    context.lineTo(x + width, y + height);
    context.lineTo(x + width / 2, y);
    context.fill();
  }

  // ---- Paper: an account a page, to be signed -----------------------------------------------------------------------
  const MOST_LINES = 20_000;

  function paper() {
    const shown = shownFacts();
    const { seen } = tally(shown);
    const found = accountsByName.filter((at) => seen.accounts[at] === 1);
    const lines = new Set(grantOf.filter((_, fact) => shown[fact] === 1)).size;
    const pages =
      lines > MOST_LINES
        ? [h("p", {}, `${number(lines)} assignments are more than anybody signs: narrow the filter and print again.`)]
        : found.map((at) => paperOf(accounts[at], factsOf(INDEX.accounts, at, shown)));
    $("print").replaceChildren(...pages);
  }

  function paperOf(account, own) {
    const rows = [...by(own, (fact) => grantOf[fact])]
      .map(([at, same]) => [grants[at], same])
      .sort(([a], [b]) => compare(sets[a.set].name, sets[b.set].name))
      .map(([grant, same]) => [
        [sets[grant.set].name, ...setMarks(sets[grant.set])],
        holderOnPaper(grant, same),
        "☐ keep  ☐ remove",
        "",
      ]);
    return h(
      "section",
      {},
      h("h2", {}, account.name),
      h("p", {}, [account.id, account.unit, data.title].filter(Boolean).join(" · ")),
      ...(data.unread.length === 0
        ? []
        : [h("p", {}, `Not everything could be read: ${data.unread.map(({ what }) => what).join("; ")}`)]),
      table(`${crowd(own)}. ${data.when}`, ["Permission set", "Held by", "Decision", "Reason"], rows),
      h("div", { class: "signature" }, h("span", {}, "Reviewed by"), h("span", {}, "Signature"), h("span", {}, "Date")),
    );
  }

  function holderOnPaper({ group }, same) {
    const names = same
      .map((fact) => people[personOf[fact]])
      .filter((person) => person !== undefined)
      .map(
        (person) => `${personName(person)}${person.status in STATUS_WORDS ? ` (${STATUS_WORDS[person.status]})` : ""}`,
      )
      .sort(compare);
    if (group === DIRECT) {
      const [person] = same.map((fact) => people[personOf[fact]]);
      return [h("div", {}, names.join(", ")), h("div", { class: "members" }, person.userName)];
    }
    return [
      h("div", {}, `group ${groups[group].name}`),
      h(
        "div",
        { class: "members" },
        names.join(", ") || (groups[group].isUnread ? "who is in it could not be read" : "nobody is in it"),
      ),
    ];
  }

  // ---- CSV of what is shown -----------------------------------------------------------------------------------------
  function csvText() {
    const shown = shownFacts();
    const lines = [data.columns];
    for (let fact = 0; fact < count; fact += 1) {
      if (shown[fact] === 1 && personOf[fact] !== NOBODY) lines.push(csvCells(fact));
    }
    return [...lines.map((cells) => cells.map(csvCell).join(",")), ""].join("\r\n");
  }

  function csvCells(fact) {
    const { userName, email, name: displayName, status, files } = people[personOf[fact]];
    const { since, run } = grants[grantOf[fact]];
    const until = untilOf(grants[grantOf[fact]], personOf[fact]) ?? "";
    const { id, name, state, unit } = accounts[accountOf[fact]];
    const { name: setName, duration, policies, administrator } = sets[setOf[fact]];
    const isGone = status === "gone";
    const via = groupOf[fact] === DIRECT ? "direct" : groups[groupOf[fact]].name;
    const person = [userName, email, isGone ? "" : displayName, status];
    const held = [setName, duration, policies.join(" "), via, administrator, isGone ? "yes" : "no"];
    return [...person, id, name, state, unit, ...held, since, run, until, files, "", "", "", ""];
  }

  /** A spreadsheet would run what begins like a formula. https://owasp.org/www-community/attacks/CSV_Injection */
  function csvCell(value = "") {
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  function saveCsv() {
    const url = URL.createObjectURL(new Blob([csvText()], { type: "text/csv" }));
    const anchor = h("a", { href: url, download: "access.csv" });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  // ---- Showing ------------------------------------------------------------------------------------------------------
  const DRAWN = { people: peopleView, accounts: accountsView, sets: setsView, overview };

  function show() {
    const shown = shownFacts();
    const tallied = tally(shown);
    $("answer").textContent = answer(shown, tallied);
    const { people: who, accounts: where, sets: what } = tallied.seen;
    const counts = { people: ones(who), accounts: ones(where), sets: ones(what) };
    for (const tab of $("views").children) {
      const { view } = tab.dataset;
      const isChosen = view === filter.view;
      tab.setAttribute("aria-selected", isChosen);
      tab.tabIndex = isChosen ? 0 : -1;
      if (view in counts) tab.firstElementChild.textContent = number(counts[view]);
    }
    $("facts").setAttribute("aria-labelledby", `tab-${filter.view}`);
    $("facts").replaceChildren(...DRAWN[filter.view](shown, tallied));
    showChosen();
    if ($("words").value !== filter.words) $("words").value = filter.words;
    $("administrator").checked = filter.administrator;
    $("attention").checked = filter.attention;
    $("way").value = filter.way;
  }

  /** What was clicked, each with a way back. */
  function showChosen() {
    const named = {
      person: personName,
      account: ({ name }) => name,
      set: ({ name }) => name,
      group: ({ name }) => name,
    };
    const titles = { person: "person", account: "account", set: "permission set", group: "group" };
    const chosen = Object.keys(CHOICES).filter((choice) => filter[choice] !== undefined);
    $("chosen").hidden = chosen.length === 0;
    const parts = chosen.flatMap((choice) => [
      `Only ${titles[choice]} ${named[choice](CHOICES[choice][filter[choice]])} `,
      h("button", { class: "link", type: "button", onclick: () => change({ [choice]: undefined }) }, "show all"),
      " ",
    ]);
    $("chosen").replaceChildren(...parts);
  }

  function list(section, items) {
    $(section).hidden = items.length === 0;
    $(section)
      .querySelector("ul")
      .replaceChildren(...items.map((item) => h("li", {}, item)));
  }

  $("words").addEventListener("input", ({ target }) => change({ words: target.value }));
  $("administrator").addEventListener("change", ({ target }) => change({ administrator: target.checked }));
  $("attention").addEventListener("change", ({ target }) => change({ attention: target.checked }));
  $("way").addEventListener("change", ({ target }) => change({ way: target.value }));
  $("filter").addEventListener("submit", (event) => event.preventDefault());
  $("csv").addEventListener("click", saveCsv);
  $("paper").addEventListener("click", () => print());
  $("views").addEventListener("click", ({ target }) => {
    const { view } = target.closest("[role=tab]")?.dataset ?? {};
    if (view !== undefined) change({ view });
  });
  $("views").addEventListener("keydown", ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step === undefined) return;
    const next = VIEWS[(VIEWS.indexOf(filter.view) + step + VIEWS.length) % VIEWS.length];
    change({ view: next });
    $(`tab-${next}`).focus();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = /^(?:INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !isTyping) {
      event.preventDefault();
      $("words").focus();
    }
    if (event.key === "Escape")
      change({ words: "", person: undefined, account: undefined, set: undefined, group: undefined });
  });
  addEventListener("hashchange", () => {
    filter = readHash();
    show();
  });
  addEventListener("beforeprint", paper);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);

  list(
    "unread",
    data.unread.map(({ what, reason, remedy }) => [what, reason, remedy].filter(Boolean).join(" ")),
  );
  list("ends", data.ends ?? []);
  list("changes", data.changes ?? []);
  $("source").textContent = data.source;
  show();
})();
