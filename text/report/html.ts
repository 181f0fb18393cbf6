/**
 * HTML by template: whatever is filled in is escaped, unless it is HTML already. `undefined` and `false` leave nothing.
 *
 *     html`<p>${name}</p>`        html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`
 */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | string | number | bigint | boolean | undefined | readonly Piece[];

export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(parts.reduce((text, part, i) => text + write(pieces[i - 1]) + part));
}

function write(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (Array.isArray(piece)) return piece.map(write).join("");
  return piece === undefined || typeof piece === "boolean" ? "" : escapeText(String(piece));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!);
}

export interface Page {
  readonly lang: "nl" | "en";
  readonly title: string;
  readonly body: Html;
  /** Which way the paper lies; upright unless told. */
  readonly paper?: "landscape";
}

/** A whole page: no script, nothing fetched, legible on screen and on paper. */
export function toPage({ lang, title, body, paper }: Page): string {
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Html(style)}${paper && new Html(`main { max-width: 84rem; } @page { size: A4 ${paper}; margin: 12mm; }`)}
        </style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>
`.text;
}

const style = `
:root { --ink: #1b1b1b; --soft: #595959; --line: #c9c9c9; --mark: #14517a; }
body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; border-top: 2px solid var(--mark); padding-top: .6rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p, ul { margin: .4rem 0; }
.lead { color: var(--soft); }
.verdict { font-size: 1.1rem; font-weight: 600; }
.ground { color: var(--soft); font-size: .875em; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; font-size: .9rem; }
caption { text-align: left; color: var(--soft); padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); }
td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums; }
td.figure { white-space: nowrap; }
thead th { vertical-align: bottom; hyphens: auto; }
.wide { overflow-x: auto; }
.wide table { font-size: .8rem; }
.wide th, .wide td { padding-right: .5rem; }
figure { margin: 1rem 0; }
figcaption { color: var(--soft); font-size: .875rem; }
code { font-size: .875rem; overflow-wrap: anywhere; }
a { color: var(--mark); }
@media print {
  body { font-size: 11pt; }
  main { padding: 0; max-width: none; }
  h2, h3, tr, figure { break-inside: avoid; }
  h2, h3, thead, .lead { break-after: avoid; }
  .wide { overflow: visible; }
  .wide table { font-size: 8pt; }
  .wide th, .wide td { padding-right: .3rem; overflow-wrap: break-word; hyphens: auto; }
}
`;
