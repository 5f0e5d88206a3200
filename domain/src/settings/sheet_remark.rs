//! What is wrong with a style sheet that an admin wrote.

use serde::{Deserialize, Serialize};

/// What is wrong with a sheet, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRemark {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong there.
    pub what: SheetFault,
}

/// What is wrong in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SheetFault {
    /// It names an address.
    Address,
    /// It opens with this word after `@`, which none may.
    AtRule(String),
    /// It calls this function, which none may.
    Function(String),
    /// A bracket closes nothing, or a text has no end.
    Broken,
    /// Too many blocks stand in one another.
    TooDeep,
}
