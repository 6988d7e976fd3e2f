//! Blocks → drafts: which text is a label, and which label explains which text.
//!
//! A label in a row explains the cells behind it, up to the next label, and the rows that continue it. A label in
//! running text, or a heading, explains what follows up to the next label, heading or row.

use ayumi_japanese::numeral::{item_marker, parse_count};

use crate::config::{Form, suggest};
use crate::model::{Field, Problem, Role};

use super::blocks::{Block, Listed, Row};
use super::draft::Draft;
use super::findings::Findings;
use super::inline::{Contents, Piece};

/// Reads the blocks of a document as its form says.
pub(super) fn interpret(
    blocks: &[Block],
    contents: Vec<Contents>,
    form: &Form,
    findings: &mut Findings<'_>,
) -> Vec<Draft> {
    let mut interpreter = Interpreter {
        findings,
        form,
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
            let known = self.form.label(&piece.text);
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
            self.form.label(&piece.text)
        }
    }

    /// 「組織名：中央区」: the field, and the byte behind the colon.
    fn label_with_colon(&self, piece: &Piece) -> Option<(Field, usize)> {
        let (at, colon) = piece
            .text
            .char_indices()
            .find(|(_, c)| matches!(c, ':' | '：'))?;
        let field = self.form.label(&piece.text[..at])?;
        let end = at + colon.len_utf8();
        (!piece.text[end..].trim().is_empty()).then_some((field, end))
    }

    fn row(&mut self, row: &Row, cells: Contents, below: Option<Below<'_>>) {
        self.open = None;
        let has_label = |pieces: &Vec<Piece>| pieces.iter().any(|piece| self.is_labelled(piece));
        let labelled = cells.iter().any(has_label);
        if row.first && !self.goes_on(&cells) {
            self.above = Above::Nothing;
        }
        if self.is_header(&cells, row, below) {
            self.header_row(cells);
        } else if labelled {
            self.labelled_row(cells);
        } else if let Above::Header { columns, record } = &self.above {
            let (columns, record) = (columns.clone(), *record);
            self.record_row(cells, columns, record);
        } else {
            self.unlabelled_row(cells, row);
        }
    }

    fn is_labelled(&self, piece: &Piece) -> bool {
        self.label(piece).is_some() || self.label_with_colon(piece).is_some()
    }

    /// Whether a table goes on with the one above, from which a page break parts it: its first cell is empty, or holds
    /// the next number of a column of numbers.
    fn goes_on(&self, cells: &[Vec<Piece>]) -> bool {
        let first = cells.first().and_then(|pieces| pieces.first());
        match &self.above {
            Above::Header { columns, .. } if columns.len() == cells.len() => {
                let numbers = columns.first().is_some_and(Option::is_none);
                first.is_none_or(|piece| numbers && parse_count(&piece.text).is_some())
            }
            Above::Labelled(_) => first.is_none(),
            _ => false,
        }
    }

    /// Whether a row is made of labels, two or more of them, with rows of the same width below it.
    fn is_header(&self, cells: &[Vec<Piece>], row: &Row, below: Option<Below<'_>>) -> bool {
        let single = cells.iter().all(|pieces| pieces.len() == 1);
        let Some((below, below_cells)) =
            below.filter(|(below, _)| single && below.cells.len() == cells.len())
        else {
            return false;
        };
        let is_known = |piece: &Piece| self.label(piece).is_some();
        let known = cells
            .iter()
            .flatten()
            .filter(|piece| is_known(piece))
            .count();
        let numbers = cells
            .iter()
            .flatten()
            .filter(|piece| is_number_column(&piece.text))
            .count();
        if known < 2 {
            return false;
        }
        if known + numbers == cells.len() {
            return true;
        }
        // Markdown has to call a table's first row its head, even where it is a row like the others: such a row has
        // values, and rows with labels of their own below it.
        let head =
            row.cells.iter().all(|cell| cell.header) && !below.cells.iter().any(|cell| cell.header);
        head && !below_cells.iter().flatten().any(is_known)
    }

    fn header_row(&mut self, cells: Contents) {
        let mut columns = Vec::new();
        for piece in cells.into_iter().flatten() {
            let open = match self.form.label(&piece.text) {
                Some(field) => Some(self.announce(field, &piece.text)),
                None if is_number_column(&piece.text) => None,
                None => {
                    self.report_unknown_label(&piece);
                    Some(self.announce(Field::Other, &piece.text))
                }
            };
            self.push(piece, Role::Label, open.as_ref());
            columns.push(open);
        }
        self.above = Above::Header {
            columns,
            record: None,
        };
    }

    /// A row below a row of labels: each column has its field. Where the cells of the goal and of its number are empty,
    /// the row continues the one above.
    fn record_row(&mut self, cells: Contents, columns: Vec<Option<Open>>, above: Option<u32>) {
        let of_goal =
            |open: &Option<Open>| open.as_ref().is_none_or(|open| open.field == Field::Goals);
        let goal_cells = columns.iter().zip(&cells).filter(|(open, _)| of_goal(open));
        let continues = goal_cells.clone().count() > 0
            && goal_cells.clone().all(|(_, pieces)| pieces.is_empty());
        let record = if continues {
            above.unwrap_or(self.block)
        } else {
            self.block
        };
        let goals = columns
            .iter()
            .flatten()
            .find(|open| open.field == Field::Goals)
            .cloned();
        for (column, pieces) in cells.into_iter().enumerate() {
            let open = columns.get(column).cloned().flatten();
            // A column of numbers belongs to the goal of its row.
            let number = columns.get(column).is_some_and(Option::is_none);
            for piece in pieces {
                if number && let Some(goals) = &goals {
                    self.push(piece, Role::Marker, Some(goals)).record = Some(record);
                } else {
                    self.push(piece, Role::Value, open.as_ref()).record = Some(record);
                }
            }
        }
        self.above = Above::Header {
            columns,
            record: Some(record),
        };
    }

    fn labelled_row(&mut self, cells: Contents) {
        let lone_numbers = lone_numbers(&cells);
        let mut columns = Vec::with_capacity(cells.len());
        let mut open: Option<Open> = None;
        for (column, pieces) in cells.into_iter().enumerate() {
            for mut piece in pieces {
                if let Some(announced) = self.labels_of(&mut piece) {
                    open = Some(announced);
                }
                if piece.text.starts_with('※') {
                    self.note(piece);
                } else if !piece.text.is_empty() {
                    let role = role_of(open.as_ref(), lone_numbers.contains(&column));
                    self.push(piece, role, open.as_ref());
                }
            }
            columns.push(open.clone());
        }
        self.above = Above::Labelled(columns);
    }

    /// A row without a label of the form: it continues the labelled row above where its first cell is empty.
    fn unlabelled_row(&mut self, cells: Contents, row: &Row) {
        let empty_first = cells.first().is_some_and(Vec::is_empty);
        if empty_first && let Above::Labelled(columns) = &self.above {
            let columns = columns.clone();
            self.continue_row(cells, &columns);
            return;
        }
        let heads_row = |pieces: &Vec<Piece>| pieces.iter().all(|piece| piece.strong);
        let strong_first = cells
            .first()
            .is_some_and(|pieces| !pieces.is_empty() && heads_row(pieces));
        let header_first = row.cells.first().is_some_and(|cell| cell.header)
            && !row.cells.iter().all(|cell| cell.header);
        let in_labelled_table = matches!(self.above, Above::Labelled(_));
        let looks_like_label = cells.len() > 1
            && cells
                .first()
                .and_then(|pieces| pieces.first())
                .is_some_and(|piece| {
                    let short = piece.text.chars().count() <= 20;
                    short
                        && (strong_first
                            || header_first
                            || (in_labelled_table && self.near_label(&piece.text).is_some()))
                });
        if looks_like_label {
            self.unknown_label_row(cells);
        } else {
            self.above = Above::Plain;
            for (column, pieces) in cells.into_iter().enumerate() {
                for piece in pieces {
                    self.push(piece, Role::Value, None).column =
                        Some(u16::try_from(column).unwrap_or(u16::MAX));
                }
            }
        }
    }

    fn continue_row(&mut self, cells: Contents, columns: &[Option<Open>]) {
        let lone_numbers = lone_numbers(&cells);
        let last = columns.iter().rev().flatten().next().cloned();
        for (column, pieces) in cells.into_iter().enumerate() {
            let open = columns
                .get(column)
                .cloned()
                .flatten()
                .or_else(|| last.clone());
            for piece in pieces {
                if piece.text.starts_with('※') {
                    self.note(piece);
                    continue;
                }
                if let Some(open) = open.as_ref().filter(|open| is_single(open.field)) {
                    let problem = Problem::UncertainContinuation {
                        label: open.label.clone(),
                    };
                    self.findings.tell(problem, piece.span());
                }
                let role = role_of(open.as_ref(), lone_numbers.contains(&column));
                self.push(piece, role, open.as_ref());
            }
        }
    }

    fn unknown_label_row(&mut self, cells: Contents) {
        let mut columns = Vec::new();
        let mut open: Option<Open> = None;
        for (column, pieces) in cells.into_iter().enumerate() {
            for (index, piece) in pieces.into_iter().enumerate() {
                if index == 0
                    && (column == 0
                        || piece.strong && !piece.item && piece.text.chars().count() <= 20)
                {
                    self.report_unknown_label(&piece);
                    let announced = self.announce(Field::Other, &piece.text);
                    self.push(piece, Role::Label, Some(&announced));
                    open = Some(announced);
                } else {
                    self.push(piece, Role::Value, open.as_ref());
                }
            }
            columns.push(open.clone());
        }
        self.above = Above::Labelled(columns);
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

/// The columns of cells that hold a number only, with text in the next: the number of an item in a cell of its own.
fn lone_numbers(cells: &[Vec<Piece>]) -> Vec<usize> {
    let is_number = |pieces: &[Piece]| {
        pieces.len() == 1
            && item_marker(&format!("{} 文", pieces[0].text))
                .is_some_and(|marker| marker.len == pieces[0].text.len())
    };
    let has_text = |pieces: &[Piece]| {
        pieces
            .first()
            .is_some_and(|piece| parse_count(&piece.text).is_none())
    };
    let pairs = cells.windows(2).enumerate();
    pairs
        .filter(|(_, pair)| is_number(&pair[0]) && has_text(&pair[1]))
        .map(|(column, _)| column)
        .collect()
}

fn role_of(open: Option<&Open>, lone_number: bool) -> Role {
    let of_goals = open
        .is_some_and(|open| matches!(open.field, Field::Goals | Field::Result | Field::Direction));
    if of_goals && lone_number {
        Role::Marker
    } else {
        Role::Value
    }
}

/// Whether a field holds one short value, which a row below it hardly continues.
fn is_single(field: Field) -> bool {
    matches!(
        field,
        Field::Organisation | Field::Heads | Field::EvaluationGoals | Field::EvaluationAchieved
    )
}

/// The label of a column that only counts the rows.
fn is_number_column(text: &str) -> bool {
    matches!(
        crate::config::fold_label(text).as_str(),
        "番号" | "no" | "no." | "項番" | "#" | "目標番号"
    )
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
