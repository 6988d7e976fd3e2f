//! The success criteria of JIS X 8341-3:2016, which are those of WCAG 2.0.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::Language;
use Level::{A, Aa, Aaa};

/// A level of conformance; the higher ones include the lower.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "UPPERCASE")]
pub enum Level {
    /// A
    A,
    /// AA
    Aa,
    /// AAA
    Aaa,
}

impl Level {
    /// As the standard writes it: AA
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::Aa => "AA",
            Self::Aaa => "AAA",
        }
    }
}

/// A success criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Criterion {
    /// Its number: 1.4.3
    pub number: &'static str,
    /// The level to which it belongs.
    pub level: Level,
    japanese: &'static str,
    english: &'static str,
}

impl Criterion {
    /// The criterion with this number.
    #[must_use]
    pub fn find(number: &str) -> Option<&'static Self> {
        CRITERIA.iter().find(|one| one.number == number.trim())
    }

    /// All criteria, in the standard's order.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        CRITERIA.iter()
    }

    /// The criteria that a level asks for, in the standard's order.
    pub fn of_level(level: Level) -> impl Iterator<Item = &'static Self> {
        CRITERIA.iter().filter(move |one| one.level <= level)
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Japanese => self.japanese,
            Language::English => self.english,
        }
    }
}

const fn criterion(
    number: &'static str,
    level: Level,
    japanese: &'static str,
    english: &'static str,
) -> Criterion {
    Criterion {
        number,
        level,
        japanese,
        english,
    }
}

#[rustfmt::skip]
const CRITERIA: [Criterion; 61] = [
    criterion("1.1.1", A, "非テキストコンテンツ", "Non-text Content"),
    criterion("1.2.1", A, "音声だけ及び映像だけ（収録済み）", "Audio-only and Video-only (Prerecorded)"),
    criterion("1.2.2", A, "キャプション（収録済み）", "Captions (Prerecorded)"),
    criterion("1.2.3", A, "音声解説又はメディアに対する代替コンテンツ（収録済み）", "Audio Description or Media Alternative (Prerecorded)"),
    criterion("1.2.4", Aa, "キャプション（ライブ）", "Captions (Live)"),
    criterion("1.2.5", Aa, "音声解説（収録済み）", "Audio Description (Prerecorded)"),
    criterion("1.2.6", Aaa, "手話（収録済み）", "Sign Language (Prerecorded)"),
    criterion("1.2.7", Aaa, "拡張音声解説（収録済み）", "Extended Audio Description (Prerecorded)"),
    criterion("1.2.8", Aaa, "メディアに対する代替コンテンツ（収録済み）", "Media Alternative (Prerecorded)"),
    criterion("1.2.9", Aaa, "音声だけ（ライブ）", "Audio-only (Live)"),
    criterion("1.3.1", A, "情報及び関係性", "Info and Relationships"),
    criterion("1.3.2", A, "意味のある順序", "Meaningful Sequence"),
    criterion("1.3.3", A, "感覚的な特徴", "Sensory Characteristics"),
    criterion("1.4.1", A, "色の使用", "Use of Color"),
    criterion("1.4.2", A, "音声の制御", "Audio Control"),
    criterion("1.4.3", Aa, "コントラスト（最低限レベル）", "Contrast (Minimum)"),
    criterion("1.4.4", Aa, "テキストのサイズ変更", "Resize text"),
    criterion("1.4.5", Aa, "文字画像", "Images of Text"),
    criterion("1.4.6", Aaa, "コントラスト（高度レベル）", "Contrast (Enhanced)"),
    criterion("1.4.7", Aaa, "小さな背景音，又は背景音なし", "Low or No Background Audio"),
    criterion("1.4.8", Aaa, "視覚的提示", "Visual Presentation"),
    criterion("1.4.9", Aaa, "文字画像（例外なし）", "Images of Text (No Exception)"),
    criterion("2.1.1", A, "キーボード", "Keyboard"),
    criterion("2.1.2", A, "キーボードトラップなし", "No Keyboard Trap"),
    criterion("2.1.3", Aaa, "キーボード（例外なし）", "Keyboard (No Exception)"),
    criterion("2.2.1", A, "タイミング調整可能", "Timing Adjustable"),
    criterion("2.2.2", A, "一時停止，停止及び非表示", "Pause, Stop, Hide"),
    criterion("2.2.3", Aaa, "タイミング非依存", "No Timing"),
    criterion("2.2.4", Aaa, "割込み", "Interruptions"),
    criterion("2.2.5", Aaa, "再認証", "Re-authenticating"),
    criterion("2.3.1", A, "3回のせん（閃）光，又はしきい（閾）値以下", "Three Flashes or Below Threshold"),
    criterion("2.3.2", Aaa, "3回のせん（閃）光", "Three Flashes"),
    criterion("2.4.1", A, "ブロックスキップ", "Bypass Blocks"),
    criterion("2.4.2", A, "ページタイトル", "Page Titled"),
    criterion("2.4.3", A, "フォーカス順序", "Focus Order"),
    criterion("2.4.4", A, "リンクの目的（コンテキスト内）", "Link Purpose (In Context)"),
    criterion("2.4.5", Aa, "複数の手段", "Multiple Ways"),
    criterion("2.4.6", Aa, "見出し及びラベル", "Headings and Labels"),
    criterion("2.4.7", Aa, "フォーカスの可視化", "Focus Visible"),
    criterion("2.4.8", Aaa, "現在位置", "Location"),
    criterion("2.4.9", Aaa, "リンクの目的（リンクだけ）", "Link Purpose (Link Only)"),
    criterion("2.4.10", Aaa, "セクション見出し", "Section Headings"),
    criterion("3.1.1", A, "ページの言語", "Language of Page"),
    criterion("3.1.2", Aa, "一部分の言語", "Language of Parts"),
    criterion("3.1.3", Aaa, "一般的ではない用語", "Unusual Words"),
    criterion("3.1.4", Aaa, "略語", "Abbreviations"),
    criterion("3.1.5", Aaa, "読解レベル", "Reading Level"),
    criterion("3.1.6", Aaa, "発音", "Pronunciation"),
    criterion("3.2.1", A, "フォーカス時", "On Focus"),
    criterion("3.2.2", A, "入力時", "On Input"),
    criterion("3.2.3", Aa, "一貫したナビゲーション", "Consistent Navigation"),
    criterion("3.2.4", Aa, "一貫した識別性", "Consistent Identification"),
    criterion("3.2.5", Aaa, "要求による変化", "Change on Request"),
    criterion("3.3.1", A, "エラーの特定", "Error Identification"),
    criterion("3.3.2", A, "ラベル又は説明", "Labels or Instructions"),
    criterion("3.3.3", Aa, "エラー修正の提案", "Error Suggestion"),
    criterion("3.3.4", Aa, "エラー回避（法的，金融及びデータ）", "Error Prevention (Legal, Financial, Data)"),
    criterion("3.3.5", Aaa, "ヘルプ", "Help"),
    criterion("3.3.6", Aaa, "エラー回避（全て）", "Error Prevention (All)"),
    criterion("4.1.1", A, "構文解析", "Parsing"),
    criterion("4.1.2", A, "名前（name），役割（role）及び値（value）", "Name, Role, Value"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_has_as_many_criteria_as_the_standard() {
        let count = |level| Criterion::of_level(level).count();
        assert_eq!([count(A), count(Aa), count(Aaa)], [25, 38, 61]);
    }

    #[test]
    fn criteria_are_found_by_number() {
        let name = |number| Criterion::find(number).map(|one| (one.level, one.japanese));
        assert_eq!(name("1.4.3"), Some((Aa, "コントラスト（最低限レベル）")));
        assert_eq!(name("1.4.10"), None);
    }
}
