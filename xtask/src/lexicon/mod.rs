//! The search engine's data that comes from IPADIC: which words are spelt in several ways, and how words are read.
//!
//! Written into `crates/search/data/` and kept in the repository, so that a build needs no dictionary.

mod inflected;
mod ipadic;
mod kana;
mod single;
mod spellings;
mod table;

use crate::process::Workspace;
use std::fs;

/// The folder of what is written.
const DATA: &str = "crates/search/data";

/// Makes `spellings.tsv`, `lexicon.bin` and `NOTICE` anew.
///
/// # Errors
/// A message if IPADIC is not installed, or a file cannot be read or written.
pub fn run(workspace: &Workspace) -> Result<(), String> {
    let entries = ipadic::entries()?;
    let folder = workspace.root().join(DATA);
    let write = |name: &str, bytes: &[u8]| {
        println!("{DATA}/{name}: {} bytes", bytes.len());
        fs::write(folder.join(name), bytes).map_err(|error| format!("{DATA}/{name}: {error}"))
    };

    let derived = single::derive(&entries);
    println!("{} readings of single kanji", derived.len());
    let all = [entries.as_slice(), &derived].concat();
    let (table, words) = table::build(&all, &ipadic::matrix()?)?;
    println!("{words} words with readings");
    write("lexicon.bin", &table)?;

    let excluded = fs::read_to_string(folder.join("spellings-exclude.tsv"))
        .map_err(|error| format!("{DATA}/spellings-exclude.tsv: {error}"))?;
    let groups = spellings::groups(&entries, &spellings::Excluded::parse(&excluded));
    println!("{} groups of spellings", groups.len());
    write("spellings.tsv", spellings::table(&groups).as_bytes())?;

    let copyright = fs::read_to_string(ipadic::COPYRIGHT)
        .map_err(|error| format!("{}: {error}", ipadic::COPYRIGHT))?;
    write("NOTICE", notice(&copyright)?.as_bytes())
}

/// What has to be told of IPADIC wherever something of it is passed on.
fn notice(copyright: &str) -> Result<String, String> {
    // The paragraphs of the dictionary itself, without those of the package: each line is set in by one space, an
    // empty one is a dot.
    let licence: String = copyright
        .split_once("License: BSD-3-Clause-with-ICOT-term\n")
        .and_then(|(_, rest)| rest.split_once("\n\nFiles: debian/*"))
        .ok_or("the copyright file is not as expected")?
        .0
        .lines()
        .map(|line| match line.trim() {
            "." => "\n".to_owned(),
            text => format!("{text}\n"),
        })
        .collect();
    Ok(format!(
        "lexicon.bin and spellings.tsv were derived from IPADIC 2.7.0 (Debian package mecab-ipadic) by\n\
         `cargo xtask lexicon`: its words with kanji, their readings, parts of speech and costs, and its nouns\n\
         and verbs that are spelt in several ways. Readings of single kanji were added that\n\
         follow from its words; many entries were left out, costs were rounded, and parts of speech that connect alike\n\
         were put together. A program that holds this data holds a modified part of IPADIC, whose\n\
         terms follow.\n\n{licence}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notice_is_the_dictionary_s_and_not_the_package_s() {
        let copyright = "Files: *\nLicense: BSD-3-Clause-with-ICOT-term\n Use is\n permitted.\n .\n NO WARRANTY\n\n\
                         Files: debian/*\nCopyright: others\n";
        let notice = notice(copyright).unwrap();
        assert!(
            notice.ends_with("\n\nUse is\npermitted.\n\nNO WARRANTY\n"),
            "{notice}"
        );
        assert!(super::notice("something else").is_err());
    }
}
