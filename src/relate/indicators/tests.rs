#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::config::{OrganisationsFile, Registry};
use crate::model::{Better, Document, Edition, Figure, FigureKind, FiscalYear, GoalDigest, Sketch};
use crate::relate::Archive;
