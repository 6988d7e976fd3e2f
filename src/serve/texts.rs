//! What pages say while they are served, in the language of the terminal.

use crate::model::{Catalogue, Language, Texts};

static CATALOGUE: Catalogue =
    Catalogue::new(include_str!("texts/ja.toml"), include_str!("texts/en.toml"));

/// The words of a language.
pub(super) fn of(language: Language) -> Texts<'static> {
    CATALOGUE.of(language)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn both_languages_have_the_same_texts() {
        let keys = |language| of(language).keys().collect::<BTreeSet<_>>();
        assert_eq!(keys(Language::Japanese), keys(Language::English));
    }
}
