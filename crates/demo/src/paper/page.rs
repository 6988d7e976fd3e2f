/// A page being printed: its source text, and apart from that everything on it that a reader sees.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    source: String,
    visible: String,
}

impl Page {
    /// Prints words: all of them have to be found again when the page is read.
    pub fn say(&mut self, words: &str) -> &mut Self {
        self.source.push_str(words);
        self.visible.push_str(words);
        self
    }

    /// Prints what is no text: tags, tabs, line feeds, the strokes of a pipe table, the `#` of a heading.
    pub fn mark(&mut self, markup: &str) -> &mut Self {
        self.source.push_str(markup);
        self
    }

    /// Writes the same words in another way: `&#9312;` for ①. What a reader sees stays.
    pub fn respell(&mut self, spell: impl Fn(&str) -> String) -> &mut Self {
        self.source = spell(&self.source);
        self
    }

    /// The source of the page.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The words on it, in the order of the source.
    #[must_use]
    pub fn visible(&self) -> &str {
        &self.visible
    }
}
