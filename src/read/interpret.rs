//! Blocks → drafts: which text is a label, and which label explains which text.
//!
//! A label in a row explains the cells behind it, up to the next label, and the rows that continue it. A label in
//! running text, or a heading, explains what follows up to the next label, heading or row.

mod columns;
mod detached;
mod headings;
mod labels;
mod rows;
mod vertical;
mod worn;

use ayumi_japanese::era;
use ayumi_japanese::numeral::{item_marker, next_item_marker};

use crate::config::{Form, LabelText, suggest};
use crate::model::{Field, FiscalYear, Problem, Role};

use super::blocks::{self, Block, Listed, Row};
use super::draft::{Announcement, Announcements, Column, Draft};
use super::findings::Findings;
use super::inline::{Contents, Piece};

/// The blocks of a document as drafts, and what its labels announced.
pub(super) struct Interpreted {
    pub drafts: Vec<Draft>,
    pub announcements: Announcements,
    /// The columns of each table by columns.
    pub columns: Vec<Vec<Column>>,
}

/// Reads the blocks of a document of the fiscal year `year` as its form says.
pub(super) fn interpret(
    blocks: &[Block],
    mut contents: Vec<Contents>,
    form: &Form,
    year: FiscalYear,
    findings: &mut Findings<'_>,
) -> Interpreted {
    let mut interpreter = Interpreter {
        findings,
        form,
        year,
        drafts: Vec::new(),
        announcements: Announcements::default(),
        open: None,
        items: None,
        open_level: 0,
        section: None,
        block: 0,
        columns: Vec::new(),
        records: 0,
        filled: 0,
        above: Above::Nothing,
        has_title: false,
        upper: None,
        detached: detached::Detached::default(),
        vertical: None,
    };
    for index in 0..blocks.len().min(contents.len()) {
        let cells = std::mem::take(&mut contents[index]);
        interpreter.block += 1;
        let ahead = Ahead {
            blocks: &blocks[index + 1..],
            contents: &contents[index + 1..],
        };
        match &blocks[index] {
            Block::Heading(level, _) => interpreter.heading(*level, cells, &ahead),
            Block::Text { list, .. } => interpreter.text(*list, cells, &ahead),
            Block::Row(row) => interpreter.row(row, cells, &ahead),
        }
    }
    Interpreted {
        drafts: interpreter.drafts,
        announcements: interpreter.announcements,
        columns: interpreter.columns,
    }
}

/// The blocks behind the one that is read, with what they hold.
struct Ahead<'a> {
    blocks: &'a [Block],
    contents: &'a [Contents],
}

impl<'a> Ahead<'a> {
    /// The row right below.
    fn row(&self) -> Option<(&'a Row, &'a Contents)> {
        match (self.blocks.first(), self.contents.first()) {
            (Some(Block::Row(row)), Some(cells)) => Some((row, cells)),
            _ => None,
        }
    }
}

/// A label that is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Open {
    field: Field,
    scope: u32,
}

/// What the last row was, since the last heading.
enum Above {
    Nothing,
    /// A row with labels: for each column the label in force there.
    Labelled(Vec<Option<Open>>),
    /// A row of labels only: what stands below each belongs to it.
    Header(columns::Header),
    /// A row that no label explains.
    Plain,
}

struct Interpreter<'a, 's> {
    findings: &'a mut Findings<'s>,
    form: &'a Form,
    /// The document's fiscal year.
    year: FiscalYear,
    drafts: Vec<Draft>,
    announcements: Announcements,
    /// The label in running text that is in force.
    open: Option<Open>,
    /// The label of the last numbered item in running text, and its number.
    items: Option<(Open, u32)>,
    /// The level of the heading that announced it; 0 where a label in the text did.
    open_level: u8,
    /// The label of the heading under which other headings stand.
    section: Option<headings::Section>,
    block: u32,
    /// The columns of each table by columns.
    columns: Vec<Vec<Column>>,
    /// How many records there are in them.
    records: u32,
    /// The last scope that got a value.
    filled: u32,
    above: Above,
    has_title: bool,
    /// The upper row of a head of two rows, until the lower one comes.
    upper: Option<Vec<columns::Upper>>,
    detached: detached::Detached,
    vertical: Option<vertical::Spread>,
}

impl Interpreter<'_, '_> {
    fn announce(&mut self, field: Field, label: &str) -> Open {
        self.announce_with(
            field,
            Announcement {
                label: label.to_owned(),
                ..Announcement::default()
            },
        )
    }

    fn announce_with(&mut self, field: Field, announcement: Announcement) -> Open {
        self.has_title |= field == Field::Title;
        Open {
            field,
            scope: self.announcements.add(announcement),
        }
    }

    fn push(&mut self, piece: Piece, role: Role, open: Option<&Open>) -> &mut Draft {
        let field = open.map(|open| open.field);
        let role = match (role, field) {
            // What a label calls a note is one.
            (Role::Value, Some(Field::Notes)) => Role::Note,
            (role, _) => role,
        };
        let draft = Draft::new(
            piece,
            role,
            field,
            open.map_or(0, |open| open.scope),
            self.block,
        );
        if role == Role::Value {
            self.filled = draft.scope;
        }
        let index = self.drafts.len();
        self.drafts.push(draft);
        &mut self.drafts[index]
    }

    fn text(&mut self, list: Listed, cells: Contents, ahead: &Ahead<'_>) {
        for mut piece in cells.into_iter().flatten() {
            piece.item |= list != Listed::No;
            piece.nested |= list == Listed::Nested;
            if self.is_title_line(&piece) {
                let open = self.announce(Field::Title, &piece.text);
                self.has_title = true;
                self.push(piece, Role::Heading, Some(&open)).level = 1;
            } else if self.is_page_number(&piece) {
                // It belongs to nothing, and parts nothing.
                self.push(piece, Role::Value, None);
            } else if let Some(open) = self.detached.value() {
                self.push(piece, Role::Value, Some(&open));
            } else if is_note(&piece.text) {
                self.note(piece);
            } else if self.continues_items(&piece) {
                // 「2 …」 in a line of its own behind a row with item 1.
                let open = self.last_in_row();
                self.push(piece, Role::Value, open.as_ref());
            } else if let Some(open) = self.take_label(&mut piece) {
                self.end_columns();
                let unknown = self.detach(&open, &piece, ahead);
                if unknown {
                    let problem = Problem::UnassignedText {
                        label: self.announcements.of(open.scope).label.clone(),
                    };
                    let span = self.drafts.last().map_or(0..0, |draft| draft.piece.span());
                    self.findings.tell(problem, span);
                }
                if !piece.text.is_empty() {
                    self.push(piece, Role::Value, Some(&open));
                }
                self.open = Some(open).filter(|_| !unknown);
                self.open_level = 0;
            } else {
                if !is_between_pages(&piece.text) {
                    self.end_columns();
                }
                self.count_items(&piece);
                let open = self.open;
                self.push(piece, Role::Value, open.as_ref());
            }
        }
    }

    /// Whether a line is the title of a text without headings: its first line, short, with a fiscal year.
    fn is_title_line(&self, piece: &Piece) -> bool {
        self.drafts.is_empty()
            && !self.has_title
            && !piece.item
            && piece.text.len() <= LONGEST_TITLE
            && !piece.text.contains(['。', '\n', '：', ':'])
            && !era::find_fiscal_years(&piece.text).is_empty()
    }

    /// Whether a piece is the number of a page. Behind the label of a short value it may be that value: 「目標値」, 「10ページ」.
    fn is_page_number(&self, piece: &Piece) -> bool {
        let awaited = self.open.as_ref().is_some_and(|open| {
            (labels::is_single(open.field) || open.field.is_measured()) && self.filled != open.scope
        });
        !awaited && blocks::is_page_number(&piece.text)
    }

    /// Text between two tables parts them.
    fn end_columns(&mut self) {
        if matches!(self.above, Above::Header(_)) {
            self.above = Above::Nothing;
        }
    }

    /// The last label in force in the row above.
    fn last_in_row(&self) -> Option<Open> {
        match &self.above {
            Above::Labelled(columns) => columns.iter().rev().flatten().next().copied(),
            _ => None,
        }
    }

    /// Whether a line goes on with the numbered items of the row above.
    fn continues_items(&self, piece: &Piece) -> bool {
        let Some(open) = self
            .last_in_row()
            .filter(|open| rows::is_counted(open.field))
        else {
            return false;
        };
        let last = self
            .drafts
            .iter()
            .rev()
            .take_while(|draft| draft.scope == open.scope);
        let numbers = last.filter_map(|draft| item_marker(&draft.piece.text)?.number);
        let Some(last) = numbers.take(1).next() else {
            return false;
        };
        self.open.is_none() && next_item_marker(&piece.text, &last).is_some()
    }

    /// Follows the numbers of items in running text. Behind 「指標：…」 below item 1 the number 2 goes on with the items.
    fn count_items(&mut self, piece: &Piece) {
        let Some(open) = &self.open else { return };
        let number = item_marker(&piece.text).and_then(|marker| marker.number?.parse::<u32>().ok());
        let Some(number) = number else { return };
        if labels::is_single(open.field) || open.field.is_measured() {
            if let Some((items, last)) = &mut self.items
                && *last + 1 == number
                && self.filled == open.scope
            {
                *last = number;
                self.open = Some(*items);
            }
        } else {
            self.items = Some((*open, number));
        }
    }

    fn note(&mut self, piece: Piece) {
        let open = Open {
            field: Field::Notes,
            scope: 0,
        };
        self.push(piece, Role::Note, Some(&open));
    }

    /// The field that a text announces.
    fn known(&self, text: &str) -> Option<Field> {
        let announced = self.form.label(&LabelText::new(text), self.year)?;
        Some(announced.field)
    }

    fn near_label(&self, text: &str) -> Option<String> {
        let spellings = self.form.spellings().iter();
        suggest(text, spellings.map(|(_, spelling)| spelling.as_str()))
    }

    fn report_unknown_label(&mut self, piece: &Piece) {
        let problem = Problem::UnknownLabel {
            label: piece.text.clone(),
            suggestion: self.near_label(&piece.text),
        };
        self.findings.tell(problem, piece.span());
    }
}

/// Bytes of a line that may be a title.
const LONGEST_TITLE: usize = 150;

/// Whether a paragraph is a note: it begins with ※, or with the mark or word that announces one.
fn is_note(text: &str) -> bool {
    text.starts_with('※')
        || ["注)", "注）", "(注", "（注", "*", "＊"]
            .iter()
            .any(|mark| {
                text.strip_prefix(mark)
                    .is_some_and(|rest| !rest.trim().is_empty() && !rest.contains(['*', '＊']))
            })
}

/// Whether a text is what stands between two pages.
pub(super) fn is_between_pages(text: &str) -> bool {
    text.len() <= 20
        && !text
            .chars()
            .any(|c| c.is_alphabetic() && !"pPー頁ページ".contains(c))
}
