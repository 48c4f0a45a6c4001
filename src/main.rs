//! Parses the command line, runs it, exits with its code.

fn main() -> std::process::ExitCode {
    soleus::cli::main()
}
