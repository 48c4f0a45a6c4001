"""Simulates the shards of a study, or the members of a sweep, on a Dask cluster and joins them.

    python examples/dask_cluster.py scenarios/desk-day.toml shard 4 /shared/desk-day
    python examples/dask_cluster.py scenarios/bout-sweep.toml member 12 /shared/bouts

All workers need soleus and the folder. A task that fails or loses its worker is repeated; it continues where it was saved, or ends at once
if its part is finished. DASK_SCHEDULER_ADDRESS names a cluster that is already running; without it, this machine is the cluster.
"""

import subprocess
import sys

from dask.distributed import Client


def simulate(*words):
    subprocess.run(["soleus", "run", *words, "--threads", "1", "--quiet"], check=True)


if __name__ == "__main__":
    study, kind, count, folder = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    part = {"shard": lambda i: ["--shard", f"{i}/{count}", "-o", f"{folder}/shards"], "member": lambda i: ["--member", f"{i}", "-o", f"{folder}/run"]}[kind]
    with Client() as client:
        client.gather([client.submit(simulate, study, *part(i), retries=3, pure=False) for i in range(1, count + 1)])
    last = ["merge", f"{folder}/shards"] if kind == "shard" else ["run", study]
    subprocess.run(["soleus", *last, "--out", f"{folder}/run"], check=True)
