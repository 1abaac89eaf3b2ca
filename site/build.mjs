// Bundles src/ into static/. With --check, only says whether the committed bundles are what src/ gives.
import { build } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";

const here = dirname(fileURLToPath(import.meta.url));
const bundles = ["page", "graph", "numbers", "cascade"];
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
process.exitCode = isCheck && stale ? 1 : 0;
