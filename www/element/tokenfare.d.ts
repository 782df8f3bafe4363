import type { Model, Plan, Catalog } from "./catalog.js";
import type { Report, Scenario } from "./report.js";

export type { Catalog, Model, Plan } from "./catalog.js";
export type { Fare, Obstacle, Report, Scenario } from "./report.js";

/** The version of this module and of everything it loads. */
export const version: string;

/** tiktoken's name of a tokenizer. */
export type EncodingName =
  "o200k_base" | "o200k_harmony" | "cl100k_base" | "p50k_base" | "p50k_edit" | "r50k_base" | "gpt2";

/** Counts, encodes and decodes in one encoding, in the thread it was loaded in. */
export interface Tokenizer {
  /**
   * How many tokens `text` is. Text that looks like a special token is ordinary text; a lone
   * surrogate counts as U+FFFD, as every API that takes UTF-8 receives it.
   */
  count(text: string): number;

  /** The token ids of `text`, equal to tiktoken's `encode_ordinary`. */
  encode(text: string): Uint32Array;

  /**
   * The text of `ids`. Bytes that are not UTF-8, as when a character's tokens were cut apart,
   * become U+FFFD.
   *
   * @throws {TokenfareError} `unknown-token`: an id is not in the encoding, or is none: a number that is
   * not whole, or beyond 2³². Its message names it and its place.
   */
  decode(ids: ArrayLike<number>): string;

  /**
   * Gives its memory back, once all of the same encoding are freed: they share a vocabulary. Afterwards
   * every other method throws `tokenizer-freed`.
   */
  free(): void;
}

/**
 * Loads the tokenizer of an encoding, or of a model that has a published one. The engine and the
 * vocabulary are fetched from beside this module.
 *
 * @throws {TokenfareError} `unknown-encoding`, `unknown-model`, `engine-failed`,
 * `vocabulary-unreachable`, `vocabulary-missing`, `vocabulary-damaged`.
 */
export function loadTokenizer(which: EncodingName | { model: string }): Promise<Tokenizer>;

/** Settings as they may be written: `plan` is another name for `plans`, and one name is a list of one. */
export type Settings = Partial<Omit<Scenario, "plans">> & {
  plans?: string | string[];
  plan?: string | string[];
};

/** Prices of one's own: a catalog, or its JSON, laid over the one that ships. */
export interface CatalogOptions {
  catalog?: Partial<Catalog> | string;
}

/**
 * What a text costs under every access model of a scenario: the same JSON as
 * `tokenfare cost --json`. Without `scenario.on`, today's prices hold, by UTC.
 *
 * Nothing is taken for a value that was not given but `undefined` and `null`: NaN, an infinity, a function or a
 * name that no setting has is refused by its name.
 *
 * @throws {TokenfareError} `invalid-request` (a member that is not known, or a text that is no string), `invalid-setting`, `unknown-model`, `unknown-plan`, `invalid-catalog`, the
 * `file-…` codes, and those of {@link loadTokenizer}.
 */
export function quote(request: { text: string; scenario?: Settings } & CatalogOptions): Promise<Report>;

/** Every model of the catalog with its rate cards. */
export function models(options?: CatalogOptions): Promise<Model[]>;

/** Every plan of the catalog with its terms. */
export function plans(options?: CatalogOptions): Promise<Plan[]>;

/** What went wrong: `code` is stable, `message` is for people. */
export class TokenfareError extends Error {
  constructor(code: string, message: string, options?: { cause?: unknown });
  readonly code: string;
}

/**
 * Defines the element under another name, or returns what is defined under it. Importing this module
 * in a page defines `token-fare`, unless another copy has: the first one keeps the name. A page that
 * must have this version of the element calls `define("token-fare-2")`.
 */
export function define(name?: string): { new (): TokenFareElement };

/** What the parts of the element's contract are that are no settings. */
interface ElementOptions {
  /** Another name of `plans`. */
  plan: string | string[];
  /** The text as it stands. Setting it replaces what the reader has written. */
  text: string;
  /** What is shown. */
  view: "full" | "compact" | "badge" | "tokens" | "chart";
  /** The colours: the page's, or the ones named here. */
  theme: "auto" | "light" | "dark";
  /** When to load: near the viewport, at once, or when the reader turns to it. */
  loading: "lazy" | "eager" | "interaction";
  /** The id of another element, whose text is priced as it changes. */
  for: string | null;
  /** That element itself; also one that has no id. */
  forElement: Element | null;
  /** The address of a JSON file with prices of one's own. */
  catalog: string | null;
  /** Whether the page's address is a link to open: `#tokenfare=1&turns=5`, as the section Share writes it. */
  share: "off" | "hash";
}

/** `<token-fare>`. Every setting is a property, and an attribute in kebab-case. */
export interface TokenFareElement extends HTMLElement, Required<Omit<Scenario, "plans">>, ElementOptions {
  plans: string | string[];
  /** Resolves with the element once it shows its first report; rejects with a `TokenfareError`. */
  readonly ready: Promise<this>;
  /** The newest report. */
  readonly report: Report | undefined;
  addEventListener<K extends keyof TokenFareEventMap>(
    type: K,
    listener: (this: TokenFareElement, event: TokenFareEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The events of the element. They bubble and are composed; none carries the text. */
export interface TokenFareEventMap extends HTMLElementEventMap {
  "tokenfare-ready": CustomEvent<undefined>;
  "tokenfare-change": CustomEvent<Report>;
  "tokenfare-error": CustomEvent<{ code: string; message: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "token-fare": TokenFareElement;
  }
}
