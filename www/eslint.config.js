import js from "@eslint/js";
import globals from "globals";

const worker = ["count/**", "load/**", "site/service-worker.js"];

export default [
  { ignores: ["generated/**", "**/*.d.ts"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-else-return": "error",
      "no-implicit-coercion": ["error", { boolean: false }],
      "no-unused-vars": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": ["error", { destructuring: "all" }],
    },
  },
  { files: worker, languageOptions: { globals: { ...globals.browser, ...globals.worker } } },
  {
    files: ["site/service-worker.js"],
    languageOptions: { globals: globals.serviceworker },
  },
  // Runs where there are no modules.
  { files: ["site/open-from-disk.js"], languageOptions: { sourceType: "script" } },
  { files: ["**/*.test.js"], languageOptions: { globals: globals.node } },
];
