// @ts-check
/**
 * An address as `Worker` and `serviceWorker.register` take it where the page's policy says
 * `require-trusted-types-for 'script'`: by the policy `tokenfare`, which passes nothing but what is
 * given here. A page that also lists its policies lists that name.
 *
 * @param {string} url
 * @returns {string} what the browser takes for one
 */
export function trustedUrl(url) {
  const { trustedTypes } = /** @type {{ trustedTypes?: TrustedTypes }} */ (globalThis);
  if (!trustedTypes) return url;
  passing = url;
  policy ??= trustedTypes.createPolicy("tokenfare", {
    createScriptURL(asked) {
      if (asked !== passing) throw new TypeError("the policy tokenfare only passes files of tokenfare");
      return asked;
    },
  });
  return policy.createScriptURL(url);
}

/**
 * As far as it is used here; TypeScript does not know it yet.
 * @typedef {{ createScriptURL(url: string): string }} Policy
 * @typedef {{ createPolicy(name: string, rules: Policy): Policy }} TrustedTypes
 */

/** @type {Policy | undefined} */
let policy;
/** @type {string | undefined} */
let passing;
