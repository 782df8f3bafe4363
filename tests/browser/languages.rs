//! The page in its languages, and in one that nobody speaks: longer, accented, in brackets.

use std::fs;

use serde_json::{Map, Value, json};
use tokenfare_tests::{Browser, Rendering, Scheme, Stage};

use crate::dig::open_section;

fn messages(tag: &str) -> Map<String, Value> {
    let path = xtask::root().join(format!("www/lang/{tag}.json"));
    serde_json::from_str(&fs::read_to_string(path).expect("a language")).expect("its messages")
}

fn tags() -> Vec<String> {
    let files = fs::read_dir(xtask::root().join("www/lang")).expect("the languages");
    let stem = |file: std::io::Result<fs::DirEntry>| {
        file.ok()?.path().file_stem().map(|stem| stem.display().to_string())
    };
    files.filter_map(stem).collect()
}

#[test]
fn a_language_is_chosen_on_the_page_and_kept_in_its_address() {
    Stage::new().run(async |page| {
        for tag in tags() {
            page.open(&format!("index.html?lang={tag}")).await?;
            page.find(&format!(".tokenfare[lang={tag}]")).await?;
            page.state_becomes("exact").await?;
            let own = messages(&tag);
            let heading =
                "return [document.querySelector('h1').textContent, document.documentElement.dir,
                document.querySelector('token-fare').shadowRoot.querySelector('.tokenfare').dir,
                document.querySelector('#language').value]";
            let expected = json!([own["page.title"], own["direction"], own["direction"], tag]);
            page.until(
                &format!("the page in {tag}"),
                async || page.evaluate(heading, &[]).await,
                |shown| *shown == expected,
            )
            .await?;
        }
        let choose = "const choice = document.querySelector('#language');
            choice.value = 'en';
            choice.dispatchEvent(new Event('change'))";
        page.evaluate(choose, &[]).await?;
        page.find(".tokenfare[lang=en]").await?;
        let address = page.evaluate("return location.search", &[]).await?;
        assert_eq!(address, "?lang=en");
        Ok(())
    });
}

/// Where words run from right to left, an amount stays in one piece: `5.61 US$`, not `$US 5.61`.
#[test]
fn an_amount_among_arabic_words_stays_whole() {
    Stage::new().run(async |page| {
        page.open("index.html?lang=ar").await?;
        page.find(".tokenfare[lang=ar]").await?;
        page.state_becomes("exact").await?;
        let places = "const root = document.querySelector('token-fare').shadowRoot;
            const text = root.querySelector('[data-figure=per-month]').firstChild;
            const left = (at) => {
                const range = document.createRange();
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                return range.getBoundingClientRect().left;
            };
            return ['.', 'U', 'S', '$'].map((letter) => left(text.data.indexOf(letter)))";
        let places = page.evaluate(places, &[]).await?;
        let places: Vec<f64> = serde_json::from_value(places).unwrap_or_default();
        assert!(places.len() == 4 && places.is_sorted_by(|a, b| a < b), "{places:?}");
        Ok(())
    });
}

/// Among Arabic words, neither the parts of a day nor the ends of a name in Latin letters change places.
#[test]
fn days_and_names_among_arabic_words_stay_whole() {
    Stage::new().run(async |page| {
        page.open("index.html?lang=ar").await?;
        page.find(".tokenfare[lang=ar]").await?;
        page.state_becomes("exact").await?;
        page.find("[data-fare=api] .explain").await?.click().await?;
        page.find(".source").await?;
        open_section(page, "plans").await?;
        page.find("#section-plans .tick").await?;
        // Where the first and the last letter of the first text of `selector` that has `part` stand.
        let ends = "const root = document.querySelector('token-fare').shadowRoot;
            const [selector, part] = arguments;
            const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const text = texts.currentNode;
                const at = text.parentElement.matches(selector) ? text.data.indexOf(part) : -1;
                if (at < 0) continue;
                const left = (at) => {
                    const range = document.createRange();
                    range.setStart(text, at);
                    range.setEnd(text, at + 1);
                    return range.getBoundingClientRect().left;
                };
                return [left(at), left(at + part.length - 1)];
            }";
        let day = "return document.querySelector('token-fare').report.fares
            .find(({ id }) => id === 'api').provenance.checked";
        let day = page.evaluate(day, &[]).await?;
        for (selector, part) in [(".source", day), (".tick span", json!("Pro+"))] {
            let ends = page.evaluate(ends, &[json!(selector), part.clone()]).await?;
            let [first, last] = [ends[0].as_f64(), ends[1].as_f64()];
            assert!(first.is_some() && first < last, "{part}: {ends}");
        }
        Ok(())
    });
}

/// Sentences that depend on a number have a form for each case that the language distinguishes.
#[test]
fn plurals_are_complete_in_every_language() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.open("index.html").await?;
        for tag in tags() {
            let script =
                "return new Intl.PluralRules(arguments[0]).resolvedOptions().pluralCategories";
            let categories = page.evaluate(script, &[json!(tag)]).await?;
            let mut categories: Vec<String> =
                serde_json::from_value(categories).unwrap_or_default();
            categories.sort();
            for (key, message) in messages(&tag) {
                let Some(forms) = message.as_object() else { continue };
                let mut forms: Vec<_> = forms.keys().cloned().collect();
                forms.sort();
                assert_eq!(forms, categories, "{tag}: {key}");
            }
        }
        Ok(())
    });
}

/// Every sentence 40 % longer, with accents, and in brackets, so that its end is seen.
fn pseudo(text: &str) -> String {
    let mut inside = false;
    let mut long = String::from("⟦");
    let mut owed = 0;
    for letter in text.chars() {
        inside = letter == '{' || inside && letter != '}';
        let accented = match letter {
            _ if inside => letter,
            'a' => 'á',
            'e' => 'é',
            'i' => 'í',
            'o' => 'ö',
            'u' => 'ü',
            'n' => 'ñ',
            other => other,
        };
        long.push(accented);
        owed += if inside || !letter.is_alphabetic() { 0 } else { 2 };
        if owed >= 5 && !inside {
            long.push(accented);
            owed -= 5;
        }
    }
    long + "⟧"
}

fn pseudo_messages() -> String {
    let translated = messages("en").into_iter().map(|(key, message)| {
        let message = match message {
            Value::String(text) if key.contains('.') => json!(pseudo(&text)),
            Value::Object(forms) => forms
                .into_iter()
                .map(|(form, text)| (form, json!(pseudo(text.as_str().unwrap_or_default()))))
                .collect(),
            // The file's own tag and direction.
            other => other,
        };
        (key, message)
    });
    Value::Object(translated.collect()).to_string()
}

#[test]
fn longer_words_are_not_cut_off_and_none_is_left_in_english() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.release_file("lang/en.json", pseudo_messages())?;
        page.render(Rendering::new(360, Scheme::Light)).await?;
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        page.evaluate_async(crate::axe::OPEN_ALL, &[]).await?;
        page.screenshot("page-360-pseudo").await?;
        let cut = "const root = document.querySelector('token-fare').shadowRoot;
            const scrolls = (e) => e.closest('.scroll, select, input, textarea, svg');
            return Array.from(root.querySelectorAll('.tokenfare *'))
                .filter((e) => e.clientWidth && e.scrollWidth > e.clientWidth + 1 && !scrolls(e))
                .map((e) => `${e.localName}.${e.className}: ${e.textContent.slice(0, 60)}`)";
        let cut = page.evaluate(cut, &[]).await?;
        assert_eq!(cut, json!([]), "cut off: {cut:#}");
        // Names and sources come from the catalog, and are the same in every language.
        let english = "const element = document.querySelector('token-fare');
            const { models, plans } = await import('./tokenfare.js');
            const known = JSON.stringify([element.report, await models(), await plans()]);
            const texts = document.createTreeWalker(element.shadowRoot, NodeFilter.SHOW_TEXT);
            const english = [];
            while (texts.nextNode()) {
                const { parentElement, textContent } = texts.currentNode;
                const own = textContent.trim();
                const hidden = parentElement.closest('option, textarea, .token-list, .token-text');
                if (/[a-z]{3}/i.test(own) && !own.includes('⟦') && !hidden && !known.includes(own) &&
                    !vendors.includes(own)) {
                    english.push(own);
                }
            }
            return english";
        let catalog = tokenfare_catalog::builtin();
        let vendors = catalog.vendors.iter().map(|vendor| vendor.name.clone());
        let vendors = json!(vendors.collect::<Vec<_>>());
        let english = page.evaluate_async(english, &[("vendors", vendors)]).await?;
        assert_eq!(english, json!([]), "in no language file: {english:#}");
        Ok(())
    });
}
