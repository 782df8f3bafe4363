//! What a good host does for a static site: it compresses, and says how long a file may be kept.

use axum::body::HttpBody;
use axum::http::{Response, header};
use tower_http::compression::Predicate;

/// Compresses what gets smaller by it, if it is to compress at all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compressed(pub(super) bool);

impl Predicate for Compressed {
    fn should_compress<B: HttpBody>(&self, response: &Response<B>) -> bool {
        let kind = response.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        // Vocabularies and pictures are packed already.
        self.0
            && (kind.starts_with("text/")
                || ["application/wasm", "application/json", "image/svg+xml"].contains(&kind)
                || kind.ends_with("manifest+json"))
    }
}

/// How long the file at this path may be kept: for good where its name is its content's, as in
/// `element-2cf92974cd.js`, and else only while the server says that it is the same.
pub(super) fn kept(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let by_content = stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == 10 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    if by_content { "public, max-age=31536000, immutable" } else { "no-cache" }
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn what_is_named_by_its_content_is_kept() {
        for path in ["/element-2cf92974cd.js", "/blog/vocab/o200k_base-0123456789.tfv"] {
            assert!(kept(path).ends_with("immutable"), "{path}");
        }
        for path in ["/", "/index.html", "/tokenfare.js", "/open-from-disk.js", "/icon-512.png"] {
            assert_eq!(kept(path), "no-cache", "{path}");
        }
    }
}
