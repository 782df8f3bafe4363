//! The harness itself: a check that cannot fail is none.

use tokenfare_tests::Stage;

#[test]
#[should_panic(expected = "unannounced words")]
fn an_unannounced_console_entry_fails_the_test() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.evaluate("console.warn('unannounced words')", &[]).await?;
        Ok(())
    });
}

#[test]
#[should_panic(expected = "nothing contains \"words that never come\"")]
fn an_announced_console_entry_must_come() {
    Stage::new().run(async |page| {
        page.expect_in_console("words that never come");
        page.open("index.html").await
    });
}

#[test]
fn an_announced_console_entry_is_no_failure() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.expect_in_console("announced words");
        page.evaluate("console.error('announced words')", &[]).await?;
        Ok(())
    });
}
