//! An export on its way to a browser, piece by piece: it is never as a whole in memory.

use crate::{
    db::{Conn, Db, StoreError},
    exchange::export::{ExportError, SheetError, Written},
};
use actix_web::web::Bytes;
use futures_util::{Stream, stream};
use std::{
    io::{self, BufWriter, Write},
    time::Duration,
};
use tokio::{
    runtime::Handle,
    sync::mpsc::{Receiver, Sender, channel},
    time::timeout,
};

/// Bytes of a piece.
const PIECE: usize = 64 * 1024;
/// Pieces that wait for the browser.
const WAITING: usize = 4;
/// How long a browser may take none. An export holds a connection to the database, and others want one, too.
const PATIENCE: Duration = Duration::from_secs(30);

/// What comes out of an export.
enum Sent {
    Piece(Bytes),
    /// All of it is written. Whatever ends without this was cut off.
    End,
    Failed(StoreError),
}

/// An export that has begun.
pub(super) struct Pieces {
    first: Option<Sent>,
    rest: Receiver<Sent>,
}

/// Why there are no pieces.
#[derive(Debug, thiserror::Error)]
#[error("an export ended without a word")]
pub(super) struct CutOff;

impl Pieces {
    /// Begins an export, at one moment of the house, on a thread that may block; answers once its first piece is there.
    ///
    /// # Errors
    /// When the store fails before the first piece.
    pub(super) async fn begin(
        db: Db,
        write: impl FnOnce(&mut Conn, BufWriter<Outlet>) -> Result<Written, ExportError>
        + Send
        + 'static,
    ) -> Result<Self, StoreError> {
        let (to, mut rest) = channel(WAITING);
        let runtime = Handle::current();
        tokio::task::spawn_blocking(move || run(&db, to, runtime, write));
        match rest.recv().await {
            Some(Sent::Failed(failure)) => Err(failure),
            first => Ok(Self { first, rest }),
        }
    }

    /// The pieces as the body of an answer. `held` is let go of with the last one.
    pub(super) fn into_stream<T: 'static>(
        self,
        held: T,
    ) -> impl Stream<Item = Result<Bytes, CutOff>> + 'static {
        stream::unfold(Some((self, held)), |state| async {
            let (mut pieces, held) = state?;
            let next = match pieces.first.take() {
                Some(first) => Some(first),
                None => pieces.rest.recv().await,
            };
            match next {
                Some(Sent::Piece(bytes)) => Some((Ok(bytes), Some((pieces, held)))),
                Some(Sent::End) => None,
                // The connection is broken off, so that nobody takes half a file for a whole one.
                Some(Sent::Failed(_)) | None => Some((Err(CutOff), None)),
            }
        })
    }
}

fn run(
    db: &Db,
    to: Sender<Sent>,
    runtime: Handle,
    write: impl FnOnce(&mut Conn, BufWriter<Outlet>) -> Result<Written, ExportError>,
) {
    let outlet = Outlet {
        to: to.clone(),
        runtime,
    };
    let outcome = db.read_one_moment(|conn| {
        Ok::<_, StoreError>(write(conn, BufWriter::with_capacity(PIECE, outlet)))
    });
    // Whoever has gone away hears of neither.
    match outcome {
        Ok(Ok(_written)) => drop(to.blocking_send(Sent::End)),
        Ok(Err(ExportError::Sheet(SheetError::NobodyReads))) => {}
        Ok(Err(ExportError::Sheet(failure))) => {
            tracing::error!(%failure, "an export was cut off");
        }
        Ok(Err(ExportError::Store(failure))) | Err(failure) => {
            tracing::warn!(%failure, "an export was cut off");
            drop(to.blocking_send(Sent::Failed(failure)));
        }
    }
}

/// Where an export writes to.
pub(super) struct Outlet {
    to: Sender<Sent>,
    runtime: Handle,
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Sent::Piece(Bytes::copy_from_slice(bytes));
        let sent = self
            .runtime
            .block_on(timeout(PATIENCE, self.to.send(piece)));
        match sent {
            Ok(Ok(())) => Ok(bytes.len()),
            Ok(Err(_)) | Err(_) => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Address, migrate::migrate};
    use futures_util::StreamExt;
    use std::sync::mpsc;
    use tempfile::TempDir;

    fn house() -> (Db, TempDir) {
        let folder = TempDir::with_prefix("candor-stream-").unwrap();
        let address = Address::in_folder(folder.path());
        migrate(&address, |_| Ok(())).unwrap();
        (Db::open(&address, 2).unwrap(), folder)
    }

    /// The bytes that came, and whether it ended well.
    async fn all(pieces: Pieces) -> (usize, bool) {
        let pieces: Vec<_> = pieces.into_stream(()).collect().await;
        let bytes = pieces.iter().flatten().map(Bytes::len).sum();
        (bytes, pieces.iter().all(Result::is_ok))
    }

    fn writes(out: &mut BufWriter<Outlet>, bytes: usize) -> Result<(), ExportError> {
        out.write_all(&vec![b'x'; bytes])
            .and_then(|()| out.flush())
            .map_err(|failure| ExportError::Sheet(failure.into()))
    }

    #[actix_web::test]
    async fn a_long_export_comes_in_pieces_and_ends() {
        let (db, _folder) = house();
        let pieces = Pieces::begin(db, |_, mut out| {
            for _ in 0..40 {
                writes(&mut out, 30_000)?;
            }
            Ok(Written::default())
        });
        assert_eq!(all(pieces.await.unwrap()).await, (1_200_000, true));
    }

    #[actix_web::test]
    async fn one_that_fails_on_its_way_is_broken_off_and_one_that_fails_at_once_is_none() {
        let (db, _folder) = house();
        let gone = || ExportError::Store(StoreError::Corrupt("reports.kind"));
        let pieces = Pieces::begin(db.clone(), move |_, mut out| {
            writes(&mut out, 10)?;
            Err(gone())
        });
        assert_eq!(all(pieces.await.unwrap()).await, (10, false));
        let none = Pieces::begin(db, move |_, _| Err(gone())).await;
        assert!(matches!(none, Err(StoreError::Corrupt(_))));
    }

    #[actix_web::test]
    async fn it_ends_when_nobody_takes_it_any_more() {
        let (db, _folder) = house();
        let (told, hears) = mpsc::channel();
        let pieces = Pieces::begin(db, move |_, mut out| {
            let failure = (0..1_000).find_map(|_| writes(&mut out, PIECE).err());
            told.send(matches!(
                failure,
                Some(ExportError::Sheet(SheetError::NobodyReads))
            ))
            .unwrap();
            Ok(Written::default())
        });
        drop(pieces.await.unwrap());
        let ended = tokio::task::spawn_blocking(move || hears.recv_timeout(PATIENCE));
        assert_eq!(ended.await.unwrap(), Ok(true));
    }
}
