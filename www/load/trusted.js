/**
 * An address as `Worker` and `serviceWorker.register` take it where the page's policy says
 * `require-trusted-types-for 'script'`: by the policy `tokenfare`, which passes nothing but what is
 * given here. A page that also lists its policies lists that name.
 */
export function trustedUrl(url) {
  if (!globalThis.trustedTypes) return url;
  passing = url;
  policy ??= trustedTypes.createPolicy("tokenfare", {
    createScriptURL(asked) {
      if (asked !== passing) throw new TypeError("the policy tokenfare only passes files of tokenfare");
      return asked;
    },
  });
  return policy.createScriptURL(url);
}

let policy;
let passing;
