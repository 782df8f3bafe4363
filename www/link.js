import { loadPrices } from "./prices.js";

/** Whether an address may hold a scenario; whether it does, only core can say. */
export const isLink = (address) => address.includes("#tokenfare=");

/**
 * What the link `address` says, `{ settings, text, refused }`: each setting's name and value, the text if
 * there is one, and of what can't be used the same with the reason. `catalog` is the page's own, packed.
 *
 * @throws {TokenfareError} `link-unknown` for a link of a later version, and the `file-…` codes
 */
export async function readLink(address, catalog) {
  const { Prices } = await loadPrices();
  const prices = Prices.unpacked(catalog);
  try {
    return JSON.parse(prices.readLink(address));
  } finally {
    prices.free();
  }
}
