// What a reader mode finds in pages: node tools/readability.mjs < pages.json
// takes the HTML of each page by its address, and prints by address its title, byline, publishedTime and textContent,
// or null where it finds no article.
import { readFileSync } from "node:fs";
import { Readability } from "@mozilla/readability";
import { JSDOM } from "jsdom";

const read = (url, html) => {
  const { document } = new JSDOM(html, { url }).window;
  const found = new Readability(document).parse();
  const { title, byline, publishedTime, textContent } = found ?? {};
  return found && { title, byline, publishedTime, textContent };
};

const pages = Object.entries(JSON.parse(readFileSync(0, "utf8")));
console.log(JSON.stringify(Object.fromEntries(pages.map(([url, html]) => [url, read(url, html)]))));
