//! Pages: telling, coming back, the inbox, one report.
