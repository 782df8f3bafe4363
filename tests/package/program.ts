// Everything that tokenfare.d.ts promises, used as a program would: it has to compile, not to run.
import { define, loadTokenizer, models, plans, quote, TokenfareError, version } from "tokenfare";
import type { Fare, Model, Plan, Report, Scenario, Settings, TokenFareElement } from "tokenfare";
import { badges } from "tokenfare/badges";

const tokenizer = await loadTokenizer("o200k_base");
const ids: Uint32Array = tokenizer.encode("hello world");
const count: number = tokenizer.count("hello world");
const text: string = tokenizer.decode([...ids, count]);
tokenizer.free();

const settings: Settings = { model: "gpt-5.4", plan: "chatgpt-plus", messagesPerDay: 40, overhead: false };
try {
  const report: Report = await quote({ text, scenario: settings });
  const cheapest: string | null | undefined = report.cheapest;
  const fares: Fare[] = report.fares;
  const monthly: (string | null | undefined)[] = fares.map((fare) => fare.perMonth);
  const scenario: Scenario = report.scenario;
  const basis: string = report.tokens.basis.kind === "exact" ? report.tokens.basis.encoding : report.tokens.basis.reason;
  console.log(version, cheapest, monthly, scenario.turns, basis);
} catch (error) {
  if (error instanceof TokenfareError) console.log(error.code, error.message);
}

const all: Model[] = await models();
const offered: Plan[] = await plans({ catalog: { models: [] } });
console.log(all[0]?.cards[0]?.prices.input, offered[0]?.name);

const element: TokenFareElement = document.createElement("token-fare");
element.messagesPerDay = 40;
element.plan = ["chatgpt-plus", "claude-pro"];
element.view = "badge";
element.forElement = document.body;
element.addEventListener("tokenfare-change", ({ detail }) => console.log(detail.messagesPerMonth));
element.addEventListener("tokenfare-error", ({ detail }) => console.log(detail.code));
element.addEventListener("click", ({ button }) => console.log(button));
const ready: TokenFareElement = await element.ready;
document.body.append(ready, new (define("my-fare"))());
const remove: () => void = badges("pre > code", { model: "gpt-4o" });
remove();
