// Bundles src/ into static/. With --check, only says whether the committed bundles are what src/ gives.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";

const here = dirname(fileURLToPath(import.meta.url));
const bundles = ["page", "lost", "approach", "graph", "numbers", "cascade", "search"];
const isCheck = process.argv.includes("--check");
let stale = 0;

for (const name of bundles) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [join("src", `${name}.js`)],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2020"],
    charset: "utf8",
    legalComments: "none",
    banner: { js: `// Built from site/src/${name}.js by "npm run build"; edit that file.` },
    write: false,
  });
  const made = result.outputFiles[0].text;
  const path = join(here, "static", `${name}.js`);
  const known = await readFile(path, "utf8").catch(() => "");
  if (known === made) continue;
  stale += 1;
  if (isCheck) console.error(`static/${name}.js is not what src/${name}.js gives; run npm run build`);
  else await writeFile(path, made);
}
// The digests let a check without node see that the bundles were made from these sources.
const digest = (data) => createHash("sha256").update(data).digest("hex");
const names = [...(await readdir(join(here, "src"))).map((name) => `src/${name}`), "package-lock.json", "build.mjs", ...bundles.map((name) => `static/${name}.js`)].sort();
const lines = await Promise.all(names.map(async (name) => `${digest(await readFile(join(here, name)))}  ${name}`));
const listing = `${lines.join("\n")}\n`;
if ((await readFile(join(here, "bundles.sha256"), "utf8").catch(() => "")) !== listing) {
  stale += 1;
  if (isCheck) console.error("bundles.sha256 does not fit the sources and bundles; run npm run build");
  else await writeFile(join(here, "bundles.sha256"), listing);
}
process.exitCode = isCheck && stale ? 1 : 0;
