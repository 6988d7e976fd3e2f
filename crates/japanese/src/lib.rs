//! How Japanese municipalities write years, numbers and words, and how such spellings are made
//! comparable. Everything here is a pure function of its arguments; nothing of Ayumi's own is used.
//!
//! A tour, from the character to the sentence:
//!
//! * [`kana`]: which script a character belongs to; ひらがな ⇔ カタカナ.
//! * [`reading`]: readings in one writing (`チューオー` and `ちゅうおう`); [`romaji`]: `chuo`, `tyuuou`, `Chūō`.
//! * [`width`]: full width ⇔ half width (`Ａ` ⇔ `A`, `ｶﾞ` ⇔ `ガ`).
//! * [`numeral`]: `３，０００`, `三千`, `1万2千`, `△3`, `6割` as exact numbers; `①`, `（１）`, `・` as
//!   the marker before a list item.
//! * [`era`]: `令和6年度`, `R6`, `平成34年度` as a fiscal year, and back.
//! * [`spacing`]: the white space that OCR leaves inside words.
//! * [`fold`](mod@fold): one comparable form of any text, with a map back to the original's bytes.
//!
//! ```
//! use ayumi_japanese::{era, fold, numeral};
//!
//! assert_eq!(era::parse_fiscal_year("Ｒ６"), Some(2024));
//! assert_eq!(era::fiscal_year_label_long(2024), "令和6年度（2024年度）");
//! assert_eq!(numeral::parse_count("三千"), Some(3000));
//!
//! let text = "㈱ﾊﾏﾍﾞﾘﾝｸﾞ";
//! let folded = fold::fold(text);
//! assert_eq!(folded.as_str(), "(株)ハマベリング");
//! let found = folded.as_str().find("ベリ").map(|at| at..at + "ベリ".len()).unwrap();
//! assert_eq!(&text[folded.original_range(found)], "ﾍﾞﾘ");
//! ```

pub mod era;
pub mod fold;
pub mod kana;
pub mod numeral;
pub mod reading;
pub mod romaji;
pub mod spacing;
pub mod width;
