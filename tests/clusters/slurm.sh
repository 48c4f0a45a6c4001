#!/usr/bin/env bash
# Runs a sweep on a real Slurm of one machine, without systemd: one task is killed, Slurm requeues it, and the merge waits for it. The results must
# be those of one process. Debian and Ubuntu: apt-get install --no-install-recommends slurm-wlm munge
#
#   bash tests/clusters/slurm.sh PROGRAM FOLDER WHOLE     WHOLE is the folder of the sweep of one process
set -euo pipefail
program=$1 home=$2 whole=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fail() { printf 'slurm.sh: %s\n' "$*" >&2; exit 1; }

rm -rf "$home"
mkdir -p "$home"/{state,spool,bin}
home=$(cd "$home" && pwd)
export SLURM_CONF=$home/slurm.conf
# Slurm and munge need a path without a space and with few characters.
munge=$(mktemp -d /tmp/munge.XXXXXX)
started=()
stop() {
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    rm -rf "$munge"
}
trap stop EXIT

head -c 1024 /dev/urandom >"$munge/key"
chmod 700 "$munge" && chmod 400 "$munge/key"
cat >"$SLURM_CONF" <<CONF
ClusterName=soleus
SlurmctldHost=$(hostname)(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$munge/socket
CryptoType=crypto/munge
StateSaveLocation=$home/state
SlurmdSpoolDir=$home/spool
SlurmctldPidFile=$home/slurmctld.pid
SlurmdPidFile=$home/slurmd.pid
SlurmctldLogFile=$home/slurmctld.log
SlurmdLogFile=$home/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobRequeue=1
NodeName=$(hostname) NodeAddr=127.0.0.1 CPUs=2
PartitionName=main Nodes=$(hostname) Default=YES MaxTime=INFINITE State=UP
CONF
munged --foreground --force --key-file="$munge/key" --socket="$munge/socket" --pid-file="$munge/pid" --log-file="$munge/log" \
    --seed-file="$munge/seed" >"$home/munged.out" 2>&1 &
started+=($!)
slurmctld -D >"$home/slurmctld.out" 2>&1 &
started+=($!)
sleep 1
slurmd -D >"$home/slurmd.out" 2>&1 &
started+=($!)
for _ in $(seq 60); do
    [[ $(sinfo -h -o %t 2>/dev/null) == idle ]] && break
    sleep 0.5
done
[[ $(sinfo -h -o %t) == idle ]] || fail "no idle node: $(sinfo 2>&1; tail -n 5 "$home"/*.log)"

cp "$here/sweep.toml" "$home/"
"$program" submit slurm "$home/sweep.toml" --cpus 1 --quiet --out "$home/study" >"$home/command"
cd "$home"
begun=$(date +%s.%N)
eval "$(cat command)" --output="$home/job-%A_%a.out" >submitted
# Slurm kills a task that has begun its member, and puts it back into the queue.
victim=
for _ in $(seq 600); do
    for member in study/run/members/*/unfinished.partial; do
        [[ -d $member ]] || continue
        number=$(basename "$(dirname "$member")")
        number=$((10#${number%%-*}))
        victim=$(squeue -h -r -t R -o '%F_%K' -n soleus-cluster-work | grep "_$number\$") && break 2
    done 2>/dev/null
    sleep 0.1
done
[[ -n $victim ]] || fail "no task ever ran: $(squeue; tail -n 5 "$home"/*.log)"
scontrol requeue "$victim"
for _ in $(seq 1200); do
    [[ -z $(squeue -h) ]] && break
    sleep 0.5
done
[[ -z $(squeue -h) ]] || fail "jobs are left: $(squeue)"
restarts=$(scontrol show job "$victim" | grep -o "Restarts=[0-9]*")
printf 'Slurm: task %s killed and requeued (%s), all jobs done in %.1f s\n' "$victim" "$restarts" "$(echo "$(date +%s.%N) - $begun" | bc)" >&2
"$program" check --quiet study/run || fail 'the sweep is not whole'
bash "$here/same.sh" study/run "$whole"
