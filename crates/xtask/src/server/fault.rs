//! The ways in which a static server lets a page down.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// What goes wrong with one file.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Fault {
    /// A status and nothing else: a file that was not deployed, a server that is down.
    Status(StatusCode),
    /// Only the first bytes arrive, and the response is complete as far as HTTP can tell.
    Truncated {
        /// How many bytes arrive.
        keep: usize,
    },
    /// One bit in the middle of the file is flipped.
    Corrupt,
    /// The right bytes under another content type.
    ContentType(&'static str),
    /// Another text of the same type: the file of another version.
    Replaced(String),
    /// The right answer, later.
    Delayed(Duration),
}

impl Fault {
    /// Turns the right response into the faulty one.
    pub(super) async fn apply(self, mut response: Response) -> Response {
        match self {
            Self::Status(status) => return status.into_response(),
            Self::ContentType(value) => {
                let value = HeaderValue::from_static(value);
                response.headers_mut().insert(header::CONTENT_TYPE, value);
            }
            Self::Delayed(time) => tokio::time::sleep(time).await,
            Self::Truncated { keep } => {
                return with_body(response, |bytes| bytes.truncate(keep)).await;
            }
            Self::Replaced(text) => {
                return with_body(response, |bytes| *bytes = text.into_bytes()).await;
            }
            Self::Corrupt => {
                return with_body(response, |bytes| {
                    let middle = bytes.len() / 2;
                    if let Some(byte) = bytes.get_mut(middle) {
                        *byte ^= 0b0001_0000;
                    }
                })
                .await;
            }
        }
        response
    }
}

async fn with_body(response: Response, change: impl FnOnce(&mut Vec<u8>)) -> Response {
    let (mut head, body) = response.into_parts();
    let mut bytes = to_bytes(body, usize::MAX).await.unwrap_or_default().to_vec();
    change(&mut bytes);
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, Body::from(bytes))
}
