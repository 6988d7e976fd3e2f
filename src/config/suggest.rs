/// The known word that `word` was probably meant to be.
#[must_use]
pub fn suggest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = |candidate: &str| {
        let distance = strsim::damerau_levenshtein(word, candidate);
        let length = word.chars().count().max(candidate.chars().count());
        // A third of the characters may differ, and at least one must agree.
        (distance * 3 <= length && distance < length).then_some(distance)
    };
    known
        .into_iter()
        .filter_map(|candidate| Some((near(candidate)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn names_the_nearest_word_or_none() {
        let known = ["title", "language", "publisher", "取組結果"];
        assert_eq!(suggest("titel", known).as_deref(), Some("title"));
        assert_eq!(suggest("langauge", known).as_deref(), Some("language"));
        assert_eq!(suggest("取組結界", known).as_deref(), Some("取組結果"));
        assert_eq!(suggest("colour", known), None);
    }
}
