//! Events from the browser: the part of WebDriver BiDi that carries its console.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use thirtyfour::WebDriver;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::Failure;

/// A connection to the browser, which sends its events in the order in which they happen.
#[derive(Debug)]
pub(crate) struct Events {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    commands: u64,
    entries: Vec<String>,
}

impl Events {
    /// Asks for every console entry from now on: what scripts write, what they throw, and what a
    /// policy blocks, in pages and workers.
    pub(crate) async fn of_console(driver: &WebDriver) -> Result<Self, Failure> {
        let url = driver.capabilities().get("webSocketUrl").and_then(Value::as_str);
        let url = url.ok_or_else(|| Failure::Events("it names no address for them".into()))?;
        let (socket, _) = connect_async(url).await.map_err(failed)?;
        let mut events = Self { socket, commands: 0, entries: Vec::new() };
        events.command("session.subscribe", json!({ "events": ["log.entryAdded"] })).await?;
        Ok(events)
    }

    /// Every entry so far: once the browser has answered, all that came before is here.
    pub(crate) async fn entries(&mut self) -> Result<&[String], Failure> {
        self.command("session.status", json!({})).await?;
        Ok(&self.entries)
    }

    async fn command(&mut self, method: &str, parameters: Value) -> Result<(), Failure> {
        self.commands += 1;
        let command = json!({ "id": self.commands, "method": method, "params": parameters });
        self.socket.send(Message::text(command.to_string())).await.map_err(failed)?;
        while let Some(message) = self.socket.next().await {
            let message = message.map_err(failed)?;
            let message: Value =
                serde_json::from_str(message.to_text().map_err(failed)?).unwrap_or_default();
            let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
            if text("/method") == Some("log.entryAdded") {
                let level = text("/params/level").unwrap_or_default();
                self.entries.push(format!("{level}: {}", text("/params/text").unwrap_or_default()));
            } else if message.get("id").and_then(Value::as_u64) == Some(self.commands) {
                return match text("/message") {
                    Some(refusal) => Err(failed(refusal)),
                    None => Ok(()),
                };
            }
        }
        Err(Failure::Events("the connection has ended".into()))
    }
}

fn failed(error: impl ToString) -> Failure {
    Failure::Events(error.to_string())
}
