use std::env;

use super::*;

/// A folder of this test's own, removed when the test ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("tokenfare-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn put(&self, name: &str, content: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn text(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.0.join(name)).ok()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn writing_twice_touches_nothing_the_second_time() {
    let (source, dist) = (Scratch::new("twice-source"), Scratch::new("twice-dist"));
    source.put("index.html", "<p>");
    source.put("lang/en.json", "{}");
    let mut site = Site::default();
    site.add_folder(&source.0, Path::new("")).unwrap();

    assert_eq!(site.write(&dist.0).unwrap(), Changes { written: 2, kept: 0, removed: 0 });
    assert_eq!(site.write(&dist.0).unwrap(), Changes { written: 0, kept: 2, removed: 0 });
    assert_eq!(dist.text("lang/en.json").as_deref(), Some("{}"));
}

#[test]
fn files_that_no_longer_belong_are_removed_with_their_folder() {
    let (source, dist) = (Scratch::new("stale-source"), Scratch::new("stale-dist"));
    source.put("new.js", "1");
    source.put(".hidden", "secret");
    dist.put("old/gone.js", "0");
    let mut site = Site::default();
    site.add_folder(&source.0, Path::new("")).unwrap();

    assert_eq!(site.write(&dist.0).unwrap(), Changes { written: 1, kept: 0, removed: 1 });
    assert!(!dist.0.join("old").exists());
    assert_eq!(dist.text(".hidden"), None);
}

#[test]
fn a_renamed_module_is_found_under_its_new_name() {
    let source = Scratch::new("rename");
    source.put("widget_bg.wasm", "\0asm");
    source.put("widget.js", "new URL('widget_bg.wasm', import.meta.url)");
    let mut site = Site::default();
    site.add_folder(&source.0, Path::new("")).unwrap();

    site.rename(Path::new("widget_bg.wasm"), Path::new("widget.wasm"));
    site.replace_text("widget.js", "widget_bg.wasm", "widget.wasm").unwrap();

    let names: Vec<_> = site.files.keys().map(|name| name.display().to_string()).collect();
    assert_eq!(names, ["widget.js", "widget.wasm"]);
    assert_eq!(site.files[Path::new("widget.js")], b"new URL('widget.wasm', import.meta.url)");
}

#[test]
fn an_unreadable_source_is_named() {
    let error = Site::default().add_file(Path::new("no/such.file"), Path::new("x")).unwrap_err();
    assert!(error.to_string().starts_with("cannot read no/such.file: "), "{error}");
}
