//! Finds every piece that begins at a place.

/// Pieces as a tree: a node's children are those symbols that go on from it. They stand side by side, in
/// the order of their symbols.
pub(super) struct Trie {
    nodes: Vec<Node>,
}

#[derive(Clone, Copy)]
struct Node {
    /// The symbol, and whether a piece ends with it.
    symbol: u32,
    /// Where its children begin; they end where the next node's begin.
    children: u32,
}

const ENDS: u32 = 1 << 31;

impl Trie {
    /// The tree of these pieces, which must be sorted.
    pub(super) fn new(pieces: &[Vec<u32>]) -> Self {
        let mut nodes = vec![Node { symbol: 0, children: 1 }];
        // The pieces below each node, and how long the node is; level by level, as the nodes stand.
        let mut below = vec![(0..pieces.len(), 0)];
        let mut at = 0;
        while let Some((range, depth)) = below.get(at).cloned() {
            let start = range.start;
            let mut found = pieces.get(range).unwrap_or_default();
            if let Some(node) = nodes.get_mut(at) {
                node.children = below.len() as u32;
                if depth > 0 && found.first().is_some_and(|piece| piece.len() == depth) {
                    node.symbol |= ENDS;
                }
            }
            let symbol = |piece: &Vec<u32>| piece.get(depth).copied();
            let mut from = start + found.iter().take_while(|piece| symbol(piece).is_none()).count();
            found = found.get(from - start..).unwrap_or_default();
            for group in found.chunk_by(|a, b| symbol(a) == symbol(b)) {
                let Some(symbol) = group.first().and_then(symbol) else { continue };
                nodes.push(Node { symbol, children: 0 });
                below.push((from..from + group.len(), depth + 1));
                from += group.len();
            }
            at += 1;
        }
        nodes.push(Node { symbol: 0, children: nodes.len() as u32 });
        Self { nodes }
    }

    /// Calls `each` with the length of every piece that `text` begins with.
    #[inline]
    pub(super) fn each(&self, text: &[u32], mut each: impl FnMut(usize)) {
        let mut at = 0;
        for (length, symbol) in (1..).zip(text) {
            let Some([node, next]) = self.nodes.get(at..at + 2) else { return };
            let range = node.children as usize..next.children as usize;
            let children = self.nodes.get(range.clone()).unwrap_or_default();
            let found = children.binary_search_by_key(symbol, |child| child.symbol & !ENDS);
            let Ok(found) = found else { return };
            at = range.start + found;
            if children.get(found).is_some_and(|child| child.symbol & ENDS != 0) {
                each(length);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Trie;

    #[test]
    fn every_piece_is_found_and_no_other() {
        let pieces = ["a", "ab", "abcd", "b", "bc", "é"];
        let symbols = |text: &str| text.chars().map(u32::from).collect::<Vec<_>>();
        let trie = Trie::new(&pieces.map(symbols));
        let found = |text| {
            let mut lengths = Vec::new();
            trie.each(&symbols(text), |length| lengths.push(length));
            lengths
        };
        assert_eq!(found("abcde"), [1, 2, 4]);
        assert_eq!(found("abc"), [1, 2]);
        assert_eq!(found("bcd"), [1, 2]);
        assert_eq!(found("é"), [1]);
        assert!(found("cab").is_empty());
        assert!(found("").is_empty());
    }
}
