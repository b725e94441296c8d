import { htmlText } from "../../../core/text/html-text.ts";
import { type Cell, type Column, cellText, isItems, type Note, type Row, type Section } from "../section.ts";
import { isTitled, pageOrder } from "./page-order.ts";

/** A document as a part of an HTML page: no style, no script, and whatever somebody is called is text. */
export function renderHtml(heading: string, sections: readonly Section[]): string {
  const ordered = pageOrder(sections);
  const sentences = ordered.filter((section) => !isTitled(section)).flatMap(({ rows }) => rows.map(sentenceOf));
  return [
    `<h1>${htmlText(heading)}</h1>`,
    ...sentences.map((sentence) => `<p>${sentence}</p>`),
    ...ordered.filter(isTitled).map(partOf),
  ].join("\n");
}

function partOf({ title = "", tone, columns, rows, page = "open", notes = [] }: Section): string {
  const body = columns === undefined ? listOf(rows) : tableOf(columns, rows);
  const below = notes.map((note) => `<p>${htmlText(note)}</p>`);
  const open = page === "open" ? " open" : "";
  return `<details class="${tone}"${open}><summary>${htmlText(title)}</summary>\n${[body, ...below].join("\n")}\n</details>`;
}

function listOf(rows: readonly Row[]): string {
  const items = rows.map(sentenceOf).filter((sentence) => sentence !== "");
  return `<ul>\n${items.map((item) => `<li>${item}</li>`).join("\n")}\n</ul>`;
}

/** The last column holds the notes, whether or not it has a title of its own. */
function tableOf(columns: readonly Column[], rows: readonly Row[]): string {
  const marks = rows.some(({ mark }) => mark !== undefined);
  const heads = [...(marks ? [""] : []), ...columns.map(({ title }) => title)];
  const lines = rows.map(({ mark, cells, notes = [] }) => {
    const own = cells.map((cell, index) => cellOf(cell, columns[index]));
    const below = notes.map(noteOf).join("<br>");
    const all = own.length < columns.length ? [...own, below] : [...own.slice(0, -1), joined([own.at(-1), below])];
    return [...(marks ? [htmlText(mark?.symbol ?? "")] : []), ...all];
  });
  const row = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  return `<table>\n${[row("th", heads.map(htmlText)), ...lines.map((cells) => row("td", cells))].join("\n")}\n</table>`;
}

function sentenceOf({ mark, cells, notes = [] }: Row): string {
  const words = cells.map(cellText).join(": ");
  return joined([htmlText(mark === undefined ? words : `${mark.symbol} ${words}`), ...notes.map(noteOf)]);
}

function cellOf(cell: Cell, column: Column | undefined): string {
  if (isItems(cell)) {
    return cell.map(({ mark, text }) => `${htmlText(mark.symbol)} <code>${htmlText(text)}</code>`).join("<br>");
  }
  const text = htmlText(cellText(cell));
  return column?.as === "name" && (typeof cell === "string" || "names" in cell) && text !== ""
    ? `<code>${text}</code>`
    : text;
}

/** Only an https address becomes a link: what else a URL can be would run in the page. */
function noteOf({ as, text, url = text }: Note): string {
  const words = htmlText(text);
  if (as === "link" && url.startsWith("https://")) return `<a href="${htmlText(url)}">${words}</a>`;
  return as === "command" ? `<code>${words}</code>` : words;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("<br>");
}
