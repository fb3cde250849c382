//! Pages: signing in and out, the first admin, accounts.
