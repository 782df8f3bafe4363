//! `embed.html` takes its settings from its address and from messages: strangers may write both.

use serde_json::json;
use tokenfare_tests::Stage;

use crate::post::{holds, run};

/// What runs a script, or changes the page, when an element has it.
const HARMFUL: &str = "style=position:fixed&id=x&name=x&class=x&slot=x&is=x&tabindex=1&autofocus=1\
    &contenteditable=true&nonce=x&part=x&share=hash&for=x&loading=interaction&hidden=1&popover=auto";

/// Every handler of an event that this browser knows, each with a script.
const HANDLERS: &str = "
    const handlers = new Set();
    for (let at = frame.contentDocument.createElement('div'); at; at = Object.getPrototypeOf(at)) {
        for (const name of Object.getOwnPropertyNames(at)) if (/^on[a-z]+$/.test(name)) handlers.add(name);
    }
    const named = [...handlers, 'oncontentvisibilityautostatechange', 'onbeforematch'];";

/// The attributes that the frame's element has.
const ATTRIBUTES: &str =
    "return frame.contentDocument.querySelector('token-fare').getAttributeNames().sort()";

fn host() -> String {
    crate::post::page(
        "<iframe></iframe><script>
        window.frame = document.querySelector('iframe');
        window.inside = () => frame.contentDocument?.querySelector('token-fare');
        window.show = (settings) => frame.src = `tokenfare/embed.html?${Math.random()}#${settings}`;
        </script>",
    )
}

#[test]
fn an_address_sets_settings_and_nothing_else() {
    Stage::new().folder("/tokenfare/").page("/host.html", host()).run(async |page| {
        page.open("../host.html").await?;
        run(page, "show('turns=3')").await?;
        holds(page, "inside()?.report?.scenario.turns === 3").await?;
        let script = format!(
            "{HANDLERS}
            const all = named.map((name) => `${{name}}=parent.ran=true`).join('&');
            frame.src = `tokenfare/embed.html?2#{HARMFUL}&${{all}}&turns=4&view=compact&lang=en&theme=dark`;
            return named.length;"
        );
        let tried = page.evaluate(&script, &[]).await?;
        assert!(tried.as_u64() > Some(60), "{tried}");
        holds(page, "inside()?.report?.scenario.turns === 4").await?;
        let attributes = page.evaluate(ATTRIBUTES, &[]).await?;
        assert_eq!(attributes, json!(["lang", "loading", "theme", "turns", "view"]));
        assert_eq!(page.evaluate("return inside().loading", &[]).await?, "eager");
        holds(page, "!window.ran").await
    });
}

#[test]
fn a_message_sets_settings_and_nothing_else() {
    Stage::new().folder("/tokenfare/").page("/host.html", host()).run(async |page| {
        page.open("../host.html").await?;
        run(page, "show('host=' + location.origin)").await?;
        holds(page, "inside()?.report?.tokens.basis.kind === 'exact'").await?;
        let script = format!(
            "{HANDLERS}
            const settings = Object.fromEntries(new URLSearchParams('{HARMFUL}'));
            for (const name of named) settings[name] = 'parent.ran = true';
            settings.turns = 4;
            frame.contentWindow.postMessage({{ type: 'tokenfare-set', settings }}, '*');"
        );
        run(page, &script).await?;
        holds(page, "inside().report.scenario.turns === 4").await?;
        let attributes = page.evaluate(ATTRIBUTES, &[]).await?;
        assert_eq!(attributes, json!(["loading", "turns"]));
        holds(page, "!window.ran").await?;
        run(
            page,
            "frame.contentWindow.postMessage({ type: 'tokenfare-set', settings: { turns: null } }, '*')",
        )
        .await?;
        holds(page, "inside().report.scenario.turns === 1").await
    });
}

#[test]
fn prices_in_a_frame_come_from_its_own_site() {
    Stage::new().folder("/tokenfare/").page("/host.html", host()).run(async |page| {
        page.open("../host.html").await?;
        for elsewhere in ["https://example.org/prices.json", "//example.org/p.json", "data:,{}"] {
            run(page, &format!("show('turns=2&catalog=' + encodeURIComponent('{elsewhere}'))"))
                .await?;
            holds(page, "inside()?.report?.scenario.turns === 2").await?;
            holds(page, "inside()?.hasAttribute('catalog') === false").await?;
            run(page, "frame.src = 'about:blank'").await?;
        }
        Ok(())
    });
}

#[test]
fn a_host_that_is_no_address_is_nobody() {
    Stage::new().folder("/tokenfare/").page("/host.html", host()).run(async |page| {
        page.open("../host.html").await?;
        for nobody in ["", "notaurl", "%00"] {
            run(page, &format!("show('turns=2&host={nobody}')")).await?;
            holds(page, "inside()?.report?.scenario.turns === 2").await?;
            run(page, "frame.src = 'about:blank'").await?;
        }
        Ok(())
    });
}

#[test]
fn the_height_reaches_a_script_that_comes_late() {
    let body = "<iframe class=\"tokenfare\" src=\"tokenfare/embed.html#turns=2\"></iframe>";
    let body = crate::post::page(body);
    Stage::new().folder("/tokenfare/").page("/host.html", body).run(async |page| {
        page.open("../host.html").await?;
        let inside =
            "document.querySelector('iframe').contentDocument?.querySelector('token-fare')";
        holds(page, &format!("{inside}?.report?.tokens.basis.kind === 'exact'")).await?;
        run(
            page,
            "const script = document.createElement('script');
            script.type = 'module';
            script.src = 'tokenfare/embed.js';
            document.body.append(script);",
        )
        .await?;
        holds(page, "parseFloat(document.querySelector('iframe').style.blockSize) > 300").await
    });
}
