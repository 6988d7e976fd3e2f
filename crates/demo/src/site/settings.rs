use include_dir::{Dir, include_dir};

use crate::city::City;

static FORMS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/forms");

/// Everything of the site but its documents: path and text.
pub fn files(city: &City) -> Vec<(String, String)> {
    let mut files = vec![
        ("ayumi.toml".to_owned(), ayumi_toml(city)),
        ("README.md".to_owned(), README.to_owned()),
        ("content/README.md".to_owned(), CONTENT.to_owned()),
        ("content/organisations.toml".to_owned(), city.registry()),
        ("truth/organisations.json".to_owned(), city.truth()),
    ];
    for form in FORMS.files() {
        let name = form.path().to_string_lossy();
        let text = form.contents_utf8().unwrap_or_default();
        files.push((format!("forms/{name}"), text.to_owned()));
    }
    files
}

fn ayumi_toml(city: &City) -> String {
    // Results of the year before the newest are published in its summer.
    let as_of = format!("{}-08-31", city.years().end());
    format!(
        r#"# 汐凪市は実在しません。組織・人名・数字・文章は、すべて `ayumi demo` が作りました。

[site]
title = "汐凪市 組織目標アーカイブ（架空の市）"
description = "実在しない市の、{first}年度から{last}年度までの目標の文書です。"
language = "ja"
publisher = "見本の会"
official = false

[site.contact]
name = "見本の会（架空）"
telephone = "00-0000-0000"

[archive]
municipality = "汐凪市"
code = "991007"
fictional = true
as_of = "{as_of}"
"#,
        first = city.years().start(),
        last = city.years().end(),
    )
}

const README: &str = "# 汐凪市（架空の市）

汐凪市は実在しません。ここにある組織・人名・数字・文章は、すべて `ayumi demo` が作りました。

- `content/`：文書と、組織の一覧
- `forms/`：様式
- `truth/`：作ったときに知られていた正解。試験のためのもので、サイトには使われません
  - `documents/*.jsonl`：一行に一つの文書。どの様式・どの崩れ方か（`layout`）と、読み取られるべき内容（`document`）
  - `lineage/*.jsonl`：目標が前の年度からどう続いたか（`continued` `reworded` `split` `merged` `new` `ended`）
  - `organisations.json`：組織の移り変わり

```
ayumi build
```
";

const CONTENT: &str = "この市は実在しません。文書・人名・数字は、すべて作りものです。\n";
