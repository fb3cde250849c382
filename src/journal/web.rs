//! Pages: the journal, for admins.
