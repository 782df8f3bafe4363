// dist/ is public/tokenfare/. VitePress publishes it as it is, and leaves our tag alone.
export default {
  title: "A site about prompts",
  head: [
    ["link", { rel: "icon", href: "data:," }],
    ["script", { type: "module", src: "/tokenfare/badges.js", "data-selector": "pre > code" }],
  ],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "token-fare" } } },
};
