// What a reader mode finds in a page: node tools/readability.mjs https://example.org/articles/one < page.html
// prints title, byline, publishedTime and textContent as JSON, or null where it finds no article.
import { readFileSync } from "node:fs";
import { Readability } from "@mozilla/readability";
import { JSDOM } from "jsdom";

const [url] = process.argv.slice(2);
if (!url) {
  console.error("usage: node tools/readability.mjs URL < page.html");
  process.exit(2);
}
const { document } = new JSDOM(readFileSync(0, "utf8"), { url }).window;
const found = new Readability(document).parse();
const { title, byline, publishedTime, textContent } = found ?? {};
console.log(JSON.stringify(found && { title, byline, publishedTime, textContent }));
