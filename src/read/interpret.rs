//! Blocks → drafts: which text is a label, and which label explains which text.
//!
//! A label in a row explains the cells behind it, up to the next label, and the rows that continue it. A label in
//! running text, or a heading, explains what follows up to the next label, heading or row.

mod rows;

use ayumi_japanese::numeral::item_marker;

use crate::config::{Form, LabelText, suggest};
use crate::model::{Field, FiscalYear, Problem, Role};

use super::blocks::{Block, Listed, Row};
use super::draft::Draft;
use super::findings::Findings;
use super::inline::{Contents, Piece};

/// Reads the blocks of a document as its form says.
pub(super) fn interpret(
    blocks: &[Block],
    contents: Vec<Contents>,
    form: &Form,
    year: FiscalYear,
    findings: &mut Findings<'_>,
) -> Vec<Draft> {
    let mut interpreter = Interpreter {
        findings,
        form,
        year,
        drafts: Vec::new(),
        open: None,
        open_level: 0,
        scopes: 0,
        block: 0,
        above: Above::Nothing,
        has_title: false,
    };
    let mut contents = contents.into_iter().peekable();
    for (index, block) in blocks.iter().enumerate() {
        let Some(cells) = contents.next() else { break };
        interpreter.block += 1;
        match block {
            Block::Heading(level, _) => interpreter.heading(*level, cells),
            Block::Text { list, .. } => interpreter.text(*list, cells),
            Block::Row(row) => {
                let below = match (blocks.get(index + 1), contents.peek()) {
                    (Some(Block::Row(below)), Some(cells)) => Some((below, cells)),
                    _ => None,
                };
                interpreter.row(row, cells, below);
            }
        }
    }
    interpreter.drafts
}

/// The row below, with what it holds.
type Below<'a> = (&'a Row, &'a Contents);

/// A label that is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Open {
    field: Field,
    scope: u32,
    label: String,
}

/// What the last row was, since the last heading.
enum Above {
    Nothing,
    /// A row with labels: for each column the label in force there.
    Labelled(Vec<Option<Open>>),
    /// A row of labels only: what stands below each belongs to it.
    Header {
        columns: Vec<Option<Open>>,
        /// The last row of a goal below it.
        record: Option<u32>,
    },
    /// A row that no label explains.
    Plain,
}

struct Interpreter<'a, 's> {
    findings: &'a mut Findings<'s>,
    form: &'a Form,
    /// The document's fiscal year.
    year: FiscalYear,
    drafts: Vec<Draft>,
    /// The label in running text that is in force.
    open: Option<Open>,
    /// The level of the heading that announced it; 0 where a label in the text did.
    open_level: u8,
    scopes: u32,
    block: u32,
    above: Above,
    has_title: bool,
}

impl Interpreter<'_, '_> {
    fn announce(&mut self, field: Field, label: &str) -> Open {
        self.scopes += 1;
        Open {
            field,
            scope: self.scopes,
            label: label.to_owned(),
        }
    }

    fn push(&mut self, piece: Piece, role: Role, open: Option<&Open>) -> &mut Draft {
        let field = open.map(|open| open.field);
        let draft = Draft::new(
            piece,
            role,
            field,
            open.map_or(0, |open| open.scope),
            self.block,
        );
        let index = self.drafts.len();
        self.drafts.push(draft);
        &mut self.drafts[index]
    }

    fn heading(&mut self, level: u8, cells: Contents) {
        self.above = Above::Nothing;
        for mut piece in cells.into_iter().flatten() {
            let known = self.known(&piece.text);
            let below_open = self.open.is_some() && 0 < self.open_level && self.open_level < level;
            if known.is_none() && below_open {
                // 「### 1 除雪」 below 「## 重点目標」 is an item; without a number it is a heading between items.
                let open = self.open.clone();
                if item_marker(&piece.text).is_some() {
                    piece.item = true;
                    self.push(piece, Role::Value, open.as_ref());
                } else {
                    self.push(piece, Role::Heading, None).level = level;
                }
                continue;
            }
            let field = known.or((!self.has_title).then_some(Field::Title));
            self.has_title |= field == Some(Field::Title);
            let open = field.map(|field| self.announce(field, &piece.text));
            self.push(piece, Role::Heading, open.as_ref()).level = level;
            self.open = open.filter(|open| open.field != Field::Title);
            self.open_level = level;
        }
    }

    fn text(&mut self, list: Listed, cells: Contents) {
        for mut piece in cells.into_iter().flatten() {
            piece.item |= list != Listed::No;
            piece.nested |= list == Listed::Nested;
            if is_note(&piece.text) {
                self.note(piece);
            } else if let Some(open) = self.labels_of(&mut piece) {
                if !piece.text.is_empty() {
                    self.push(piece, Role::Value, Some(&open));
                }
                self.open = Some(open);
                self.open_level = 0;
            } else {
                let open = self.open.clone();
                self.push(piece, Role::Value, open.as_ref());
            }
        }
    }

    fn note(&mut self, piece: Piece) {
        let open = Open {
            field: Field::Notes,
            scope: 0,
            label: String::new(),
        };
        self.push(piece, Role::Note, Some(&open));
    }

    /// Takes the label off a piece, if it is one or begins with one and a colon: what is left is its value.
    fn labels_of(&mut self, piece: &mut Piece) -> Option<Open> {
        if let Some(field) = self.label(piece) {
            let label = std::mem::take(piece);
            let open = self.announce(field, &label.text);
            self.push(label, Role::Label, Some(&open));
            return Some(open);
        }
        let (field, at) = self.label_with_colon(piece)?;
        let (label, value) = piece.split_at(at);
        *piece = value;
        let open = self.announce(field, label.text.trim_end_matches([':', '：']).trim_end());
        self.push(label, Role::Label, Some(&open));
        Some(open)
    }

    /// The field that a whole piece announces. Items of lists are never labels.
    fn label(&self, piece: &Piece) -> Option<Field> {
        if piece.item {
            None
        } else {
            self.known(&piece.text)
        }
    }

    /// 「組織名：中央区」: the field, and the byte behind the colon.
    fn label_with_colon(&self, piece: &Piece) -> Option<(Field, usize)> {
        let (at, colon) = piece
            .text
            .char_indices()
            .find(|(_, c)| matches!(c, ':' | '：'))?;
        let field = self.known(&piece.text[..at])?;
        let end = at + colon.len_utf8();
        (!piece.text[end..].trim().is_empty()).then_some((field, end))
    }

    /// The field that a text announces.
    fn known(&self, text: &str) -> Option<Field> {
        let announced = self.form.label(&LabelText::new(text), self.year)?;
        Some(announced.field)
    }

    fn near_label(&self, text: &str) -> Option<String> {
        suggest(
            text,
            self.form
                .spellings()
                .iter()
                .map(|(_, spelling)| spelling.as_str()),
        )
    }

    fn report_unknown_label(&mut self, piece: &Piece) {
        let problem = Problem::UnknownLabel {
            label: piece.text.clone(),
            suggestion: self.near_label(&piece.text),
        };
        self.findings.tell(problem, piece.span());
    }
}

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
