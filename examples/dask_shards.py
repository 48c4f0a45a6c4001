"""Simulates the shards of a study on a Dask cluster and joins them.

    python examples/dask_shards.py scenarios/desk-day.toml 4 /shared/desk-day

All workers need soleus and the folder. A task that fails or loses its worker is repeated; it continues where it was saved, or ends at once
if its shard is finished.
"""

import subprocess
import sys

from dask.distributed import Client


def shard(study, number, count, folder):
    command = ["soleus", "run", study, "--shard", f"{number}/{count}", "--threads", "1", "--quiet", "--out", f"{folder}/shards"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    study, count, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    with Client() as client:  # Client("tcp://scheduler:8786") for a cluster that is already running
        tasks = [client.submit(shard, study, number, count, folder, retries=3) for number in range(1, count + 1)]
        shards = client.gather(tasks)
    subprocess.run(["soleus", "merge", *shards, "--out", f"{folder}/run"], check=True)
