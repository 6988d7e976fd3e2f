#![allow(clippy::unwrap_used)]

use super::*;
use crate::config::{OrganisationsFile, TomlFile};

const REGISTRY: &str = r#"
[[organisation]]
id = "niigata"
name = "新潟市"
kind = "city"
[[organisation]]
id = "chuo"
name = "中央区"
kind = "ward"
parent = "niigata"
[[organisation]]
id = "chuo-chiiki"
slug = "chiiki"
name = "地域課"
kind = "section"
parent = "chuo"
"#;

fn registry() -> Registry {
    Registry::new(
        TomlFile::parse("o.toml", REGISTRY)
            .unwrap()
            .decode::<OrganisationsFile>()
            .unwrap(),
    )
}

struct Tree(tempfile::TempDir);

impl Tree {
    fn new(paths: &[&str]) -> Self {
        let tree = Self(tempfile::tempdir().unwrap());
        for path in paths {
            let path = tree.0.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "# 題").unwrap();
        }
        tree
    }

    fn walk(&self) -> Walked {
        walk(self.0.path(), &registry())
    }

    fn documents(&self) -> Vec<String> {
        let walked = self.walk();
        let shown = |file: &SourceFile| {
            let organisation = walked.registry.get(&file.organisation).unwrap();
            let address = walked.registry.address(organisation).join("/");
            let edition = file
                .edition
                .as_ref()
                .map_or(String::new(), |edition| format!("@{}", edition.as_str()));
            format!("{} = {}/{address}{edition}", file.path, file.fiscal_year)
        };
        walked.files.iter().map(shown).collect()
    }

    fn problems(&self) -> Vec<String> {
        let place = |one: &Diagnostic| {
            one.location
                .as_ref()
                .map_or(String::new(), |location| location.file.clone())
        };
        self.walk()
            .diagnostics
            .iter()
            .map(|one| format!("{} {}", place(one), one.problem.code()))
            .collect()
    }
}

#[test]
fn years_and_organisations_in_every_spelling() {
    let nfd = "content/2019/ハマヘ\u{309a}区.md";
    let tree = Tree::new(&[
        "content/2024/chuo.md",
        "content/R5/中央区.md",
        "content/令和４年度/chuo/index.md",
        "content/平成31年度/chuo/chiiki.md",
        "content/2020/中央区/地域課/index.md",
        "content/2021/city.md",
        "content/2022/新潟市.md",
        "content/2023/chuo@midyear.md",
        "content/2018/chuo-chiiki.md",
    ]);
    assert_eq!(
        tree.documents(),
        [
            "content/2018/chuo-chiiki.md = 2018/chuo/chiiki",
            "content/2020/中央区/地域課/index.md = 2020/chuo/chiiki",
            "content/2021/city.md = 2021/city",
            "content/2022/新潟市.md = 2022/city",
            "content/2023/chuo@midyear.md = 2023/chuo@midyear",
            "content/2024/chuo.md = 2024/chuo",
            "content/R5/中央区.md = 2023/chuo",
            "content/令和４年度/chuo/index.md = 2022/chuo",
            "content/平成31年度/chuo/chiiki.md = 2019/chuo/chiiki",
        ]
    );
    assert_eq!(tree.problems(), Vec::<String>::new());
    let tree = Tree::new(&[nfd]);
    assert_eq!(
        tree.walk().registry.organisations().last().unwrap().name,
        "ハマペ区"
    );
}

#[test]
fn nothing_is_passed_over_in_silence() {
    let tree = Tree::new(&[
        "content/memo.txt",
        "content/README.md",
        "content/organisations.toml",
        "content/old/chuo.md",
        "content/2024/chuo.toml",
        "content/2024/chart.png",
        "content/2024/photos/a.jpg",
        "content/2024/中央区役所.md",
        "content/2024/chuo@中間.md",
        "content/2024/.DS_Store",
        "content/2024/chuo/chiiki/deep/more.md",
    ]);
    assert_eq!(
        tree.problems(),
        [
            "content/2024/chart.png stray-file",
            "content/2024/chuo.toml orphan-sidecar",
            "content/2024/chuo/chiiki/deep/more.md stray-file",
            "content/2024/chuo@中間.md invalid-edition",
            "content/2024/photos/a.jpg stray-file",
            "content/2024/中央区役所.md unknown-organisation",
            "content/memo.txt stray-file",
            "content/old unknown-year",
        ]
    );
}

#[test]
fn attachments_belong_to_the_document_in_their_folder() {
    let tree = Tree::new(&[
        "content/2024/chuo/index.md",
        "content/2024/chuo/plan.pdf",
        "content/2024/chuo/figures/a.png",
        "content/2024/chuo/chiiki.md",
    ]);
    let walked = tree.walk();
    let index = walked
        .files
        .iter()
        .find(|file| file.path.ends_with("index.md"))
        .unwrap();
    assert_eq!(
        index.attachments,
        [
            "content/2024/chuo/figures/a.png",
            "content/2024/chuo/plan.pdf"
        ]
    );
    assert_eq!(tree.problems(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn links_are_told_and_never_followed() {
    let tree = Tree::new(&["content/2024/chuo.md", "outside/kita.md"]);
    std::os::unix::fs::symlink(
        tree.0.path().join("outside"),
        tree.0.path().join("content/2023"),
    )
    .unwrap();
    std::os::unix::fs::symlink("chuo.md", tree.0.path().join("content/2024/kita.md")).unwrap();
    assert_eq!(tree.documents(), ["content/2024/chuo.md = 2024/chuo"]);
    assert_eq!(
        tree.problems(),
        [
            "content/2023 symbolic-link",
            "content/2024/kita.md symbolic-link"
        ]
    );
}

#[cfg(unix)]
#[test]
fn names_that_other_systems_take_for_one_are_errors() {
    let tree = Tree::new(&[
        "content/2024/chuo.md",
        "content/2024/Chuo.md",
        "content/2024/ガ.md",
        "content/2024/カ\u{3099}.md",
        "content/2024/chuo/index.md",
        "content/2024/chuo/maß.pdf",
        "content/2024/chuo/mass.pdf",
    ]);
    let clashes: Vec<String> = tree
        .problems()
        .into_iter()
        .filter(|line| line.ends_with("name-clash"))
        .collect();
    assert_eq!(clashes.len(), 3, "{clashes:?}");
}

#[test]
fn a_site_without_content_says_so() {
    let tree = Tree::new(&["elsewhere/a.md"]);
    assert_eq!(tree.problems(), [" missing-content"]);
}

#[test]
fn names_that_the_site_needs_are_no_unregistered_organisations() {
    let tree = Tree::new(&[
        "content/2024/index.md",
        "content/2024/index.toml",
        "content/2024/search/index.md",
        "content/2024/search/ka.md",
        "content/2024/chuo/files.md",
        "content/2024/chuo/city.md",
        "content/2024/city.md",
    ]);
    assert_eq!(tree.documents(), ["content/2024/city.md = 2024/city"]);
    assert_eq!(
        tree.problems(),
        [
            "content/2024/chuo/city.md reserved-name",
            "content/2024/chuo/files.md reserved-name",
            "content/2024/index.md reserved-name",
            "content/2024/search reserved-name",
        ]
    );
}

#[test]
fn the_city_needs_no_entry_for_its_reserved_name() {
    let tree = Tree::new(&["content/2024/city.md"]);
    let walked = walk(tree.0.path(), &Registry::default());
    assert_eq!(walked.files.len(), 1);
    assert!(
        walked
            .diagnostics
            .iter()
            .all(|one| one.severity() == crate::model::Severity::Warning)
    );
}
