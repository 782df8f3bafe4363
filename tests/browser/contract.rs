//! The element's contract: attributes, properties, events, parts, custom properties.

use serde_json::{Value, json};
use tokenfare_core::scenario::{FIELDS, Scenario};
use tokenfare_tests::Stage;

use crate::post::{PATH, holds, overhear, post, run};

const WIDGET: &str = "<token-fare loading=\"eager\">hello world</token-fare>";
const ELEMENT: &str = "window.element = document.querySelector('token-fare')";

/// A value of each setting that is not its usual one.
fn other(name: &str) -> &'static str {
    match name {
        "model" => "gpt-4o",
        "plans" => "claude-pro",
        "history" => "window",
        "caching" => "off",
        "cache-retention" => "long",
        "tier" => "batch",
        "regional" | "compare" => "on",
        "overhead" => "off",
        "billing" => "yearly",
        "needs" => "voice",
        "pays-for" => "chatgpt-go",
        "hosting" => "on-demand",
        "currency" => "EUR",
        "rate" => "0.92",
        "on" | "rate-on" => "2026-11-08",
        _ => "7",
    }
}

#[test]
fn every_setting_is_an_attribute_and_a_typed_property() {
    Stage::new().page(PATH, post(WIDGET)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        run(page, ELEMENT).await?;
        for field in FIELDS {
            let mut scenario = Scenario::default();
            let value = other(field.name);
            scenario.set(field.name, value).expect("a value of the setting");
            let expected = json!(scenario).get(field.key()).cloned().unwrap_or_default();
            let names = [json!(field.key()), json!(field.name), json!(value)];
            // The attribute is set, the property reads it, and the report is about it.
            let read = page
                .evaluate(
                    "const [key, name, value] = arguments;
                    element.setAttribute(name, value);
                    return element[key]",
                    &names,
                )
                .await?;
            assert_eq!(read, expected, "{}", field.name);
            let reported = format!("JSON.stringify(element.report.scenario.{})", field.key());
            holds(page, &format!("{reported} === '{expected}'")).await?;
            // The property is set to what it says, and the attribute is the same text.
            let written = page
                .evaluate(
                    "const [key, name] = arguments;
                    const value = element[key];
                    element[key] = null;
                    const without = element.hasAttribute(name);
                    element[key] = value;
                    return [without, element.getAttribute(name)]",
                    &names,
                )
                .await?;
            assert_eq!(written, json!([false, value]), "{}", field.name);
            run(page, &format!("element.removeAttribute('{}')", field.name)).await?;
        }
        Ok(())
    });
}

#[test]
fn the_usual_values_are_the_cores() {
    Stage::new().page(PATH, post(WIDGET)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        run(page, ELEMENT).await?;
        let standard = Scenario::default();
        for field in FIELDS {
            let script = format!("return element.{}", field.key());
            let expected: Value = json!(field.value(&standard));
            assert_eq!(page.evaluate(&script, &[]).await?, expected, "{}", field.name);
        }
        Ok(())
    });
}

#[test]
fn properties_set_before_the_definition_are_kept() {
    let early = "<token-fare>hello world</token-fare><script>
        const early = document.querySelector('token-fare');
        early.messagesPerDay = 7;
        early.plans = ['claude-pro'];
        early.loading = 'eager';
        early.text = 'hello world, hello world';
        </script>";
    Stage::new().page(PATH, post(early)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        page.shows("[data-figure=tokens]", "5").await?;
        run(page, ELEMENT).await?;
        holds(page, "element.report.scenario.messagesPerDay === 7").await?;
        holds(page, "element.getAttribute('plans') === 'claude-pro'").await
    });
}

#[test]
fn what_the_reader_sets_is_in_the_attribute() {
    Stage::new().page(PATH, post(WIDGET)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        run(page, ELEMENT).await?;
        page.find("#model option[value=gpt-4]").await?.click().await?;
        holds(page, "element.getAttribute('model') === 'gpt-4' && element.model === 'gpt-4'")
            .await?;
        // A copy is the same scenario, and the same text where the element's own is meant.
        run(page, "element.replaceWith(element.cloneNode(true))").await?;
        page.state_becomes("exact").await?;
        run(page, ELEMENT).await?;
        holds(page, "element.report.model === 'gpt-4'").await
    });
}

#[test]
fn the_text_is_a_property() {
    Stage::new().page(PATH, post(WIDGET)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        run(page, &format!("{ELEMENT}; element.text = 'hello world, hello world'")).await?;
        page.shows("[data-figure=tokens]", "5").await?;
        let field = page.find("textarea").await?.prop("value").await?.unwrap_or_default();
        assert_eq!(field, "hello world, hello world");
        page.type_text("!").await?;
        holds(page, "element.text === 'hello world, hello world!'").await?;
        run(page, "element.setAttribute('text', 'hello')").await?;
        page.shows("[data-figure=tokens]", "1").await
    });
}

#[test]
fn it_says_when_it_is_ready_what_it_costs_and_what_is_wrong() {
    Stage::new().page(PATH, post("")).run(async |page| {
        page.open("post.html").await?;
        overhear(page).await?;
        run(
            page,
            "window.element = document.createElement('token-fare');
            element.setAttribute('loading', 'eager');
            element.textContent = 'a secret';
            element.ready.then((resolved) => { window.resolved = resolved; });
            document.body.append(element);",
        )
        .await?;
        page.state_becomes("exact").await?;
        holds(page, "resolved === element").await?;
        holds(page, "said.filter(([type]) => type === 'ready').length === 1").await?;
        holds(
            page,
            "said.some(([type, detail]) => type === 'change' && detail === element.report)",
        )
        .await?;
        run(page, "element.setAttribute('turns', '0')").await?;
        holds(page, "said.some(([, detail]) => detail?.code === 'invalid-setting')").await?;
        holds(page, "said.every(([, , travels]) => travels)").await?;
        holds(page, "!JSON.stringify(said).includes('a secret')").await
    });
}

#[test]
fn views_themes_and_languages_change_while_it_is_shown() {
    Stage::new().page(PATH, post(WIDGET)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        run(page, ELEMENT).await?;
        for view in ["compact", "badge", "tokens", "chart", "full"] {
            run(page, &format!("element.view = '{view}'")).await?;
            page.find(&format!(".layout[data-view={view}]")).await?;
            holds(page, &format!("element.getAttribute('view') === '{view}'")).await?;
        }
        for theme in ["dark", "light"] {
            run(page, &format!("element.theme = '{theme}'")).await?;
            holds(page, &format!("getComputedStyle(element).colorScheme === '{theme}'")).await?;
        }
        run(page, "element.theme = 'auto'; document.documentElement.style.colorScheme = 'dark'")
            .await?;
        holds(page, "getComputedStyle(element).colorScheme === 'dark'").await?;
        run(page, "element.messagesPerDay = 1000; element.setAttribute('lang', 'de-CH')").await?;
        holds(page, "/30.000/.test(element.shadowRoot.textContent)").await
    });
}

#[test]
fn every_custom_property_reaches_the_widget() {
    Stage::new().page(PATH, post(WIDGET)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        run(
            page,
            &format!(
                "{ELEMENT}; window.style = (selector) =>
                getComputedStyle(element.shadowRoot.querySelector(selector));"
            ),
        )
        .await?;
        for (property, value, computed) in [
            ("accent", "rgb(1, 2, 3)", "style('.verdict').borderInlineStartColor"),
            ("surface", "rgb(4, 5, 6)", "style('.tokenfare').backgroundColor"),
            ("text", "rgb(7, 8, 9)", "style('.tokenfare').color"),
            ("muted", "rgb(10, 11, 12)", "style('.figure:not([data-main]) .label').color"),
            ("line", "rgb(13, 14, 15)", "style('.tokenfare').borderTopColor"),
            ("radius", "3px", "style('.tokenfare').borderTopLeftRadius"),
        ] {
            run(page, &format!("element.style.setProperty('--tokenfare-{property}', '{value}')"))
                .await?;
            holds(page, &format!("{computed} === '{value}'")).await?;
        }
        // The space is kept until the widget is there.
        run(
            page,
            "window.waiting = document.createElement('token-fare');
            waiting.setAttribute('loading', 'interaction');
            waiting.style.setProperty('--tokenfare-reserve', '4000px');
            document.body.append(waiting);",
        )
        .await?;
        holds(page, "getComputedStyle(waiting).minBlockSize === '4000px'").await
    });
}

#[test]
fn every_part_can_be_styled() {
    let style = ["widget", "text", "answer", "verdict", "badge"]
        .map(|part| format!("token-fare::part({part}) {{ outline: 7px solid red }}"))
        .concat();
    let body = format!("<style>{style}</style>{WIDGET}");
    Stage::new().page(PATH, post(&body)).run(async |page| {
        page.open("post.html").await?;
        page.state_becomes("exact").await?;
        run(page, ELEMENT).await?;
        let styled = |part: &str| {
            format!(
                "getComputedStyle(element.shadowRoot.querySelector('[part={part}]')).outlineWidth \
                === '7px'"
            )
        };
        for part in ["widget", "text", "answer", "verdict"] {
            holds(page, &styled(part)).await?;
        }
        run(page, "element.view = 'badge'").await?;
        page.find("[part=badge]").await?;
        holds(page, &styled("badge")).await
    });
}
