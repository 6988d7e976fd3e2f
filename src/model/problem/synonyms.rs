//! One of each problem of `content/synonyms.toml`, see [`samples`](super::samples).

use super::Problem;

/// One of each.
pub(super) fn samples() -> Vec<Problem> {
    use Problem as P;
    let s = str::to_owned;
    vec![
        P::SynonymShape,
        P::SynonymTooFew {
            key: s("words"),
            least: 2,
            found: 1,
        },
        P::SynonymUnusable { word: s("・") },
        P::SynonymTooShort { word: s("川") },
        P::SynonymRepeated { word: s("ＤＸ") },
        P::SynonymGroupRepeated { line: 3 },
    ]
}
