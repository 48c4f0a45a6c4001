#!/usr/bin/env bash
# Installs the one wheel in a folder into a new Python environment there, and runs studies with it while PATH has no Rust.
#
#   bash tests/wheel.sh FOLDER
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$1"
wheels=(soleus-*.whl)
[[ ${#wheels[@]} == 1 && -f ${wheels[0]} ]] || { echo "one wheel is expected in $1, found: ${wheels[*]}" >&2; exit 1; }
wheel=${wheels[0]}

licenses=$(python3 -m zipfile -l "$wheel" | grep -c 'licenses/LICENSE')
[[ $licenses == 3 ]] || { echo "$wheel has $licenses license files instead of 3" >&2; exit 1; }
rm -rf installed
python3 -m venv installed
installed/bin/python -m pip install --quiet --disable-pip-version-check --no-index "$wheel"

# Nothing of the build: neither cargo nor rustc nor the program of the target folder.
export PATH=$PWD/installed/bin:/usr/bin:/bin
! command -v cargo >/dev/null || { echo 'PATH still has Rust, so this proves nothing' >&2; exit 1; }
[[ $(command -v soleus) == "$PWD/installed/bin/soleus" ]]
rm -rf study
soleus new desk-day study
(cd study && soleus run desk-day.toml --persons 64 --device cpu --quiet -o run && soleus check run)
soleus run "$repository/scenarios/long-haul-flight.toml" --persons 64 --device cpu --quiet --force -o study/flight
for page in study/run/report.html study/flight/report.html; do
    [[ $(tail -c 8 "$page") == *'</html>'* ]] || { echo "$page is not whole" >&2; exit 1; }
done
echo "$wheel: $(stat -c %s "$wheel") bytes, installs and runs; $(soleus --version)"
