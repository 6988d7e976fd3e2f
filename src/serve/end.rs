//! When somebody wants the program to end.

use std::io;

/// Requests to end: Ctrl-C, and on Unix those of other programs. From the moment it is made none of them kills.
pub(super) struct End {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 3],
    #[cfg(windows)]
    interrupt: tokio::signal::windows::CtrlC,
}

impl End {
    #[cfg(unix)]
    pub fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            signals: [
                signal(SignalKind::interrupt())?,
                signal(SignalKind::terminate())?,
                signal(SignalKind::hangup())?,
            ],
        })
    }

    #[cfg(unix)]
    pub async fn asked(self) -> io::Result<()> {
        let [mut interrupt, mut terminate, mut hang_up] = self.signals;
        tokio::select! {
            _ = interrupt.recv() => Ok(()),
            _ = terminate.recv() => Ok(()),
            _ = hang_up.recv() => Ok(()),
        }
    }

    #[cfg(windows)]
    pub fn listen() -> io::Result<Self> {
        let interrupt = tokio::signal::windows::ctrl_c()?;
        Ok(Self { interrupt })
    }

    #[cfg(windows)]
    pub async fn asked(mut self) -> io::Result<()> {
        self.interrupt.recv().await;
        Ok(())
    }
}
