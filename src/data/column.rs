//! What tables and columns are.

use std::borrow::Cow;

use serde_json::Number;

use crate::model::Date;

/// The same in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// In Japanese.
    pub japanese: &'static str,
    /// In English.
    pub english: &'static str,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A short text.
    Text,
    /// A text of the document: empty where its source states no licence. Line breaks stay in JSON; in CSV they are
    /// folded.
    Prose,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day: `2024-04-01`
    Date,
    /// One of the codes of this list of the code table.
    Code(&'static str),
}

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name: ASCII, `snake_case`.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it is never empty.
    pub required: bool,
    /// What it means.
    pub says: Words,
}

/// Columns whose values are found in another table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The column here.
    pub column: &'static str,
    /// The other table.
    pub table: &'static str,
    /// The column there.
    pub to: &'static str,
}

/// A table: what its files are called and which columns they have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Its name: `goals`
    pub name: &'static str,
    /// Its title.
    pub title: Words,
    /// What one row is.
    pub says: Words,
    /// The columns that together are different in every row.
    pub key: &'static [&'static str],
    /// What leads to other tables.
    pub references: &'static [Reference],
    /// Its columns, in groups that tables share.
    pub groups: &'static [&'static [Column]],
}

/// A record: its cells in the order of the columns, with their names.
pub type Record<'a> = Vec<(&'static str, Cell<'a>)>;

/// One value of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing is known, or nothing applies.
    Empty,
    /// A text. An empty one is written like [`Empty`](Self::Empty).
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A number as the document's JSON has it.
    Number(Cow<'a, Number>),
    /// Yes or no.
    Boolean(bool),
}

impl Table {
    /// Its columns. Those of a municipality that does not exist say so in each row.
    pub fn columns(&self, fictional: bool) -> impl Iterator<Item = &'static Column> {
        let own = self.groups.iter().flat_map(|group| group.iter());
        own.chain(fictional.then_some(&FICTIONAL))
    }
}

/// The last column of all tables of a municipality that does not exist.
const FICTIONAL: Column = boolean(
    "fictional",
    "架空の自治体のデータなら true（この表は、すべて架空です）",
    "true: the municipality does not exist and all of this is made up",
);

const fn column(
    name: &'static str,
    kind: Kind,
    japanese: &'static str,
    english: &'static str,
) -> Column {
    Column {
        name,
        kind,
        required: false,
        says: Words { japanese, english },
    }
}

pub(super) const fn text(
    name: &'static str,
    japanese: &'static str,
    english: &'static str,
) -> Column {
    column(name, Kind::Text, japanese, english)
}

pub(super) const fn prose(
    name: &'static str,
    japanese: &'static str,
    english: &'static str,
) -> Column {
    column(name, Kind::Prose, japanese, english)
}

pub(super) const fn integer(
    name: &'static str,
    japanese: &'static str,
    english: &'static str,
) -> Column {
    column(name, Kind::Integer, japanese, english)
}

pub(super) const fn number(
    name: &'static str,
    japanese: &'static str,
    english: &'static str,
) -> Column {
    column(name, Kind::Number, japanese, english)
}

pub(super) const fn boolean(
    name: &'static str,
    japanese: &'static str,
    english: &'static str,
) -> Column {
    column(name, Kind::Boolean, japanese, english).required()
}

pub(super) const fn date(
    name: &'static str,
    japanese: &'static str,
    english: &'static str,
) -> Column {
    column(name, Kind::Date, japanese, english)
}

pub(super) const fn code(
    name: &'static str,
    list: &'static str,
    japanese: &'static str,
    english: &'static str,
) -> Column {
    column(name, Kind::Code(list), japanese, english)
}

impl Column {
    /// The same, never empty.
    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

impl Cell<'_> {
    /// Whether it is written as nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            _ => false,
        }
    }

    /// Whether a column of this kind may hold it.
    #[must_use]
    pub fn fits(&self, kind: Kind) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) if kind == Kind::Date => {
                text.is_empty() || Date::parse(text).is_some()
            }
            Self::Text(_) => matches!(kind, Kind::Text | Kind::Prose | Kind::Code(_)),
            Self::Integer(_) => kind == Kind::Integer,
            Self::Number(_) => kind == Kind::Number,
            Self::Boolean(_) => kind == Kind::Boolean,
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<Date> for Cell<'_> {
    fn from(date: Date) -> Self {
        date.to_string().into()
    }
}

impl<'a> From<&'a Number> for Cell<'a> {
    fn from(number: &'a Number) -> Self {
        Self::Number(Cow::Borrowed(number))
    }
}

impl From<u16> for Cell<'_> {
    fn from(number: u16) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Cell<'_> {
    fn from(yes: bool) -> Self {
        Self::Boolean(yes)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
