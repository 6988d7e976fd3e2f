//! Passages → the files of an index, the same bytes for the same passages.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};
use tantivy::directory::{OwnedBytes, RamDirectory};
use tantivy::schema::Field;
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{Directory, Index, IndexSettings, SingleSegmentIndexWriter, TantivyDocument};

use crate::analysis::{self, BigramTokenizer};
use crate::columns;
use crate::dictionary;
use crate::directory::Files;
use crate::error::{Error, Result};
use crate::layout::{self, Limits, PartFiles, Parts, Published};
use crate::lexicon::{Lexicon, PassageWords, WordCounter, civic_groups};
use crate::passage::{Passage, TextKind};
use crate::schema::{TOKENIZER, schema};
use crate::search::{Indexes, dictionary_of};
use crate::texts;
use crate::vocabulary::{self, Characters, Contents, Forms, Group, Site, Word};

/// The file that names all others.
pub(crate) const META: &str = "meta.json";

/// What tantivy sizes its table of terms by; it is no limit.
const MEMORY_BUDGET: usize = 4 << 20;

/// A passage made ready for [`IndexWriter::add_prepared`]. A third of the work of indexing, and the
/// part of it that can be done by many threads at once.
#[derive(Debug, Clone)]
pub struct Prepared {
    passage: Passage,
    words: PassageWords,
    /// Normalised, titles first: so a title begins at the first position.
    texts: Vec<(TextKind, String)>,
}

impl Prepared {
    /// Normalises the texts of a passage.
    ///
    /// # Errors
    /// If the lexicon is damaged, which it is not.
    pub fn new(passage: Passage) -> Result<Self> {
        let mut texts: Vec<_> = passage
            .texts
            .iter()
            .map(|text| (text.kind, analysis::normalise(&text.text)))
            .collect();
        let words = PassageWords::new(&Lexicon::embedded()?, &texts);
        texts.sort_by_key(|(kind, _)| *kind != TextKind::Title);
        Ok(Self {
            words,
            texts,
            passage,
        })
    }
}

/// Makes an index of passages, added one after another.
///
/// All of it is one tantivy segment, built in memory by one thread: whatever shares work between
/// threads makes the bytes depend on luck. Only [`Prepared`] can be made by many. Memory grows with
/// the text: 100,000 passages of 310 characters take 350 MB at the peak, 150 MB of them the
/// finished files. Bounds: 2³¹ passages, and 4 GiB of postings in tantivy's arena.
pub struct IndexWriter {
    field: Field,
    directory: RamDirectory,
    inner: SingleSegmentIndexWriter,
    columns: columns::Writer,
    texts: texts::Writer,
    text_blocks: Vec<texts::Block>,
    text_parts: layout::Texts,
    years: BTreeSet<u16>,
    marks: BTreeSet<String>,
    lexicon: Lexicon,
    words: WordCounter,
}

impl IndexWriter {
    /// An index without passages.
    ///
    /// # Errors
    /// If tantivy refuses, which it has no reason to.
    pub fn new() -> Result<Self> {
        let (schema, field) = schema();
        let directory = RamDirectory::create();
        let tokenizers = TokenizerManager::default();
        tokenizers.register(
            TOKENIZER,
            TextAnalyzer::builder(BigramTokenizer::default()).build(),
        );
        let inner = Index::builder()
            .schema(schema)
            .tokenizers(tokenizers)
            .settings(IndexSettings {
                docstore_compress_dedicated_thread: false,
                ..IndexSettings::default()
            })
            .single_segment_index_writer(directory.clone(), MEMORY_BUDGET)?;
        Ok(Self {
            field,
            directory,
            inner,
            columns: columns::Writer::default(),
            texts: texts::Writer::default(),
            text_blocks: Vec::new(),
            text_parts: layout::Texts::default(),
            years: BTreeSet::new(),
            marks: BTreeSet::new(),
            lexicon: Lexicon::embedded()?,
            words: WordCounter::default(),
        })
    }

    /// Adds a passage.
    ///
    /// # Errors
    /// If tantivy cannot take it: there are 2³¹ already.
    pub fn add(&mut self, passage: &Passage) -> Result<()> {
        self.add_prepared(Prepared::new(passage.clone())?)
    }

    /// Adds a passage whose texts are normalised already.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub fn add_prepared(&mut self, prepared: Prepared) -> Result<()> {
        let block = self.texts.full();
        self.push(block);
        let passage = &prepared.passage;
        if self.columns.begins(passage) {
            self.texts.begin(passage);
        }
        self.texts.add(passage);
        let mut document = TantivyDocument::default();
        let mut terms = 0;
        for (kind, text) in &prepared.texts {
            // As many terms as characters, but for Latin words, see `analysis`.
            terms += text.chars().count() as u64;
            document.add_text(self.field, analysis::tokenizable(*kind, text));
        }
        self.columns.add(passage, terms);
        self.words.add(&self.lexicon, &prepared.words);
        self.years.insert(passage.year);
        for mark in &passage.marks {
            if !self.marks.contains(mark) {
                self.marks.insert(mark.clone());
            }
        }
        self.inner.add_document(document)?;
        Ok(())
    }

    fn push(&mut self, block: Option<(texts::Block, Vec<u8>)>) {
        if let Some((block, bytes)) = block {
            self.text_blocks.push(block);
            self.text_parts.push(&bytes);
        }
    }

    /// Memory held by postings and columns so far, in bytes, as tantivy counts it.
    pub fn memory(&self) -> usize {
        self.inner.mem_usage()
    }

    /// Completes the index, with what queries need to know of the archive.
    ///
    /// # Errors
    /// If tantivy fails to write to memory, which it has no reason to.
    pub fn finish(self, site: &Site) -> Result<IndexFiles> {
        self.finish_within(site, Limits::default())
    }

    /// Likewise, with other sizes.
    pub(crate) fn finish_within(mut self, site: &Site, limits: Limits) -> Result<IndexFiles> {
        let block = self.texts.finish();
        self.push(block);
        let (texts_index, groups) = texts::index(&self.text_blocks);
        let columns = self.columns.finish(&groups);
        let mut files = Self::tantivy(self.inner, &self.directory)?;
        let dictionary = dictionary_of(Arc::new(RawFiles(files.clone())))?;
        for (name, bytes) in [
            (dictionary::FILE, dictionary.terms),
            (dictionary::INDEX, dictionary.index),
            (dictionary::GROUPS, dictionary.groups),
        ] {
            files.insert(name.to_owned(), OwnedBytes::new(bytes));
        }
        let indexes = Indexes::open(Arc::new(RawFiles(files.clone())))?;
        let bigrams = indexes.bigrams()?;
        let mut contents = Contents::new(self.years, self.marks, Forms::default(), site);
        contents.forms = forms(&self.lexicon, site, &indexes, &bigrams)?;
        contents.characters = Characters::of_archive(&bigrams.iter().flatten().copied().collect());
        let tables = words(self.words.finish(&self.lexicon), site, &contents.forms);
        let ours = [
            (columns::FILE.to_owned(), columns),
            (texts::INDEX.to_owned(), texts_index),
            (vocabulary::FILE.to_owned(), serde_json::to_vec(&contents)?),
        ];
        for (name, bytes) in tables.into_iter().chain(ours) {
            files.insert(name, OwnedBytes::new(bytes));
        }
        let whole = layout::Whole {
            blocks: dictionary.blocks,
            index_lengths: dictionary.index_lengths,
            texts: self.text_parts,
            text_groups: groups,
            files,
        };
        IndexFiles::new(layout::cut(&whole, limits)?)
    }

    /// The files of tantivy's index.
    fn tantivy(
        inner: SingleSegmentIndexWriter,
        directory: &RamDirectory,
    ) -> Result<BTreeMap<String, OwnedBytes>> {
        let index = inner.finalize()?;
        let metas = index.load_metas()?;
        let segment = metas
            .segments
            .first()
            .ok_or(Error::Layout("it has no segment"))?;
        let mut contents = BTreeMap::new();
        for path in BTreeSet::from_iter(metas.list_segment_files()) {
            let exists = directory.exists(&path);
            if !exists.map_err(tantivy::TantivyError::from)? {
                continue;
            }
            let extension = path
                .extension()
                .and_then(|extension| extension.to_str())
                .ok_or(Error::Layout("a file without an extension"))?;
            let bytes = directory
                .open_read(&path)
                .map_err(tantivy::TantivyError::from)?
                .read_bytes()?;
            contents.insert(extension.to_owned(), bytes);
        }

        // tantivy names a segment at random; only the names of its files carry that.
        let name = content_name(&contents);
        let meta = directory
            .atomic_read(META.as_ref())
            .map_err(tantivy::TantivyError::from)?;
        let meta = String::from_utf8_lossy(&meta)
            .replace(&hyphenated(&segment.id().uuid_string()), &hyphenated(&name));
        let mut files: BTreeMap<String, OwnedBytes> = contents
            .into_iter()
            .map(|(extension, bytes)| (format!("{name}.{extension}"), bytes))
            .collect();
        files.insert(META.to_owned(), OwnedBytes::new(meta.into_bytes()));
        Ok(files)
    }
}

/// The words that stand for others, as far as they occur in the archive.
fn forms(
    lexicon: &Lexicon,
    site: &Site,
    indexes: &Indexes,
    bigrams: &BTreeSet<[char; 2]>,
) -> Result<Forms> {
    // The same for every index.
    static ENGINE: OnceLock<Vec<Group>> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| {
        let mut groups = lexicon.spelling_groups();
        groups.extend(civic_groups());
        groups
    });
    let groups: Vec<&Group> = engine.iter().chain(&site.groups).collect();
    // Most forms have a bigram that stands nowhere.
    let occurs = |form: &str| {
        let form: Vec<char> = form.chars().collect();
        let likely = form
            .windows(2)
            .all(|pair| bigrams.contains(&[pair[0], pair[1]]));
        Ok::<_, Error>(likely && indexes.can_stand_for(&form)?)
    };
    Forms::new(&groups, &site.not_groups, occurs)
}

/// The tables of the words of the archive: those that were counted, and the organisations' names.
fn words(mut words: Vec<Word>, site: &Site, forms: &Forms) -> Vec<(String, Vec<u8>)> {
    // By text, see `WordCounter::finish`; all readings of a word have the same.
    let passages = |text: &str| {
        let at = words.binary_search_by(|word| word.text.as_str().cmp(text));
        at.ok().map(|at| words[at].passages)
    };
    // Words of kana, which no dictionary of kanji has, and those whose reading a group says.
    let read: Vec<Word> = forms
        .read()
        .map(|(text, reading)| Word {
            passages: passages(text).unwrap_or(1),
            text: text.to_owned(),
            reading: reading.to_owned(),
            rank: 0,
            organisation: false,
        })
        .collect();
    let mut names = Vec::new();
    for organisation in &site.organisations {
        for name in std::iter::once(&organisation.name).chain(&organisation.abbreviations) {
            let text = analysis::normalise(name);
            names.push(Word {
                passages: passages(&text).unwrap_or(0),
                reading: organisation
                    .kana
                    .clone()
                    .filter(|_| *name == organisation.name)
                    .unwrap_or_default(),
                rank: 0,
                organisation: true,
                text,
            });
        }
    }
    // 令和元年度凪: a year and what happens to stand behind it.
    words.retain(|word| !word.text.contains("年度"));
    words.extend(read);
    words.extend(names);
    vocabulary::tables(words)
}

/// 32 hexadecimal digits that depend on nothing but the files' content.
fn content_name(contents: &BTreeMap<String, OwnedBytes>) -> String {
    let mut hasher = Sha256::new();
    for (extension, bytes) in contents {
        hasher.update(extension.as_bytes());
        hasher.update([0]);
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes.as_slice());
    }
    hasher.finalize()[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The other way of writing such a name: 8-4-4-4-12.
fn hyphenated(name: &str) -> String {
    let mut hyphenated = String::with_capacity(36);
    for (index, digit) in name.chars().enumerate() {
        if matches!(index, 8 | 12 | 16 | 20) {
            hyphenated.push('-');
        }
        hyphenated.push(digit);
    }
    hyphenated
}

/// The files of an index before it is cut.
struct RawFiles(BTreeMap<String, OwnedBytes>);

impl Files for RawFiles {
    fn length(&self, name: &str) -> io::Result<Option<u64>> {
        Ok(self.0.get(name).map(|bytes| bytes.len() as u64))
    }

    fn read(&self, name: &str, range: Range<u64>) -> io::Result<OwnedBytes> {
        let beyond = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let bytes = self.0.get(name).ok_or(io::ErrorKind::NotFound)?;
        let start = usize::try_from(range.start).map_err(|_| beyond())?;
        let end = usize::try_from(range.end).map_err(|_| beyond())?;
        if start > end || end > bytes.len() {
            return Err(beyond());
        }
        Ok(bytes.slice(start..end))
    }
}

/// A finished index in parts, for [`Searcher::open`] or to be published.
///
/// [`Searcher::open`]: crate::Searcher::open
#[derive(Clone)]
pub struct IndexFiles {
    files: Arc<PartFiles<Memory>>,
}

/// Parts in memory.
struct Memory(Published);

impl Parts for Memory {
    fn part(&self, name: &str) -> io::Result<Vec<u8>> {
        let part = self.0.parts.get(name);
        part.cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl IndexFiles {
    fn new(published: Published) -> Result<Self> {
        let root = published.root.clone();
        Ok(Self {
            files: Arc::new(PartFiles::open(&root, Memory(published))?),
        })
    }

    /// The index as it is published.
    pub fn published(&self) -> &Published {
        &self.files.parts().0
    }

    /// Length of all parts together, in bytes.
    pub fn size(&self) -> u64 {
        self.published()
            .parts
            .values()
            .map(|bytes| bytes.len() as u64)
            .sum()
    }
}

impl Files for IndexFiles {
    fn length(&self, name: &str) -> io::Result<Option<u64>> {
        self.files.length(name)
    }

    fn read(&self, name: &str, range: Range<u64>) -> io::Result<OwnedBytes> {
        self.files.read(name, range)
    }
}
