//! What is proposed while somebody types a reading.

use ayumi_search::analysis::normalise;
use ayumi_search::{Passage, Searcher};

use super::{Judged, archive, folder, pairs, set};

/// Among how many proposed words the word has to be.
const PROPOSED: usize = 3;

/// The city of `city/` with its organisations, as an index in memory; among other passages, whose words distract.
pub fn searcher(others: &[Passage]) -> Searcher {
    let city = archive::open(&folder().join("city"));
    pairs::searcher(city.passages.iter().chain(others), &city.site)
}

/// All texts of that city, and the names of its organisations.
pub fn texts() -> String {
    let city = archive::open(&folder().join("city"));
    let passages = city.passages.iter().flat_map(|passage| &passage.texts);
    let names = city.site.organisations.iter().map(|one| one.name.as_str());
    let all: Vec<&str> = passages
        .map(|text| text.text.as_str())
        .chain(names)
        .collect();
    all.join("\n")
}

/// Types each reading of `readings.tsv`.
pub fn judge(searcher: &Searcher) -> Judged {
    let mut judged = Judged::default();
    for [reading, word] in set("readings.tsv") {
        judged.all += 1;
        let proposed = suggest(searcher, &reading);
        if !proposed
            .iter()
            .any(|one| normalise(one) == normalise(&word))
        {
            judged
                .wrong
                .push(format!("{reading} → {word}: {}", proposed.join(", ")));
        }
    }
    judged
}

/// The words proposed for what was typed so far.
fn suggest(searcher: &Searcher, typed: &str) -> Vec<String> {
    let proposed = searcher.suggest(typed, PROPOSED).unwrap();
    proposed.into_iter().map(|one| one.text).collect()
}
