//! What a reader downloads: `cargo xtask sizes` has the limits and what they are for.

use std::collections::BTreeSet;

use tokenfare_tests::{Browser, Stage};
use xtask::release::Release;
use xtask::sizes::{BUDGETS, EXACT};

#[test]
fn nothing_is_larger_than_promised() {
    let release = Release::built().expect("the site; `cargo xtask build`");
    for budget in BUDGETS {
        let sizes = budget.sizes(&release).expect("files of the site");
        let total: usize = sizes.iter().map(|(_, size)| size).sum();
        println!("{}: {total} of {} bytes", budget.what, budget.limit);
        assert!(total <= budget.limit, "{}: {total} bytes: {sizes:?}", budget.what);
    }
}

/// A limit on files that no reader loads, or on fewer than every reader loads, would be none.
#[test]
fn a_reader_loads_what_the_limit_is_on() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        let requested: BTreeSet<_> = page.requested().into_iter().collect();
        // What comes after the answer is the next visit's.
        let later = ["service-worker.js", "open-from-disk.js", "manifest.webmanifest"];
        let requested: BTreeSet<_> =
            requested.iter().map(String::as_str).filter(|name| !later.contains(name)).collect();
        let release = Release::built()?;
        let listed = release.with_imports(EXACT.files)?;
        let listed: BTreeSet<_> = listed.iter().map(String::as_str).collect();
        assert_eq!(requested, listed);
        Ok(())
    });
}
