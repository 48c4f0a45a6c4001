//! Stop requests: Ctrl-C, and signals from terminals and batch systems.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::{Console, Exit};
use crate::output::clean_up_then;

/// Time for work to end after a request. A device may be busy for longer; then the program ends without waiting for it.
const PATIENCE: Duration = Duration::from_secs(3);
/// Time for writing the last message. The reader of the message may not respond.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Signals that request a stop: number, name and exit code.
#[cfg(unix)]
const SIGNALS: [(i32, &str, Exit); 5] = {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGUSR1, SIGXCPU};
    [
        (SIGINT, "SIGINT", Exit::Interrupted),
        (SIGTERM, "SIGTERM", Exit::Terminated),
        (SIGHUP, "SIGHUP", Exit::HungUp),
        (SIGXCPU, "SIGXCPU", Exit::CpuTime),
        (SIGUSR1, "SIGUSR1", Exit::UserSignal),
    ]
};

/// Writes the last message, if the program ends at once.
type Words = Box<dyn Fn(Exit) + Send>;

/// Receives stop requests.
#[derive(Clone)]
pub(super) struct Stop(Arc<Requests>);

struct Requests {
    console: Console,
    /// Exit code of the first request; 0 before it.
    first: AtomicU8,
    /// Whether the running work checks [`Stop::requested`].
    heeded: AtomicBool,
    last_words: Mutex<Option<Words>>,
}

impl Stop {
    /// Starts to listen. Until [`Stop::heed`] is called, a request ends the program at once.
    pub(super) fn listen(console: &Console) -> Self {
        let (first, heeded) = (AtomicU8::new(0), AtomicBool::new(false));
        let stop = Self(Arc::new(Requests { console: console.clone(), first, heeded, last_words: Mutex::new(None) }));
        stop.wait_for_signals();
        stop
    }

    /// Declares that the running work now checks [`Stop::requested`]. If the program has to end without waiting for the work,
    /// `last_words` reports what has become of it.
    pub(super) fn heed(&self, last_words: impl Fn(Exit) + Send + 'static) {
        *self.0.last_words.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(last_words));
        self.0.heeded.store(true, Ordering::Relaxed);
    }

    /// The exit code of the first request, if there was one.
    pub(super) fn requested(&self) -> Option<Exit> {
        Exit::stopped(self.0.first.load(Ordering::Relaxed))
    }

    #[cfg(unix)]
    fn wait_for_signals(&self) {
        let ignored = ignored();
        let wanted = SIGNALS.iter().map(|(number, ..)| *number).filter(|number| !ignored(*number));
        let Ok(mut signals) = signal_hook::iterator::Signals::new(wanted) else { return };
        let stop = self.clone();
        // If processes are limited, the thread may fail to start. Then signals are not noticed.
        let _ = thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in signals.forever() {
                if let Some((_, name, exit)) = SIGNALS.iter().find(|(number, ..)| *number == signal) {
                    stop.take(name, *exit);
                }
            }
        });
    }

    #[cfg(not(unix))]
    fn wait_for_signals(&self) {
        let stop = self.clone();
        // Without a handler, the first Ctrl-C ends the program. Finished results are not lost.
        let _ = ctrlc::set_handler(move || stop.take("Ctrl-C", Exit::Interrupted));
    }

    /// Handles a request: the first one waits until the work ends, the second one ends the program at once.
    fn take(&self, name: &str, exit: Exit) {
        let requests = &self.0;
        let first = requests.first.compare_exchange(0, exit as u8, Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if !first {
            self.end(exit);
        }
        if !requests.heeded.load(Ordering::Relaxed) {
            requests.console.warn(&format!("{name}: stopped"));
            self.end(exit);
        }
        let stop = self.clone();
        let waiting = thread::Builder::new().spawn(move || {
            thread::sleep(PATIENCE);
            stop.end(exit);
        });
        if waiting.is_err() {
            self.end(exit);
        }
        requests.console.warn(&format!("{name}: stopping; send it again to stop immediately"));
    }

    /// Removes unfinished files and ends the program.
    fn end(&self, exit: Exit) -> ! {
        clean_up_then(|| {
            let (said, wait) = channel();
            let requests = self.0.clone();
            let speaking = thread::Builder::new().spawn(move || {
                if let Some(words) = &*requests.last_words.lock().unwrap_or_else(PoisonError::into_inner) {
                    words(exit);
                }
                let _ = said.send(());
            });
            if speaking.is_ok() {
                let _ = wait.recv_timeout(LAST_WORDS);
            }
            exit_at_once(exit)
        })
    }
}

/// Ends the program without the clean-up of libraries, because this clean-up may wait for a busy device.
fn exit_at_once(exit: Exit) -> ! {
    #[cfg(unix)]
    signal_hook::low_level::exit(exit as i32);
    #[cfg(not(unix))]
    std::process::exit(exit as i32);
}

/// Finds the signals that this process must ignore, as `nohup` does with SIGHUP. If this is unknown, SIGHUP is assumed to be ignored.
#[cfg(unix)]
fn ignored() -> impl Fn(i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    move |signal| match mask {
        Some(mask) => mask >> (signal - 1) & 1 == 1,
        None => signal == signal_hook::consts::SIGHUP,
    }
}
