#!/usr/bin/env bash
# Every check of this repository, with one build profile.
#
#   bash tests/run.sh          what must pass before anything is merged
#   bash tests/run.sh --all    the long checks too
#
# SOLEUS_NO_GPU=1 goes without a graphics adapter, and says what is then not checked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=${CARGO_TARGET_DIR:-target}
[[ $target == /* ]] || target=$PWD/$target
vulkan_packages=(mesa-vulkan-drivers libvulkan1)

say() { printf '\n== %s\n' "$*" >&2; }
fail() { printf 'tests/run.sh: %s\n' "$*" >&2; exit 1; }

long=no
case ${1-} in
    '') ;;
    --all) long=yes ;;
    *) fail "unknown argument '$1'; only --all is known" ;;
esac

# A description of a driver in one of the places where the Vulkan loader looks, and the loader itself.
has_vulkan() {
    local folder
    [[ -n ${VK_DRIVER_FILES-}${VK_ICD_FILENAMES-} ]] && return 0
    # No pipe into `grep -q`: it ends early, and under pipefail the broken pipe would count as an answer.
    [[ $(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null) == *libvulkan.so.1* ]] || return 1
    for folder in /usr/share /usr/local/share /etc "${XDG_DATA_HOME:-${HOME-}/.local/share}"; do
        compgen -G "$folder/vulkan/icd.d/*.json" >/dev/null && return 0
    done
    return 1
}

need_vulkan() {
    [[ $(uname -s) == Linux ]] || return 0
    if [[ ${SOLEUS_NO_GPU-} == 1 ]]; then
        say 'SOLEUS_NO_GPU=1: NOT CHECKED is whatever needs a graphics adapter (finding one; everything that computes on one)'
        return 0
    fi
    has_vulkan && return 0
    if command -v apt-get >/dev/null && [[ $(id -u) == 0 ]]; then
        say "no Vulkan driver found: installing ${vulkan_packages[*]}"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -q </dev/null
        apt-get install -q -y --no-install-recommends "${vulkan_packages[@]}" </dev/null
        has_vulkan && return 0
        fail 'the driver was installed, but the Vulkan loader does not see it'
    fi
    fail "no Vulkan driver found. Install a software one, on Debian and Ubuntu with
    sudo apt-get update && sudo apt-get install --no-install-recommends ${vulkan_packages[*]}
or set SOLEUS_NO_GPU=1 to go without the checks that need one."
}

# Readers of Parquet files that analysts use, `newest` or `oldest`, in a Python environment that is made once.
need_readers() {
    local list=tests/readers/$1.txt home=$target/readers/$1
    cmp -s "$list" "$home/installed.txt" && return 0
    command -v python3 >/dev/null || fail 'python3 not found: install Python 3.9 or later with its venv module'
    rm -rf "$home"
    python3 -m venv "$home" || fail 'cannot make a Python environment; on Debian and Ubuntu: sudo apt-get install python3-venv'
    "$home/bin/python" -m pip install --quiet --disable-pip-version-check -r "$list" </dev/null ||
        fail "cannot install the Python packages of $list"
    cp "$list" "$home/installed.txt"
}

# Reads a run folder with each of them.
check_readers() {
    need_readers "$1"
    "$target/readers/$1/bin/python" tests/readers/read_run.py "$2" || fail "the $1 readers find fault with the run in $2"
}

# R, which needs no packages here.
need_r() {
    command -v Rscript >/dev/null && return 0
    if command -v apt-get >/dev/null && [[ $(id -u) == 0 ]]; then
        say 'no R found: installing r-base-core'
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends r-base-core </dev/null
        command -v Rscript >/dev/null && return 0
    fi
    fail 'no R found, which --all needs. On Debian and Ubuntu: sudo apt-get install --no-install-recommends r-base-core'
}

# Builds a wheel with the target folder of this script, and runs a study with it in a new Python environment whose PATH has no Rust.
check_wheel() {
    local home=$target/wheel
    rm -rf "$home"
    mkdir -p "$home"
    python3 -m venv "$home/build"
    "$home/build/bin/python" -m pip install --quiet --disable-pip-version-check 'maturin>=1.9,<2' </dev/null || fail 'cannot install maturin'
    CARGO_TARGET_DIR=$target "$home/build/bin/maturin" build --release --quiet -o "$home" || fail 'maturin cannot build a wheel'
    bash tests/wheel.sh "$home" || fail "the wheel in $home does not work"
}

# A batch system, whose daemons a test starts for itself.
need_slurm() {
    command -v slurmctld >/dev/null && command -v slurmd >/dev/null && command -v munged >/dev/null && return 0
    if command -v apt-get >/dev/null && [[ $(id -u) == 0 ]]; then
        say 'no Slurm found: installing slurm-wlm and munge'
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends slurm-wlm munge </dev/null
        command -v slurmctld >/dev/null && return 0
    fi
    fail 'no Slurm found, which --all needs. On Debian and Ubuntu: sudo apt-get install --no-install-recommends slurm-wlm munge'
}

# A sweep on Slurm and on Dask, each with two workers of which one is killed, must be the sweep of one process.
check_clusters() {
    local home=$target/clusters program=$target/release/soleus
    rm -rf "$home"
    mkdir -p "$home"
    "$program" run tests/clusters/sweep.toml --device cpu --quiet -o "$home/whole"
    need_slurm
    bash tests/clusters/slurm.sh "$program" "$home/slurm" "$home/whole" || fail 'the sweep on Slurm differs'
    python3 -m venv "$home/venv"
    "$home/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'distributed>=2024' </dev/null || fail 'cannot install Dask'
    "$home/venv/bin/python" tests/clusters/dask_workers.py "$program" "$home/dask" "$home/whole" || fail 'the sweep on Dask differs'
    rm -rf "$home"
}

# A second software driver with a compiler of its own, which Debian packs with a browser; fails where it cannot be had.
swiftshader=$target/swiftshader/usr/lib/chromium/vk_swiftshader_icd.json
need_swiftshader() {
    local home=$target/swiftshader
    [[ -f $swiftshader ]] && return 0
    command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
    rm -rf "$home"
    mkdir -p "$home"
    (cd "$home" && apt-get download -q chromium-common </dev/null && dpkg -x chromium-common_*.deb . && rm chromium-common_*.deb)
    [[ -f $swiftshader ]]
}

# The checker of the rules for dependencies, in the version whose rules deny.toml is written for. It is compiled once, which takes minutes.
deny_version=0.20.2
deny=$target/tools/bin/cargo-deny
need_deny() {
    [[ -x $deny && $("$deny" --version) == "cargo-deny $deny_version" ]] && return 0
    say "installing cargo-deny $deny_version into $target/tools"
    CARGO_TARGET_DIR=$target/tools/build cargo install cargo-deny --version "$deny_version" --locked --force --root "$target/tools" </dev/null ||
        fail "cannot install cargo-deny $deny_version, which --all needs to check deny.toml; is crates.io reachable?"
    rm -rf "$target/tools/build"
}

export XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/tmp}
need_vulkan

say 'formatting'
cargo fmt --check

say 'lints'
cargo clippy --release --locked --all-targets -- -D warnings

say 'tests'
if [[ $long == yes ]]; then
    # Tests that draw pairs reject some of them; more cases, more rejects.
    export SOLEUS_LONG=1 PROPTEST_CASES=${PROPTEST_CASES:-20000} PROPTEST_MAX_GLOBAL_REJECTS=1000000
fi
cargo test --release --locked --no-fail-fast

say 'documentation'
RUSTDOCFLAGS='-D warnings' cargo doc --release --locked --no-deps

say 'readers of a run'
cargo build --release --locked
"$target/release/soleus" run scenarios/long-haul-flight.toml --persons 300 --quiet --force -o "$target/readers-run"
check_readers newest "$target/readers-run"

say 'the notebook of soleus new, and the snippets of the documents'
reader=$target/readers/newest/bin/python
"$reader" tests/readers/check_drawings.py "$target/release/soleus" notebook || fail 'the notebook of soleus new fails'
"$reader" tests/readers/check_snippets.py "$target/release/soleus" python,sql,sh,toml README.md docs/*.md || fail 'a snippet of a document fails'

say 'data files of people, as pandas, polars, pyarrow and DuckDB write them'
"$target/readers/newest/bin/python" tests/readers/people_types.py "$target/release/soleus" "$target/people-types"

say 'the schema of scenarios'
"$target/release/soleus" schema scenario -o "$target/scenario.schema.json"
"$reader" tests/readers/check_schema.py "$target/scenario.schema.json" scenarios/*.toml scenarios/broken/*.toml ||
    fail 'the schema and soleus check differ'

if [[ $long == yes ]]; then
    need_deny
    say 'licenses, sources and versions of dependencies'
    "$deny" --locked check bans licenses sources

    say 'data packages of a run and of its exported tables'
    "$target/release/soleus" export "$target/readers-run" --format csv --quiet --force -o "$target/readers-csv"
    "$reader" tests/readers/check_package.py "$target/readers-run/datapackage.json" "$target/readers-csv/datapackage.json" ||
        fail 'Frictionless finds faults in a data package'

    need_r
    say 'the R script of soleus new, and the R snippets of the documents'
    "$reader" tests/readers/check_drawings.py "$target/release/soleus" R || fail 'the R script of soleus new fails'
    "$reader" tests/readers/check_snippets.py "$target/release/soleus" r README.md docs/*.md || fail 'an R snippet of a document fails'

    say 'a wheel, without Rust'
    check_wheel

    say 'a sweep on Slurm and on Dask'
    check_clusters

    say 'memory and readers of a large run'
    rm -rf "$target/large-run"
    SOLEUS_LARGE_RUN=$target/large-run cargo test --release --locked --lib -- --exact output::tests::a_large_run_needs_little_memory
    check_readers newest "$target/large-run"
    check_readers oldest "$target/large-run"
    rm -rf "$target/large-run"
fi

if [[ $long == yes && ${SOLEUS_NO_GPU-} != 1 ]]; then
    if need_swiftshader; then
        say 'equal bits on SwiftShader'
        VK_DRIVER_FILES=$swiftshader VK_ICD_FILENAMES=$swiftshader cargo test --release --locked --test leg parity::
    else
        say 'NO SWIFTSHADER (Debian: chromium-common): NOT CHECKED is whether a second software driver gives the same bits'
    fi
fi

printf '\nall checks passed\n'
