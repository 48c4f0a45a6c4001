"""Runs a sweep with examples/dask_cluster.py on two workers, kills one of them, and starts another one. The results must be those of one process.

    python tests/clusters/dask_workers.py PROGRAM FOLDER WHOLE [WORKERS]     WHOLE is the folder of the sweep of one process

WORKERS = 1 or 2 measures the time of so many workers, and kills none.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEMBERS = 24


def start(words, log, environment):
    """A process of its own group, so that its children can be killed with it, as if its machine were lost."""
    return subprocess.Popen(words, stdout=log, stderr=log, env=environment, start_new_session=True)


def end(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(found, what, seconds=300):
    began = time.monotonic()
    while not found():
        if time.monotonic() - began > seconds:
            sys.exit(f"dask_workers.py: {what}")
        time.sleep(0.05)


program, home, whole = (Path(word).resolve() for word in sys.argv[1:4])
wanted = int(sys.argv[4]) if len(sys.argv) > 4 else None
home.mkdir(parents=True)
(home / "bin").mkdir()
(home / "bin/soleus").symlink_to(program)
study, address = home / "sweep.toml", home / "scheduler.json"
study.write_bytes((HERE / "sweep.toml").read_bytes())
environment = {**os.environ, "PATH": f"{home / 'bin'}:{os.environ['PATH']}", "XDG_RUNTIME_DIR": "/tmp"}
dask = [sys.executable, "-m", "dask"]
log = open(home / "log", "w")
running = []
try:
    running.append(start([*dask, "scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(address)], log, environment))
    wait_for(address.exists, "no scheduler")
    worker = [*dask, "worker", "--scheduler-file", str(address), "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(home)]
    workers = [start(worker, log, environment) for _ in range(wanted or 2)]
    running += workers
    environment["DASK_SCHEDULER_ADDRESS"] = json.loads(address.read_text())["address"]
    began = time.monotonic()
    words = [sys.executable, str(HERE.parent.parent / "examples/dask_cluster.py"), str(study), "member", str(MEMBERS), str(home / "work")]
    main = start(words, log, environment)
    running.append(main)
    if wanted is None:
        begun = lambda: list((home / "work/run/members").glob("*/unfinished.partial"))
        wait_for(lambda: len(begun()) == 2, "no two members are simulated at a time")
        end(workers[0])
        print("dask_workers.py: one of two workers was killed", file=sys.stderr)
        running.append(start(worker, log, environment))
    if main.wait() != 0:
        sys.exit(f"dask_workers.py: exit {main.returncode}\n{(home / 'log').read_text()[-4000:]}")
    print(f"dask_workers.py: done in {time.monotonic() - began:.1f} s", file=sys.stderr)
finally:
    for process in running:
        end(process)
subprocess.run(["bash", str(HERE / "same.sh"), str(home / "work/run"), str(whole)], check=True)
