// Builds static/build/: the theme's CSS, and GOV.UK Frontend's module with its source map
// (the manifest storage refuses a script whose map is missing). No crown, crest or GDS font is copied.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const out = join(here, "build");
const govuk = join(root, "node_modules", "govuk-frontend", "dist", "govuk");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const { css } = sass.compile(join(here, "scss", "academy.scss"), {
  style: "compressed",
  loadPaths: [join(root, "node_modules")],
  quietDeps: true,
});
writeFileSync(join(out, "academy.css"), css);

for (const name of ["govuk-frontend.min.js", "govuk-frontend.min.js.map"]) {
  copyFileSync(join(govuk, name), join(out, name));
}
console.log(`static/build: academy.css ${Math.round(css.length / 1024)} KB, govuk-frontend.min.js`);
