//! The controls: sliders, number fields, lists, and the way back.

use serde_json::json;
use thirtyfour::common::keys::Key;
use tokenfare_tests::{Failure, Page, Stage};

use crate::dig::open_section;
use crate::native::report_for;
use crate::report::{is_announced, listen};

async fn open(page: &Page) -> Result<(), Failure> {
    page.open("index.html").await?;
    page.state_becomes("exact").await?;
    listen(page).await?;
    page.paste("hello world").await
}

async fn announces(page: &Page, settings: &[(&str, &str)]) -> Result<(), Failure> {
    let native = report_for("hello world", settings);
    is_announced(page, &serde_json::to_value(native).expect("plain data")).await
}

async fn value(page: &Page, selector: &str) -> Result<String, Failure> {
    Ok(page.find(selector).await?.prop("value").await?.unwrap_or_default())
}

#[test]
fn a_slider_and_its_number_are_one_setting() {
    Stage::new().run(async |page| {
        open(page).await?;
        let slider = "[data-slider=messages-per-day]";
        page.find(slider).await?.send_keys(Key::Right + "").await?;
        announces(page, &[("messages-per-day", "80")]).await?;
        assert_eq!(value(page, "#messages-per-day").await?, "80");
        let field = page.find("#messages-per-day").await?;
        field.clear().await?;
        field.send_keys("1700").await?;
        announces(page, &[("messages-per-day", "1700")]).await?;
        let spoken = page.find(slider).await?.attr("aria-valuetext").await?;
        assert_eq!(spoken.as_deref(), Some("1,700"));
        Ok(())
    });
}

#[test]
fn a_conversation_is_set_and_put_back() {
    Stage::new().run(async |page| {
        open(page).await?;
        open_section(page, "conversation").await?;
        page.find("[data-slider=turns]").await?.send_keys(Key::End + "").await?;
        page.find("#history option[value=window]").await?.click().await?;
        page.find("[data-slider=history-turns]").await?;
        page.find("#caching option[value=off]").await?.click().await?;
        page.find("#tier option[value=batch]").await?.click().await?;
        announces(
            page,
            &[("turns", "100"), ("history", "window"), ("caching", "off"), ("tier", "batch")],
        )
        .await?;
        page.find("[data-action=reset]").await?.click().await?;
        announces(page, &[]).await?;
        assert_eq!(value(page, "#turns").await?, "1");
        page.find("[data-action=reset][aria-disabled=true]").await.map(|_| ())
    });
}

#[test]
fn plans_are_added_and_taken_away() {
    Stage::new().run(async |page| {
        open(page).await?;
        open_section(page, "plans").await?;
        page.find("[data-tick=claude-pro]").await?.click().await?;
        page.find("[data-tick=chatgpt-go]").await?.send_keys(" ").await?;
        announces(page, &[("plans", "chatgpt-free,chatgpt-plus,claude-pro")]).await?;
        page.find("[data-fare=claude-pro]").await?;
        page.find("[data-preset='plans.all']").await?.click().await?;
        announces(page, &[("plans", "all")]).await?;
        page.find("[data-preset='plans.usual']").await?.click().await?;
        announces(page, &[]).await
    });
}

#[test]
fn what_is_needed_ranks_the_rest_last_with_the_reason() {
    Stage::new().run(async |page| {
        open(page).await?;
        open_section(page, "needs").await?;
        page.find("[data-tick=automation]").await?.click().await?;
        announces(page, &[("needs", "automation")]).await?;
        page.find("[data-fare=chatgpt-plus][data-unfit]").await?;
        let reason = page.shown("[data-fare=chatgpt-plus] .reason").await?;
        assert!(reason.contains("Programs cannot use it."), "{reason}");
        page.shows("[data-section=needs] .gist", "Automation").await
    });
}

#[test]
fn a_limit_says_on_which_day_it_stops_the_api() {
    Stage::new().run(async |page| {
        open(page).await?;
        open_section(page, "budget").await?;
        page.find("#monthly-limit").await?.send_keys("2").await?;
        announces(page, &[("monthly-limit", "2")]).await?;
        // 2 USD at 0.006036 USD a message is 331 messages, 40 a day.
        let finding = page.shown("[data-figure=limit-day]").await?;
        assert!(finding.contains("day 9") && finding.contains("331 messages"), "{finding}");
        page.find("#monthly-limit").await?.send_keys("x").await?;
        page.find("[role=alert]").await?;
        assert_eq!(value(page, "#monthly-limit").await?, "2x");
        announces(page, &[("monthly-limit", "2")]).await
    });
}

#[test]
fn models_are_grouped_and_the_past_is_apart() {
    Stage::new().run(async |page| {
        open(page).await?;
        let script = "const select = document.querySelector('token-fare').shadowRoot
            .querySelector('#model');
            const group = (id) => select.querySelector(`[value='${id}']`).parentNode.label;
            return [group('gpt-5.4'), group('gpt-4'), select.lastElementChild.label]";
        let groups = page.evaluate(script, &[]).await?;
        let past = "No longer sold, or not yet";
        assert_eq!(groups, json!(["OpenAI", past, past]));
        Ok(())
    });
}

/// A reader who pays for Plus says so in one field, and reads what to do.
#[test]
fn what_is_paid_for_now_is_a_setting_in_sight() {
    Stage::new().run(async |page| {
        open(page).await?;
        let field = page.find("#pays-for").await?;
        assert_eq!(field.prop("value").await?.as_deref(), Some(""));
        let choose = "const field = document.querySelector('token-fare').shadowRoot.querySelector('#pays-for');
            field.value = 'chatgpt-plus';
            field.dispatchEvent(new Event('change', { bubbles: true }))";
        page.evaluate(choose, &[]).await?;
        announces(page, &[("pays-for", "chatgpt-plus")]).await?;
        let native = report_for("hello world", &[("pays-for", "chatgpt-plus")]);
        page.shows("[data-figure=verdict]", &native.recommendation.sentence).await
    });
}

/// The way to take has the largest figure, and its name.
#[test]
fn the_largest_figure_is_what_the_way_to_take_costs() {
    Stage::new().run(async |page| {
        open(page).await?;
        page.shows("[data-main] .label", "GPT-5.6 Sol API, a month").await?;
        let set = "document.querySelector('token-fare').messagesPerDay = 150";
        page.evaluate(set, &[]).await?;
        page.shows("[data-main] .label", "ChatGPT Plus, a month").await?;
        page.shows("[data-figure=best]", "$20.00").await?;
        let sizes = "const root = document.querySelector('token-fare').shadowRoot;
            return Array.from(root.querySelectorAll('.headline output'), (e) => parseFloat(getComputedStyle(e).fontSize))";
        let sizes: Vec<f64> =
            serde_json::from_value(page.evaluate(sizes, &[]).await?).unwrap_or_default();
        assert_eq!(sizes.len(), 3);
        assert!(sizes[1..].iter().all(|size| size * 1.5 < sizes[0]), "{sizes:?}");
        Ok(())
    });
}

/// An amount is read as the reader's language writes it, and never as another.
#[test]
fn an_amount_is_written_in_the_readers_notation() {
    let body = "<script type=\"module\" src=\"./tokenfare.js\"></script>
        <token-fare loading=\"eager\" lang=\"vi\">hello</token-fare>";
    Stage::new().page(crate::post::PATH, crate::post::page(body)).run(async |page| {
        page.open(&crate::post::PATH[1..]).await?;
        page.state_becomes("exact").await?;
        open_section(page, "budget").await?;
        let field = page.find("#credit").await?;
        let credit = async || {
            page.evaluate("return document.querySelector('token-fare').report.scenario.credit", &[])
                .await
        };
        field.send_keys("12,5").await?;
        page.until("twelve and a half", credit, |credit| *credit == json!("12.5")).await?;
        assert_eq!(value(page, "#credit").await?, "12,5");
        field.clear().await?;
        field.send_keys("1.500").await?;
        page.until("fifteen hundred", credit, |credit| *credit == json!("1500")).await?;
        Ok(())
    });
}

#[test]
fn the_day_of_the_prices_is_chosen_and_the_past_is_read() {
    Stage::new().run(async |page| {
        open(page).await?;
        open_section(page, "compare").await?;
        page.find("#on").await?;
        let native = report_for("hello world", &[]);
        let rows = async || {
            crate::dig::texts(page, "[data-panel=past] tbody tr").await.map(|rows| rows.len())
        };
        page.until("its prices", rows, |rows| *rows == native.past.len()).await?;
        let choose =
            "const field = document.querySelector('token-fare').shadowRoot.querySelector('#on');
            field.value = '2026-10-01';
            field.dispatchEvent(new InputEvent('input', { bubbles: true }))";
        page.evaluate(choose, &[]).await?;
        announces(page, &[("on", "2026-10-01")]).await
    });
}
