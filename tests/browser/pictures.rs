//! The page as it looks, kept in `target/screenshots/`.

use tokenfare_tests::{Rendering, Scheme, Stage};

#[test]
fn every_width_in_light_and_dark() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        for (scheme, name) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
            for width in [360, 768, 1280] {
                page.render(Rendering::new(width, scheme)).await?;
                page.screenshot(&format!("page-{width}-{name}")).await?;
                let content = page.evaluate("return document.documentElement.scrollWidth", &[]);
                assert_eq!(content.await?, width, "something sticks out at {width} px");
            }
        }
        Ok(())
    });
}

/// Draws the README's picture anew: `cargo test --package tokenfare-tests --test browser -- --ignored`.
#[test]
#[ignore = "writes docs/widget.png, which is committed"]
fn for_the_readme() {
    Stage::new().run(async |page| {
        page.render(Rendering::new(1080, Scheme::Light)).await?;
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.screenshot_for_the_repository("docs/widget.png").await
    });
}
