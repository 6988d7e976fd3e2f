//! The forms as they come out of offices and OCR: what the real document shows, and what is usual besides.

use super::Layout;

/// All such layouts.
pub static LAYOUTS: [Layout; 0] = [];
