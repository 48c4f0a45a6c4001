//! Runs the command line and exits with its exit code.

fn main() -> std::process::ExitCode {
    soleus::cli::main()
}
