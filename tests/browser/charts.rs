//! The pictures: they show what core computes, are read by keyboard, and can be taken away.

use axum::http::header;
use serde_json::json;
use thirtyfour::common::keys::Key;
use tokenfare_core::report::{Counts, Curves, snowball};
use tokenfare_tests::{Failure, Page, Stage};

use crate::dig::open_section;
use crate::native::{grouped, is_rounded, report_for};
use crate::post::catch_saved;

async fn open(page: &Page, section: &str) -> Result<(), Failure> {
    page.open("index.html").await?;
    page.state_becomes("exact").await?;
    page.paste("hello world").await?;
    page.shows("[data-figure=tokens]", "2").await?;
    open_section(page, section).await
}

#[test]
fn the_cost_by_volume_is_drawn_and_read() {
    Stage::new().run(async |page| {
        open(page, "curve").await?;
        let native = report_for("hello world", &[]);
        let curves = Curves::of(&native).expect("prices");
        let scrub = page.find("[data-chart=curve] .scrub").await?;
        assert_eq!(scrub.attr("max").await?, Some(curves.most.to_string()));
        assert_eq!(scrub.prop("value").await?.as_deref(), Some("1200"));
        let drawn = "const root = document.querySelector('token-fare').shadowRoot;
            return ['.line', '.crossing', '.here'].map((s) => root.querySelectorAll(s).length)";
        let drawn = page.evaluate(drawn, &[]).await?;
        assert_eq!(drawn, json!([4, curves.crossings.len(), 1]));
        let reading = "[data-figure=reading]";
        assert!(page.shown(reading).await?.contains("1,200 messages a month, GPT-5.6 Sol API"));
        // At the right end the plan like it is cheapest.
        scrub.send_keys(Key::End + "").await?;
        let at_end = format!("At {} messages a month, ChatGPT Plus", grouped(curves.most));
        page.until(
            "the reading",
            async || page.shown(reading).await,
            |text| text.starts_with(&at_end),
        )
        .await?;
        let api = native.fare("api").and_then(|fare| fare.line()).expect("a price");
        let shown = page.shown("[data-series=api]").await?;
        assert!(is_rounded(&shown, &api.cost(curves.most).to_string()), "{shown}");
        Ok(())
    });
}

#[test]
fn the_charts_table_has_the_break_evens() {
    Stage::new().run(async |page| {
        open(page, "curve").await?;
        page.find("[data-chart=curve] summary").await?.click().await?;
        let script = "const root = document.querySelector('token-fare').shadowRoot;
            return Array.from(root.querySelectorAll('.twin tbody th'), (e) => e.textContent)";
        let rows = page.evaluate(script, &[]).await?;
        let rows: Vec<String> = serde_json::from_value(rows).unwrap_or_default();
        for volume in ["0", "1,200", "1,326", "3,314"] {
            assert!(rows.iter().any(|row| row == volume), "{volume} is not in {rows:?}");
        }
        Ok(())
    });
}

#[test]
fn the_snowball_is_drawn_and_read() {
    Stage::new().run(async |page| {
        open(page, "snowball").await?;
        let native = report_for("hello world", &[]);
        let counts = Counts::exact("o200k_base", 2);
        let catalog = tokenfare_catalog::builtin();
        let ball = snowball(&catalog, &native.scenario, &counts, native.on, 20).expect("a price");
        let reading = async || page.shown("[data-figure=reading]").await;
        let last = format!("Message 20 sends {} tokens", grouped(ball.turns[19].input));
        page.until("the last", reading, |text| text.starts_with(&last)).await?;
        page.find("[data-chart=snowball] .scrub").await?.send_keys(Key::Home + "").await?;
        let first = format!("Message 1 sends {} tokens", grouped(ball.turns[0].input));
        page.until("the first", reading, |text| text.starts_with(&first)).await?;
        Ok(())
    });
}

/// Under the strictest policy: the picture needs nothing that it forbids.
#[test]
fn a_chart_is_saved_as_svg_and_as_png() {
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
        connect-src 'self'; worker-src 'self'; img-src 'self' data:; manifest-src 'self'";
    Stage::new().header(header::CONTENT_SECURITY_POLICY, policy).run(async |page| {
        open(page, "curve").await?;
        let saves = "async (name, blob) =>
            saved.push([name, blob.type, blob.size, await blob.slice(0, 4096).text()])";
        catch_saved(page, saves).await?;
        page.find("[data-save=svg]").await?.click().await?;
        page.find("[data-save=png]").await?.click().await?;
        let saved = async || page.evaluate("return saved", &[]).await;
        let both = |saved: &serde_json::Value| saved.as_array().is_some_and(|all| all.len() == 2);
        let saved = page.until("two files", saved, both).await?;
        let mut files: Vec<(String, String, u64, String)> =
            serde_json::from_value(saved).unwrap_or_default();
        files.sort();
        let (png, svg) = (&files[0], &files[1]);
        assert_eq!((png.0.as_str(), png.1.as_str()), ("tokenfare-curve.png", "image/png"));
        assert!(png.2 > 2_000 && png.3.contains("PNG"), "{} bytes", png.2);
        assert_eq!((svg.0.as_str(), svg.1.as_str()), ("tokenfare-curve.svg", "image/svg+xml"));
        assert!(svg.3.starts_with("<svg") && svg.3.contains("stroke=\"rgb"), "{}", svg.3);
        Ok(())
    });
}
